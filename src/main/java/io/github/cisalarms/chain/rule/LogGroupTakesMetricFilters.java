package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.LogGroup;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.value.Answer;
import java.util.List;
import java.util.Set;

/**
 * Only log groups of the standard class have metric filters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html">Log
 *     classes</a>
 */
final class LogGroupTakesMetricFilters implements Rule {

  private static final String STANDARD = "STANDARD";

  @Override
  public Stage stage() {
    return Stage.FILTER;
  }

  @Override
  public Link link() {
    return Link.FILTER;
  }

  @Override
  public String asks() {
    return "The log group is of the class STANDARD; others have no metric filters.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    MetricFilter filter = chain.filter().orElseThrow();
    List<LogGroup> groups =
        chain.infrastructure().logGroups(filter.logGroup()).stream()
            .filter(group -> group.place().sameAs(filter.place()) != Answer.NO)
            .toList();
    for (LogGroup group : groups) {
      String remedy =
          "let the trail deliver to a log group of the class STANDARD; a class can't be changed";
      if (!group.logGroupClass().isKnown()) {
        return unclear(
            group.address(), "the log group's class " + chain.source().isUnknown(), remedy);
      }
      if (!group.logGroupClass().get().orElseThrow().equals(STANDARD)) {
        return broken(
            group.address(),
            "the log group is of the class "
                + group.logGroupClass().shown()
                + ", which has no metric filters",
            remedy);
      }
    }
    return holds(filter.address(), "nothing is known against the log group's class");
  }
}

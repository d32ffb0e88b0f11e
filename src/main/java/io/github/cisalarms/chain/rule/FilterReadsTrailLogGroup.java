package io.github.cisalarms.chain.rule;

import io.github.cisalarms.catalog.Quotas;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.LogGroup;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.value.Answer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A filter for the control reads what the trail writes. */
final class FilterReadsTrailLogGroup implements Rule {

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
    return "A metric filter for the control is on the log group that the trail delivers to.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.allOf(Judge.class);
  }

  @Override
  public Finding check(Chain chain) {
    if (chain.filter().isEmpty()) {
      return broken(
          "",
          "the " + chain.source().noun() + " has no metric filter for this control",
          (isFull(chain)
                  ? "the log group has "
                      + Quotas.METRIC_FILTERS_PER_LOG_GROUP
                      + " metric filters, the most that one can have: remove one; then "
                  : "")
              + "add a metric filter, or the control to the module's controls; 'cis-alarms controls"
              + " show "
              + chain.control().slug()
              + "' prints the pattern");
    }
    MetricFilter filter = chain.filter().orElseThrow();
    Answer place =
        chain.judge() == Judge.DELIVERY
            ? chain
                .trail()
                .map(trail -> trail.logGroupPlace().sameAs(filter.place()))
                .orElse(Answer.YES)
            : Answer.YES;
    boolean named = filter.logGroup().sameAs(chain.logGroup()) == Answer.YES;
    if (named && place == Answer.NO) {
      return broken(
          filter.address(),
          "the filter is in "
              + filter.place().shown()
              + ", the log group that the trail writes to in "
              + chain.trail().orElseThrow().logGroupPlace().shown(),
          "put the filter into the account and region of the log group");
    }
    if (named && place == Answer.UNKNOWN) {
      return unclear(
          filter.address(),
          "whether the filter is in the account and region of the trail's log group can't be told",
          "put both under one provider configuration");
    }
    if (named && chain.judge() == Judge.DELIVERY && chain.trail().isEmpty()) {
      List<LogGroup> groups = chain.infrastructure().logGroups(filter.logGroup());
      if (!groups.isEmpty()
          && groups.stream().allMatch(g -> g.place().sameAs(filter.place()) == Answer.NO)) {
        return broken(
            filter.address(),
            "the filter is in "
                + filter.place().shown()
                + ", the log group in "
                + groups.get(0).place().shown(),
            "put the filter into the account and region of the log group");
      }
    }
    return switch (filter.logGroup().sameAs(chain.logGroup())) {
      case YES -> holds(filter.address(), "the filter reads " + filter.logGroup().shown());
      case NO ->
          broken(
              filter.address(),
              "the filter reads the log group "
                  + filter.logGroup().shown()
                  + ", the trail writes to "
                  + chain.logGroup().shown(),
              "set log_group_name to the trail's log group");
      case UNKNOWN ->
          unclear(
              filter.address(),
              "whether the log group " + filter.logGroup().shown() + " is the trail's is not known",
              "name the trail's log group with --log-group");
    };
  }

  private static boolean isFull(Chain chain) {
    return chain.infrastructure().filters().stream()
            .filter(filter -> filter.logGroup().sameAs(chain.logGroup()) == Answer.YES)
            .count()
        >= Quotas.METRIC_FILTERS_PER_LOG_GROUP;
  }
}

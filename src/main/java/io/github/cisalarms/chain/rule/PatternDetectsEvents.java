package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Patterns;
import java.util.Set;

/** The pattern matches what the control is about. */
final class PatternDetectsEvents implements Rule {

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
    return "The filter's pattern matches every event that one of the control's published patterns matches.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    MetricFilter filter = chain.filter().orElseThrow();
    String remedy =
        "use a published pattern as it is: cis-alarms controls show " + chain.control().slug();
    if (!filter.pattern().isKnown()) {
      return unclear(
          filter.address(), "the filter's pattern " + chain.source().isUnknown(), remedy);
    }
    String pattern = filter.pattern().get().orElseThrow();
    boolean shown = !filter.pattern().shown().equals("(sensitive)");
    Patterns.Match match = chain.patterns().match(chain.control(), pattern);
    String missed = shown ? match.missed().map(event -> ", such as " + event).orElse("") : "";
    return finding(match.detects(), filter.address(), match.message() + missed, remedy);
  }
}

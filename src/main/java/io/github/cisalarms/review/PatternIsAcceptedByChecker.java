package io.github.cisalarms.review;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.CheckerRule;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The pattern has the text that the checker looks for. */
final class PatternIsAcceptedByChecker implements Rule {

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
    return "The filter's pattern has the text that the checker looks for.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.complementOf(EnumSet.of(Judge.DELIVERY));
  }

  @Override
  public Finding check(Chain chain) {
    MetricFilter filter = chain.filter().orElseThrow();
    Checker checker = chain.judge().checker().orElseThrow();
    CheckerRule rule = chain.control().rule(checker).orElseThrow();
    String remedy =
        "use "
            + chain.control().acceptedBy(checker).stream()
                .map(variant -> "'" + variant.name() + "'")
                .collect(Collectors.joining(" or "))
            + " as it is: cis-alarms controls show "
            + chain.control().slug();
    String name = checker.title() + " (" + rule.name() + ")";
    return filter
        .pattern()
        .get()
        .map(
            pattern ->
                rule.accepts(pattern)
                    ? holds(filter.address(), name + " accepts the pattern")
                    : broken(
                        filter.address(),
                        name + " wants another pattern; it compares " + rule.compares(),
                        remedy))
        .orElseGet(
            () ->
                unclear(filter.address(), "the filter's pattern is known after the apply", remedy));
  }
}

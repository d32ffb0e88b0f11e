package io.github.cisalarms.chain.rule;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.CheckerRule;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import java.util.EnumSet;
import java.util.Optional;
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
    String name = checker.title() + " (" + rule.name() + ")";
    Optional<String> pattern = filter.pattern().get();
    if (pattern.isEmpty()) {
      return unclear(
          filter.address(),
          "the filter's pattern " + chain.source().isUnknown(),
          remedy(chain, checker));
    }
    return chain.patterns().accepted(chain.control(), checker, pattern.get())
        ? holds(filter.address(), name + " accepts the pattern")
        : broken(
            filter.address(),
            name + " wants another pattern; it compares " + rule.compares(),
            remedy(chain, checker));
  }

  private static String remedy(Chain chain, Checker checker) {
    Control control = chain.control();
    return "use "
        + control.variants().stream()
            .filter(variant -> chain.patterns().accepted(control, checker, variant.pattern()))
            .map(variant -> "'" + variant.name() + "'")
            .collect(Collectors.joining(" or "))
        + " as it is: cis-alarms controls show "
        + control.slug();
  }
}

package io.github.cisalarms.replay;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.PatternVariant;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What an alarm would have done with a published variant of its pattern.
 *
 * @param variant the variant
 * @param matches how many events it matches
 * @param episodes how many episodes there would have been
 * @param timeOn how long the alarm would have been on altogether
 */
public record VariantResult(PatternVariant variant, long matches, int episodes, Duration timeOn) {

  /** The checkers that judge the variant's control and accept this variant. */
  public List<Checker> acceptedBy(Control control) {
    return Arrays.stream(Checker.values())
        .filter(
            checker ->
                control.rule(checker).filter(rule -> rule.accepts(variant.pattern())).isPresent())
        .toList();
  }
}

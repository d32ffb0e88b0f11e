package io.github.cisalarms.adopt;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import io.github.cisalarms.pattern.PatternComparison.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a filter keeps its pattern: one that matches more than the control asks for stays as it
 * is, a published one stays if it satisfies the same checkers, and one that misses events becomes
 * the stack's.
 */
final class PatternProposal {

  private final StackResources stack;
  private final Patterns patterns;

  PatternProposal(StackResources stack, Patterns patterns) {
    this.stack = stack;
    this.patterns = patterns;
  }

  /**
   * The setting that keeps the pattern.
   *
   * @param wanted the stack's pattern
   * @param found the pattern that there is
   * @return name and value; empty if the pattern becomes the stack's
   */
  Optional<Map.Entry<String, Object>> of(Control control, String wanted, String found) {
    if (found.equals(wanted.strip()) || relation(found, wanted) == Relation.EQUIVALENT) {
      return Optional.empty();
    }
    Optional<PatternVariant> published =
        control.variants().stream()
            .filter(variant -> relation(found, variant.pattern()) == Relation.EQUIVALENT)
            .findFirst();
    if (published.isPresent()) {
      return published
          .filter(variant -> satisfies(control, variant))
          .map(variant -> Map.entry("variant", variant.name()));
    }
    boolean broken =
        patterns.match(control, found).detects() == Answer.NO || !found.startsWith("{");
    return broken ? Optional.empty() : Optional.of(Map.entry("pattern", found));
  }

  private static Relation relation(String one, String other) {
    try {
      return FilterPattern.parse(one).comparedWith(FilterPattern.parse(other)).relation();
    } catch (FilterPatternException e) {
      return Relation.UNKNOWN;
    }
  }

  /** Whether every checker that is content with the stack's filters is so with this variant. */
  private boolean satisfies(Control control, PatternVariant variant) {
    List<String> wanted =
        stack.filters().stream()
            .filter(filter -> filter.control().control().equals(control))
            .map(StackResource.Filter::pattern)
            .toList();
    return !wanted.contains(variant.pattern())
        && Arrays.stream(Checker.values())
            .filter(
                checker ->
                    wanted.stream().anyMatch(text -> patterns.accepted(control, checker, text)))
            .allMatch(checker -> patterns.accepted(control, checker, variant.pattern()));
  }
}

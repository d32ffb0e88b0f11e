package io.github.cisalarms.replay.scan;

import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.PatternSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is looked for in every event.
 *
 * <p>Tallies know a pattern by its index: first those that are shown, then those that are counted.
 *
 * @param shown texts of the filter patterns whose events are shown: who, what, from where, samples
 * @param counted texts of those of which it is enough to know how many events match in each minute
 * @param account the account whose events alone count, by {@code recipientAccountId}
 */
public record ScanProgram(List<String> shown, List<String> counted, Optional<String> account) {

  /** Makes it immutable. */
  public ScanProgram {
    shown = List.copyOf(shown);
    counted = List.copyOf(counted);
  }

  /** All patterns, in the order of their indexes. */
  public List<String> patterns() {
    return Stream.concat(shown.stream(), counted.stream()).toList();
  }

  PatternSet compiled() {
    return PatternSet.of(
        patterns().stream().map(FilterPattern::parse).toList(), EventMatcher.OF_EVERY_EVENT);
  }
}

package io.github.cisalarms.replay.scan;

import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.PatternSet;
import java.util.List;
import java.util.Optional;

/**
 * What is looked for in every event.
 *
 * @param patterns texts of filter patterns; tallies know them by their index
 * @param account the account whose events alone count, by {@code recipientAccountId}
 */
public record ScanProgram(List<String> patterns, Optional<String> account) {

  /** Makes it immutable. */
  public ScanProgram {
    patterns = List.copyOf(patterns);
  }

  PatternSet compiled() {
    return PatternSet.of(
        patterns.stream().map(FilterPattern::parse).toList(), EventMatcher.OF_EVERY_EVENT);
  }
}

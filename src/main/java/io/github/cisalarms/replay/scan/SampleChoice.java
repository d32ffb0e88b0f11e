package io.github.cisalarms.replay.scan;

import io.github.cisalarms.replay.tally.PatternTally;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Chooses which events of one file are kept as a whole: of each pattern whose events are shown the
 * first few kinds, since no more are. Whatever matches, a file costs no more memory than that.
 */
final class SampleChoice {

  private final Map<Integer, Set<String>> kindsByPattern = new HashMap<>();

  /**
   * Whether an event is kept.
   *
   * @param patterns those for which it is shown
   * @return true if some of them have no sample of its kind yet
   */
  boolean takes(BitSet patterns, String kind) {
    boolean takes = false;
    for (int i = patterns.nextSetBit(0); i >= 0; i = patterns.nextSetBit(i + 1)) {
      Set<String> kinds = kindsByPattern.computeIfAbsent(i, pattern -> new HashSet<>());
      takes |= kinds.size() < PatternTally.MOST_SAMPLES && kinds.add(kind);
    }
    return takes;
  }
}

package io.github.cisalarms.pattern.evaluation;

import java.util.BitSet;
import java.util.List;

/**
 * Decides which JSON patterns match, by the facts of an event. Most events of a trail have the
 * facts of some event before, so what those decide is remembered.
 */
public final class Verdicts {

  /** A power of two. */
  private static final int REMEMBERED = 1 << 10;

  private final List<JsonPattern> patterns;
  private final Facts[] facts = new Facts[REMEMBERED];
  private final BitSet[] matched = new BitSet[REMEMBERED];

  /**
   * A pattern of a set.
   *
   * @param index its index in the set
   * @param check its condition
   */
  public record JsonPattern(int index, JsonProgram.Check check) {}

  /** Nothing is remembered yet. */
  public Verdicts(List<JsonPattern> patterns) {
    this.patterns = patterns;
  }

  /** The indexes of the patterns that match an event with these facts; not to be changed. */
  public BitSet of(Facts event) {
    int slot = event.hashCode() & REMEMBERED - 1;
    if (!event.equals(facts[slot])) {
      facts[slot] = event.copy();
      matched[slot] = decide(event);
    }
    return matched[slot];
  }

  private BitSet decide(Facts event) {
    BitSet result = new BitSet();
    for (JsonPattern pattern : patterns) {
      result.set(pattern.index(), pattern.check().holds(event));
    }
    return result;
  }
}

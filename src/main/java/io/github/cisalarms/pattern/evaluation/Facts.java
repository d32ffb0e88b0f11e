package io.github.cisalarms.pattern.evaluation;

import java.util.Arrays;

/**
 * What is known of one event once it is read: all that decides whether the patterns of a {@link
 * JsonProgram} match. Tests and selectors are known by their index in the program.
 *
 * <p>Two events with equal facts are matched by the same patterns.
 */
public final class Facts {

  private final int existing;
  private final int comparable;
  private final int reached;
  private final long[] bits;

  Facts(int testCount, int selectorCount) {
    this.existing = testCount;
    this.comparable = existing + selectorCount;
    this.reached = comparable + selectorCount;
    this.bits = new long[(reached + selectorCount + Long.SIZE - 1) / Long.SIZE];
  }

  private Facts(Facts other) {
    this.existing = other.existing;
    this.comparable = other.comparable;
    this.reached = other.reached;
    this.bits = other.bits.clone();
  }

  Facts copy() {
    return new Facts(this);
  }

  void clear() {
    Arrays.fill(bits, 0);
  }

  /** Whether a value satisfies the test. */
  boolean satisfied(int test) {
    return get(test);
  }

  void satisfy(int test) {
    set(test);
  }

  void satisfy(int[] tests) {
    for (int test : tests) {
      set(test);
    }
  }

  /** Whether the selector points at any value. */
  boolean exists(int selector) {
    return get(existing + selector);
  }

  void setExists(int selector) {
    set(existing + selector);
  }

  /** Whether the selector points at a string or a number. */
  boolean isComparable(int selector) {
    return get(comparable + selector);
  }

  void setComparable(int selector) {
    set(comparable + selector);
  }

  /** Whether the value exists to which the selector's wildcard applies. */
  boolean reachedWildcard(int selector) {
    return get(reached + selector);
  }

  void setReachedWildcard(int selector) {
    set(reached + selector);
  }

  private boolean get(int index) {
    return (bits[index >> 6] >>> index & 1) != 0;
  }

  private void set(int index) {
    bits[index >> 6] |= 1L << index;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Facts facts && Arrays.equals(facts.bits, bits);
  }

  @Override
  public int hashCode() {
    long hash = 0;
    for (long word : bits) {
      hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}

package io.github.cisalarms.replay;

/**
 * Remembers the ids of the latest events, in bounded memory.
 *
 * <p>Two generations of fingerprints: when the younger is full, it becomes the elder and the elder
 * is forgotten. So an id is known for at least {@code generation} further ids, and for twice as
 * many at most.
 *
 * <p>An id is known by 64 bits. Two different ids have the same with a probability of 2^-64 each:
 * for a billion events, about one chance in five thousand that one of them is taken for another.
 */
final class RecentIds {

  private static final int SMALLEST = 1 << 12;

  private final int generation;
  private long[] young = new long[SMALLEST];
  private long[] old = new long[SMALLEST];
  private int size;

  /**
   * Makes an empty memory.
   *
   * @param generation how many ids are known at least
   */
  RecentIds(int generation) {
    this.generation = generation;
  }

  /** Notes an id by its fingerprint, which is not 0. Whether it was not known yet. */
  boolean add(long fingerprint) {
    if (contains(old, fingerprint)) {
      return false;
    }
    int slot = slot(young, fingerprint);
    if (young[slot] == fingerprint) {
      return false;
    }
    if (size == generation) {
      old = young;
      young = new long[SMALLEST];
      size = 0;
      slot = slot(young, fingerprint);
    }
    young[slot] = fingerprint;
    size++;
    if (2L * size > young.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * young.length];
    for (long fingerprint : young) {
      if (fingerprint != 0) {
        larger[slot(larger, fingerprint)] = fingerprint;
      }
    }
    young = larger;
  }

  private static boolean contains(long[] table, long fingerprint) {
    return table[slot(table, fingerprint)] == fingerprint;
  }

  /** Where the fingerprint is, or where it would go. Tables are at most half full. */
  private static int slot(long[] table, long fingerprint) {
    int slot = (int) (fingerprint >>> 20) & table.length - 1;
    while (table[slot] != 0 && table[slot] != fingerprint) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }
}

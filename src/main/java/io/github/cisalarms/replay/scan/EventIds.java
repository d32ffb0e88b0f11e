package io.github.cisalarms.replay.scan;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Remembers the ids of events: all of them, or the latest in bounded memory.
 *
 * <p>Bounded, it has two generations of fingerprints: when the younger is full, it becomes the
 * elder and the elder is forgotten. So an id is known for at least {@code generation} further ids,
 * and for twice as many at most.
 *
 * <p>An id is known by 64 bits. Two different ids have the same with a probability of 2^-64 each:
 * for a billion events, about one chance in five thousand that one of them is taken for another.
 */
public final class EventIds {

  private static final int SMALLEST = 1 << 12;

  private final int generation;
  private long[] young = new long[SMALLEST];
  private long[] old = new long[SMALLEST];
  private int youngSize;
  private int oldSize;

  private EventIds(int generation) {
    this.generation = generation;
  }

  /**
   * A memory of the latest ids.
   *
   * @param generation how many ids are known at least
   */
  public static EventIds latest(int generation) {
    return new EventIds(generation);
  }

  /** A memory of all ids, up to half a billion. */
  public static EventIds all() {
    return new EventIds(Integer.MAX_VALUE);
  }

  /** Notes an id by its fingerprint, which is not 0. Whether it was not known yet. */
  public boolean add(long fingerprint) {
    if (contains(old, fingerprint)) {
      return false;
    }
    int slot = slot(young, fingerprint);
    if (young[slot] == fingerprint) {
      return false;
    }
    if (youngSize == generation) {
      old = young;
      oldSize = youngSize;
      young = new long[SMALLEST];
      youngSize = 0;
      slot = slot(young, fingerprint);
    }
    young[slot] = fingerprint;
    youngSize++;
    if (2L * youngSize > young.length) {
      young = copy(young, 2 * young.length);
    }
    return true;
  }

  /** The fingerprints that it knows, ascending. */
  public long[] fingerprints() {
    long[] all = new long[youngSize + oldSize];
    fill(young, all, fill(old, all, 0));
    Arrays.sort(all);
    return all;
  }

  private static int fill(long[] table, long[] target, int from) {
    int at = from;
    for (long fingerprint : table) {
      if (fingerprint != 0) {
        target[at++] = fingerprint;
      }
    }
    return at;
  }

  private static long[] copy(long[] table, int length) {
    long[] copy = new long[length];
    for (long fingerprint : table) {
      if (fingerprint != 0) {
        copy[slot(copy, fingerprint)] = fingerprint;
      }
    }
    return copy;
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

  void write(DataOutput out) throws IOException {
    out.writeInt(generation);
    write(out, old, oldSize);
    write(out, young, youngSize);
  }

  private static void write(DataOutput out, long[] table, int size) throws IOException {
    out.writeInt(size);
    for (long fingerprint : table) {
      if (fingerprint != 0) {
        out.writeLong(fingerprint);
      }
    }
  }

  static EventIds read(DataInput in) throws IOException {
    EventIds read = new EventIds(in.readInt());
    read.oldSize = in.readInt();
    read.old = table(in, read.oldSize);
    read.youngSize = in.readInt();
    read.young = table(in, read.youngSize);
    return read;
  }

  private static long[] table(DataInput in, int size) throws IOException {
    int length = SMALLEST;
    while (length < 2L * size) {
      length *= 2;
    }
    long[] table = new long[length];
    for (int i = 0; i < size; i++) {
      long fingerprint = in.readLong();
      table[slot(table, fingerprint)] = fingerprint;
    }
    return table;
  }
}

package io.github.cisalarms.replay.clock;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts by minute. Takes memory by the hours that have a count, not by the events. Minutes are
 * counted from 1970-01-01T00:00Z.
 */
public final class MinuteCounts {

  private static final int MINUTES_PER_HOUR = 60;

  private final TreeMap<Long, int[]> hours = new TreeMap<>();

  // Events come in the order of time, more or less: most ask for the hour of the one before.
  private long lastHour = Long.MIN_VALUE;
  private int[] lastCounts = {};

  /** Adds 1 to a minute. */
  public void add(long minute) {
    long hour = Math.floorDiv(minute, MINUTES_PER_HOUR);
    if (hour != lastHour) {
      lastCounts = counts(hour);
      lastHour = hour;
    }
    lastCounts[Math.floorMod(minute, MINUTES_PER_HOUR)]++;
  }

  private int[] counts(long hour) {
    return hours.computeIfAbsent(hour, key -> new int[MINUTES_PER_HOUR]);
  }

  /** Adds what another one has counted. */
  public void merge(MinuteCounts other) {
    for (Map.Entry<Long, int[]> hour : other.hours.entrySet()) {
      int[] counts = counts(hour.getKey());
      for (int i = 0; i < MINUTES_PER_HOUR; i++) {
        counts[i] += hour.getValue()[i];
      }
    }
  }

  /** The minutes that have a count, ascending. */
  public long[] minutes() {
    long[] minutes = new long[16];
    int size = 0;
    for (Map.Entry<Long, int[]> hour : hours.entrySet()) {
      for (int i = 0; i < MINUTES_PER_HOUR; i++) {
        if (hour.getValue()[i] > 0) {
          if (size == minutes.length) {
            minutes = Arrays.copyOf(minutes, 2 * size);
          }
          minutes[size++] = hour.getKey() * MINUTES_PER_HOUR + i;
        }
      }
    }
    return Arrays.copyOf(minutes, size);
  }

  /** The count of a minute. */
  public int count(long minute) {
    int[] counts = hours.get(Math.floorDiv(minute, MINUTES_PER_HOUR));
    return counts == null ? 0 : counts[Math.floorMod(minute, MINUTES_PER_HOUR)];
  }

  /** Writes it for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    long[] minutes = minutes();
    out.writeInt(minutes.length);
    for (long minute : minutes) {
      out.writeLong(minute);
      out.writeInt(count(minute));
    }
  }

  /** Reads what {@link #write} wrote. */
  public static MinuteCounts read(DataInput in) throws IOException {
    MinuteCounts read = new MinuteCounts();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      long minute = in.readLong();
      read.counts(Math.floorDiv(minute, MINUTES_PER_HOUR))[
              Math.floorMod(minute, MINUTES_PER_HOUR)] =
          in.readInt();
    }
    return read;
  }
}

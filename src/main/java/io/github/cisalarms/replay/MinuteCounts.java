package io.github.cisalarms.replay;

import java.util.Arrays;
import java.util.TreeMap;

/** Counts by minute. Takes memory by the days that have a count, not by the events. */
final class MinuteCounts {

  private static final int MINUTES_PER_DAY = 24 * 60;

  private final TreeMap<Long, int[]> days = new TreeMap<>();

  // Events come in the order of time, more or less: most ask for the day of the one before.
  private long lastDay = Long.MIN_VALUE;
  private int[] lastCounts = {};

  /** Adds 1 to a minute, counted from 1970-01-01T00:00Z. */
  void add(long minute) {
    long day = Math.floorDiv(minute, MINUTES_PER_DAY);
    if (day != lastDay) {
      lastCounts = days.computeIfAbsent(day, key -> new int[MINUTES_PER_DAY]);
      lastDay = day;
    }
    lastCounts[Math.floorMod(minute, MINUTES_PER_DAY)]++;
  }

  /** The minutes that have a count, ascending. */
  long[] minutes() {
    long[] minutes = new long[16];
    int size = 0;
    for (var day : days.entrySet()) {
      for (int i = 0; i < MINUTES_PER_DAY; i++) {
        if (day.getValue()[i] > 0) {
          if (size == minutes.length) {
            minutes = Arrays.copyOf(minutes, 2 * size);
          }
          minutes[size++] = day.getKey() * MINUTES_PER_DAY + i;
        }
      }
    }
    return Arrays.copyOf(minutes, size);
  }

  /** The count of a minute. */
  int count(long minute) {
    int[] counts = days.get(Math.floorDiv(minute, MINUTES_PER_DAY));
    return counts == null ? 0 : counts[Math.floorMod(minute, MINUTES_PER_DAY)];
  }
}

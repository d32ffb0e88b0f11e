package io.github.cisalarms.replay.clock;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The data points that a metric filter emits: a count for minutes with matching events, and, if the
 * filter has a default value of 0, a 0 for the other minutes in which the log group got events.
 *
 * <p>A minute's data point has the time of the minute's start. Times are in seconds since 1970, the
 * end of a time range is exclusive.
 */
public final class MetricSeries {

  /** Seconds of a minute. */
  public static final int MINUTE = 60;

  private static final int STEPS = 4;

  private final long[] matchMinutes;
  // How many events match before the minute of that index.
  private final long[] matchesBefore;
  private final long[] dataMinutes;

  private MetricSeries(long[] matchMinutes, long[] matchesBefore, long[] dataMinutes) {
    this.matchMinutes = matchMinutes;
    this.matchesBefore = matchesBefore;
    this.dataMinutes = dataMinutes;
  }

  /** The series of a filter without a default value. */
  public static MetricSeries of(MinuteCounts matches) {
    long[] minutes = matches.minutes();
    return of(matches, minutes, minutes);
  }

  /**
   * The series of a filter whose default value is 0.
   *
   * @param events the minutes in which the log group got any event
   */
  public static MetricSeries withZeros(MinuteCounts matches, long[] events) {
    return of(matches, matches.minutes(), events);
  }

  private static MetricSeries of(MinuteCounts matches, long[] minutes, long[] dataMinutes) {
    long[] before = new long[minutes.length + 1];
    for (int i = 0; i < minutes.length; i++) {
      before[i + 1] = before[i] + matches.count(minutes[i]);
    }
    return new MetricSeries(minutes, before, dataMinutes);
  }

  /** How many matching events a time range has. */
  long sum(long from, long to) {
    return sumBetween(matchAt(from, 0), matchAt(to, 0));
  }

  /** How many matching events there are from one index of {@link #matchAt} to another. */
  long sumBetween(int from, int to) {
    return matchesBefore[to] - matchesBefore[from];
  }

  /**
   * The index of the first minute with a match that starts at that time or later.
   *
   * @param from the index of an earlier time, or 0
   */
  int matchAt(long second, int from) {
    return indexAt(matchMinutes, second, from);
  }

  /**
   * The index of the first minute with a data point that starts at that time or later.
   *
   * @param from the index of an earlier time, or 0
   */
  int dataAt(long second, int from) {
    return indexAt(dataMinutes, second, from);
  }

  /** The time of an index of {@link #matchAt}; empty behind the last. */
  OptionalLong timeOfMatch(int index) {
    return timeOf(matchMinutes, index);
  }

  /** The time of an index of {@link #dataAt}; empty behind the last. */
  OptionalLong timeOfData(int index) {
    return timeOf(dataMinutes, index);
  }

  private static OptionalLong timeOf(long[] minutes, int index) {
    return index < minutes.length ? OptionalLong.of(minutes[index] * MINUTE) : OptionalLong.empty();
  }

  private static int indexAt(long[] minutes, long second, int from) {
    long minute = -Math.floorDiv(-second, MINUTE);
    // Mostly it is the same or one of the next.
    for (int i = from; i < from + STEPS; i++) {
      if (i == minutes.length || minutes[i] >= minute) {
        return i;
      }
    }
    int index = Arrays.binarySearch(minutes, from + STEPS, minutes.length, minute);
    return index < 0 ? -index - 1 : index;
  }
}

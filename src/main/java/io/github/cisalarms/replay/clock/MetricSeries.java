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
    return matchesBefore[indexAt(matchMinutes, to)] - matchesBefore[indexAt(matchMinutes, from)];
  }

  /** Whether a time range has any data point. */
  boolean hasData(long from, long to) {
    return indexAt(dataMinutes, from) < indexAt(dataMinutes, to);
  }

  /** The time of the first data point above 0 at that time or later. */
  OptionalLong firstMatch(long from) {
    return firstAt(matchMinutes, from);
  }

  /** The time of the first data point at that time or later. */
  OptionalLong firstData(long from) {
    return firstAt(dataMinutes, from);
  }

  private static OptionalLong firstAt(long[] minutes, long from) {
    int index = indexAt(minutes, from);
    return index < minutes.length ? OptionalLong.of(minutes[index] * MINUTE) : OptionalLong.empty();
  }

  /** The index of the first minute that starts at that time or later. */
  private static int indexAt(long[] minutes, long second) {
    int index = Arrays.binarySearch(minutes, -Math.floorDiv(-second, MINUTE));
    return index < 0 ? -index - 1 : index;
  }
}

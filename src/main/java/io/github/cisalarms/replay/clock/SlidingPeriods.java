package io.github.cisalarms.replay.clock;

import java.util.OptionalLong;

/**
 * The latest periods of a metric at a time that goes on: the first one ends there, each further one
 * where the one before it starts. An alarm asks at every minute of a month, so all places in the
 * series are kept, and move.
 */
final class SlidingPeriods {

  private final MetricSeries series;
  private final int period;
  // Of each end of a period, and of the start of the last one: the first minute that is not before.
  private final int[] matches;
  private final int[] data;

  /**
   * The periods before all time.
   *
   * @param period length of each in seconds
   * @param count how many there are
   */
  SlidingPeriods(MetricSeries series, int period, int count) {
    this.series = series;
    this.period = period;
    this.matches = new int[count + 1];
    this.data = new int[count + 1];
  }

  /**
   * Moves on.
   *
   * @param time where the first period ends; not before where it ended
   */
  void slideTo(long time) {
    long end = time;
    for (int i = 0; i < matches.length; i++) {
      matches[i] = series.matchAt(end, matches[i]);
      data[i] = series.dataAt(end, data[i]);
      end -= period;
    }
  }

  /** How many periods there are. */
  int count() {
    return matches.length - 1;
  }

  /** How many matching events a period has. */
  long sum(int index) {
    return series.sumBetween(matches[index + 1], matches[index]);
  }

  /** Whether a period has any data point. */
  boolean hasData(int index) {
    return data[index + 1] < data[index];
  }

  /** Whether no period has a matching event. */
  boolean isQuiet() {
    return matches[count()] == matches[0];
  }

  /** Whether no period has a data point. */
  boolean isEmpty() {
    return data[count()] == data[0];
  }

  /** The time of the first data point above 0 behind the periods. */
  OptionalLong nextMatch() {
    return series.timeOfMatch(matches[0]);
  }

  /** The time of the first data point behind the periods. */
  OptionalLong nextData() {
    return series.timeOfData(data[0]);
  }
}

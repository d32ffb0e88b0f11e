package io.github.cisalarms.replay.clock;

import io.github.cisalarms.catalog.AlarmSettings;

/** The data points that one evaluation of an alarm looks at; the same array takes the next ones. */
final class EvaluationRange {

  /** How many periods more than {@code evaluation_periods} are looked at; see {@link Episode}. */
  private static final int FURTHER_PERIODS = 2;

  private final AlarmSettings settings;
  private final int needed;
  private final DataPoint[] points;

  /**
   * A range of no data points yet.
   *
   * @param settings how many there will be, and to which state they lead
   */
  EvaluationRange(AlarmSettings settings) {
    this.settings = settings;
    this.needed = settings.datapointsToAlarm().orElse(settings.evaluationPeriods());
    this.points = new DataPoint[settings.evaluationPeriods() + FURTHER_PERIODS];
  }

  /** How many periods an alarm looks at. */
  int length() {
    return points.length;
  }

  /** Takes the data point of a period, of which the latest has the index 0. */
  void set(int index, DataPoint point) {
    points[index] = point;
  }

  /** The data point of a period. */
  DataPoint get(int index) {
    return points[index];
  }

  /** Behind the indexes of the points that count: the latest that exist, as many as are needed. */
  int countedEnd() {
    int existing = 0;
    int end = 0;
    for (int i = 0; i < points.length && existing < settings.evaluationPeriods(); i++) {
      if (points[i] != DataPoint.MISSING) {
        existing++;
        end = i + 1;
      }
    }
    return end;
  }

  /**
   * The state to which these points lead.
   *
   * @param current the state before
   */
  AlarmState evaluate(AlarmState current) {
    int end = countedEnd();
    int breaching = count(DataPoint.BREACHING, end);
    int existing = breaching + count(DataPoint.NOT_BREACHING, end);
    int missing = settings.evaluationPeriods() - existing;
    if (missing == 0 || breaching >= needed) {
      return stateIf(breaching >= needed);
    }
    return switch (settings.treatMissingData()) {
      case NOT_BREACHING -> AlarmState.OK;
      case BREACHING -> stateIf(breaching + missing >= needed);
      // All that exists breaches, or nothing exists: too little to leave the state.
      case IGNORE -> existing > breaching ? AlarmState.OK : current;
      case MISSING -> {
        if (existing == 0) {
          yield AlarmState.INSUFFICIENT_DATA;
        }
        if (existing > breaching) {
          yield AlarmState.OK;
        }
        // Nothing but breaching points, fewer than needed: AWS waits until the oldest is old enough
        // that as many periods as are needed have gone by ("premature transitions").
        yield end >= needed ? AlarmState.ALARM : current;
      }
    };
  }

  private int count(DataPoint point, int end) {
    int count = 0;
    for (int i = 0; i < end; i++) {
      count += points[i] == point ? 1 : 0;
    }
    return count;
  }

  private static AlarmState stateIf(boolean alarm) {
    return alarm ? AlarmState.ALARM : AlarmState.OK;
  }
}

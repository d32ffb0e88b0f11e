package io.github.cisalarms.replay.clock;

import io.github.cisalarms.catalog.AlarmSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The data points that one evaluation of an alarm looks at.
 *
 * @param points one per period, the latest first; {@link #length} of them
 */
record EvaluationRange(List<DataPoint> points) {

  /** How many periods more than {@code evaluation_periods} are looked at; see {@link Episode}. */
  private static final int FURTHER_PERIODS = 2;

  /** How many periods an alarm looks at. */
  static int length(AlarmSettings settings) {
    return settings.evaluationPeriods() + FURTHER_PERIODS;
  }

  /** The indexes of the points that count: the latest that exist, as many as are needed. */
  List<Integer> counted(AlarmSettings settings) {
    List<Integer> counted = new ArrayList<>();
    for (int i = 0; i < points.size() && counted.size() < settings.evaluationPeriods(); i++) {
      if (points.get(i) != DataPoint.MISSING) {
        counted.add(i);
      }
    }
    return counted;
  }

  /**
   * The state to which these points lead.
   *
   * @param current the state before
   */
  AlarmState evaluate(AlarmSettings settings, AlarmState current) {
    int needed = settings.datapointsToAlarm().orElse(settings.evaluationPeriods());
    List<Integer> counted = counted(settings);
    int existing = counted.size();
    int breaching = breaching(counted);
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
        int oldest = Collections.max(counted) + 1;
        yield oldest >= needed ? AlarmState.ALARM : current;
      }
    };
  }

  private int breaching(List<Integer> indexes) {
    int breaching = 0;
    for (int i : indexes) {
      breaching += points.get(i) == DataPoint.BREACHING ? 1 : 0;
    }
    return breaching;
  }

  private static AlarmState stateIf(boolean alarm) {
    return alarm ? AlarmState.ALARM : AlarmState.OK;
  }
}

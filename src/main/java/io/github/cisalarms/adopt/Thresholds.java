package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.catalog.AlarmSettings;
import java.util.Optional;

/** After how many events an alarm goes off, whatever its comparison. */
final class Thresholds {

  private Thresholds() {}

  /**
   * The threshold that a sum reaches when the alarm goes off; empty if it does so without an event,
   * or if what it watches is no sum of events.
   */
  static Optional<Double> events(Alarm alarm) {
    if (!alarm.statistic().equals(AlarmSettings.STATISTIC)) {
      return Optional.empty();
    }
    double threshold =
        switch (alarm.comparisonOperator()) {
          case AlarmSettings.COMPARISON_OPERATOR -> Math.ceil(alarm.threshold());
          case "GreaterThanThreshold" -> Math.floor(alarm.threshold()) + 1;
          default -> 0;
        };
    return Optional.of(threshold).filter(events -> events >= 1);
  }

  /** A number as people write it: without a fraction where it has none. */
  static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return value;
  }
}

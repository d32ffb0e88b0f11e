package io.github.cisalarms.who;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A metric alarm or a composite one, as it is now.
 *
 * @param metrics what it watches; with metric math all that it computes with, none if composite
 * @param evaluated the time that it looks back: its periods taken together
 * @param rule the rule of a composite alarm
 * @param inAlarm since when it is in the state ALARM; empty if it is not
 */
public record AlarmState(
    String name,
    List<Metric> metrics,
    Duration evaluated,
    Optional<String> rule,
    Optional<Instant> inAlarm) {

  /** Makes the list immutable. */
  public AlarmState {
    metrics = List.copyOf(metrics);
  }
}

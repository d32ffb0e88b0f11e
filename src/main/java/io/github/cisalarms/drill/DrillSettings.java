package io.github.cisalarms.drill;

import java.time.Duration;

/**
 * What a drill does.
 *
 * @param events whether events are written; else the alarms' states are set, and neither log group
 *     nor filters are touched
 * @param receive whether a queue is subscribed to the topics, to see the messages arrive
 * @param parallel how many controls are drilled at a time; at least 1
 * @param patience how long each step is waited for, beyond what the alarm's own periods take
 */
public record DrillSettings(boolean events, boolean receive, int parallel, Duration patience) {

  /** Checks the numbers. */
  public DrillSettings {
    if (parallel < 1 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("parallel and patience have to be more than 0");
    }
  }
}

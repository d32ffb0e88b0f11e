/**
 * Metrics and alarms as CloudWatch has them: data points by minute, and when an alarm is on.
 *
 * <p>Start at {@link io.github.cisalarms.replay.clock.AlarmClock}; {@link
 * io.github.cisalarms.replay.clock.Episode} tells the rules. Imports {@code catalog} and no other
 * room.
 */
package io.github.cisalarms.replay.clock;

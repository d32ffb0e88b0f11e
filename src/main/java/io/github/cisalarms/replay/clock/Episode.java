package io.github.cisalarms.replay.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time during which an alarm is on.
 *
 * <p>Computed as CloudWatch evaluates alarms:
 *
 * <ul>
 *   <li>A matching event adds 1 to the metric, in the minute of the event. A minute in which the
 *       log group received events of which none matches has a data point of 0 where the filter has
 *       {@code default_value = 0}, and none otherwise; a minute without any event never has one.
 *   <li>An alarm is evaluated at the end of every minute, over periods that end there: its periods
 *       slide. Alarms with a period below a minute are evaluated every ten seconds, those that span
 *       more than a day at every full hour.
 *   <li>The data point of a period is the sum over its minutes. It is missing if they all are.
 *   <li>When data points are missing, older ones are used, as far as the evaluation range goes;
 *       what is still missing then counts as {@code treat_missing_data} says. AWS does not publish
 *       how long the range is, but its examples have two periods more than {@code
 *       evaluation_periods}: so have the alarms here.
 *   <li>An alarm starts without a state. What was before the first event and what came after the
 *       last one is not known: neither is evaluated, and an alarm that is on at the end has no end
 *       here.
 * </ul>
 *
 * What files can't tell: how late CloudTrail delivered an event to the log group (on average about
 * five minutes). A real alarm goes off that much later, and misses events that come when their
 * period is no longer looked at.
 *
 * @param from the evaluation that turned the alarm on, which is the end of a minute
 * @param until the evaluation that turned it off; empty if it is on at the end of the files
 * @param events matching events from the first breaching period to the last evaluation that found
 *     the alarm on; 0 if nothing but missing data turned it on
 * @param peak the largest sum of one period
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html">Alarm
 *     evaluation</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How
 *     alarms treat missing data</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html">Default
 *     values of metric filters</a>
 */
public record Episode(Instant from, Optional<Instant> until, long events, long peak) {

  /** How long the alarm is on; until the end of the files if it is on there. */
  public Duration lengthUntil(Instant end) {
    return Duration.between(from, until.orElse(end));
  }
}

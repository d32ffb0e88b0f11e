package io.github.cisalarms.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * How many events it takes to set an alarm off.
 *
 * @param events in one period
 * @param periods in how many periods, one after the other
 * @param period length of a period
 * @param span how far the alarm looks back
 */
record Dose(int events, int periods, Duration period, Duration span) {

  /** An alarm that takes more events in a period is not drilled with events. */
  private static final int MOST_EVENTS = 1000;

  private static final Set<String> COUNTING = Set.of("Sum", "SampleCount");
  private static final int USUAL_PERIOD = 300;

  /** What an alarm takes of which nothing is known: one event, and the usual five minutes. */
  static Dose usual() {
    Duration period = Duration.ofSeconds(USUAL_PERIOD);
    return new Dose(1, 1, period, period);
  }

  /** What an alarm takes; of metric math and other statistics it is not known. */
  static Dose of(MetricAlarm alarm) {
    if (alarm.period() == null || alarm.threshold() == null) {
      return usual();
    }
    int evaluated = alarm.evaluationPeriods();
    int periods = alarm.datapointsToAlarm() == null ? evaluated : alarm.datapointsToAlarm();
    Duration period = Duration.ofSeconds(alarm.period());
    return new Dose(events(alarm), periods, period, period.multipliedBy(evaluated));
  }

  private static int events(MetricAlarm alarm) {
    if (!COUNTING.contains(String.valueOf(alarm.statisticAsString()))) {
      return 1;
    }
    double events =
        switch (String.valueOf(alarm.comparisonOperatorAsString())) {
          case "GreaterThanOrEqualToThreshold" -> Math.ceil(alarm.threshold());
          case "GreaterThanThreshold" -> Math.floor(alarm.threshold()) + 1;
          default -> 1;
        };
    return (int) Math.max(1, Math.min(events, Integer.MAX_VALUE));
  }

  /** Why events are not written for this alarm; empty if they are. */
  Optional<String> refusal() {
    return events <= MOST_EVENTS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the alarm takes %d events in a period, and a drill writes %d at most",
                events,
                MOST_EVENTS));
  }

  /** What sets all of several alarms off. */
  static Dose together(List<Dose> doses) {
    return doses.stream()
        .reduce(
            (a, b) ->
                new Dose(
                    Math.max(a.events, b.events),
                    Math.max(a.periods, b.periods),
                    longer(a.period, b.period),
                    longer(a.span, b.span)))
        .orElseGet(Dose::usual);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}

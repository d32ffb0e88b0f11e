package io.github.cisalarms.chain;

import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.expression.Sample;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an alarm on a filter's metric goes off.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How
 *     alarms treat missing data</a>
 */
public final class AlarmBehaviour {

  private final Alarm alarm;
  private final Value<String> statistic;
  private final Value<Double> eventValue;
  private final Value<Double> defaultValue;
  private final Optional<QuerySamples> math;

  /**
   * What an alarm does.
   *
   * @param why as a sentence without its full stop
   */
  public record Outcome(Answer answer, String why) {}

  private AlarmBehaviour(
      Alarm alarm,
      Value<String> statistic,
      Value<Double> eventValue,
      Value<Double> defaultValue,
      Optional<QuerySamples> math) {
    this.alarm = alarm;
    this.statistic = statistic;
    this.eventValue = eventValue;
    this.defaultValue = defaultValue;
    this.math = math;
  }

  /** What an alarm does with the metric of a filter, among the metrics of all filters. */
  public static AlarmBehaviour of(Alarm alarm, MetricFilter filter, List<MetricFilter> all) {
    return alarm.queries().isEmpty()
        ? of(alarm, filter, alarm.metrics().stream().findFirst())
        : new AlarmBehaviour(
            alarm,
            Value.known("the expression"),
            Value.unknown(),
            Value.absent(),
            Optional.of(QuerySamples.of(alarm, filter, all)));
  }

  /** What one metric of an alarm does. */
  static AlarmBehaviour of(Alarm alarm, MetricFilter filter, Optional<Metric> watched) {
    Optional<Transformation> metric = filter.transformations().stream().findFirst();
    return new AlarmBehaviour(
        alarm,
        watched.map(Metric::statistic).orElseGet(Value::unknown),
        metric
            .map(Transformation::value)
            .filter(value -> value.get().flatMap(AlarmBehaviour::number).isPresent())
            .map(value -> value.map(Double::parseDouble))
            .orElseGet(Value::unknown),
        metric.map(Transformation::defaultValue).orElseGet(Value::absent),
        Optional.empty());
  }

  public static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether one event makes it go off. */
  public Outcome onOneEvent() {
    if (alarm.anomalyDetection()) {
      return new Outcome(
          Answer.UNKNOWN, "the alarm's threshold is a model's band, which nobody can foretell");
    }
    Outcome quiet = withoutEvents();
    if (math.isPresent() && quiet.answer() == Answer.UNKNOWN) {
      return quiet;
    }
    if (quiet.answer() == Answer.YES) {
      return new Outcome(
          Answer.NO,
          quiet.why() + ", so an event changes nothing, and actions run on changes alone");
    }
    if (math.filter(samples -> samples.withEvent().isMissing()).isPresent()) {
      return new Outcome(Answer.NO, "one event makes no data point of the alarm's expression");
    }
    Optional<Double> value = valueWithOneEvent();
    if (value.isEmpty()) {
      return new Outcome(
          Answer.UNKNOWN,
          "what "
              + statistic.shown()
              + " of the metric is after one event can't be told from the plan");
    }
    Answer breaches = breaches(value.get());
    if (breaches == Answer.YES && defaultTakesAway()) {
      return new Outcome(
          Answer.NO,
          "the filter's default value is negative: in a period with other events it takes away"
              + " what an event counts");
    }
    if (breaches == Answer.YES && staysOn()) {
      return new Outcome(
          Answer.NO,
          "missing data is ignored and the filter has no default value: after its first alarm it"
              + " stays on, and no later event notifies");
    }
    if (isSensitive()) {
      // Numbers that are computed with a sensitive value tell it.
      return withinPeriods(
          breaches,
          breaches == Answer.NO
              ? "what sensitive values make of one event is not over the alarm's threshold"
              : "what sensitive values make of one event is over the alarm's threshold");
    }
    String comparison =
        "%s after one event %s %s, which %s %s %s"
            .formatted(
                statistic.get().orElse("the statistic"),
                defaultValue.isKnown() && !value.equals(eventValue.get()) ? "sinks to" : "is",
                shown(value.get()),
                breaches == Answer.NO ? "is not" : "is",
                words(alarm.comparisonOperator().get().orElse("")),
                alarm.threshold().get().map(AlarmBehaviour::shown).orElse("(known after apply)"));
    return withinPeriods(breaches, comparison);
  }

  /** A sum has the default value in it once for each minute with none but other events. */
  private boolean defaultTakesAway() {
    return statistic.get().filter("Sum"::equals).isPresent()
        && defaultValue.get().filter(other -> other < 0).isPresent()
        && alarm.comparisonOperator().get().filter(c -> c.startsWith("GreaterThan")).isPresent();
  }

  /** Actions run when an alarm changes its state, and nothing brings it back to OK. */
  private boolean staysOn() {
    return alarm.treatMissingData().get().filter("ignore"::equals).isPresent()
        && hasGaps()
        && valueWithOneEvent().filter(value -> breaches(value) == Answer.YES).isPresent();
  }

  /** Whether there are periods without a data point. */
  private boolean hasGaps() {
    return math.map(samples -> samples.quiet().stream().anyMatch(Sample::isMissing))
        .orElse(defaultValue.isAbsent());
  }

  /** Whether anything that decides must not be shown. */
  public boolean isSensitive() {
    return Stream.of(
            statistic,
            eventValue,
            defaultValue,
            alarm.comparisonOperator(),
            alarm.threshold(),
            alarm.evaluationPeriods(),
            alarm.datapointsToAlarm(),
            alarm.treatMissingData())
        .anyMatch(Value::isSensitive);
  }

  /** Whether a single period over the threshold is enough. */
  private Outcome withinPeriods(Answer breaches, String comparison) {
    if (breaches == Answer.NO) {
      return new Outcome(Answer.NO, comparison);
    }
    if (breaches == Answer.UNKNOWN) {
      return new Outcome(
          Answer.UNKNOWN, "threshold or comparison of the alarm is known after the apply");
    }
    Optional<Double> periods = periodsNeeded();
    if (periods.isEmpty()) {
      return new Outcome(
          Answer.UNKNOWN, "how many periods the alarm looks at is known after the apply");
    }
    return periods.get() <= 1
        ? new Outcome(Answer.YES, comparison)
        : new Outcome(
            Answer.NO,
            "the alarm needs events in %s periods, one event is in one"
                .formatted(isSensitive() ? "several" : shown(periods.get())));
  }

  /** How many periods have to be over the threshold, if that is known. */
  private Optional<Double> periodsNeeded() {
    Value<Double> needed =
        alarm.datapointsToAlarm().isAbsent()
            ? alarm.evaluationPeriods()
            : alarm.datapointsToAlarm();
    if (!needed.isKnown() || !alarm.treatMissingData().isKnown()) {
      return Optional.empty();
    }
    String missing = alarm.treatMissingData().get().orElseThrow();
    boolean oneIsEnough =
        // Without any other data point the one that is there decides.
        missing.equals("missing") && hasGaps();
    return oneIsEnough ? Optional.of(1.0) : needed.get();
  }

  /**
   * The fewest events that make it go off, if they come close together; empty if no number of
   * events does, or if that can't be told.
   */
  public Optional<Double> eventsNeeded() {
    if (math.isPresent()
        || defaultTakesAway()
        || staysOn()
        || withoutEvents().answer() == Answer.YES) {
      return Optional.empty();
    }
    return inOnePeriod().flatMap(events -> periodsNeeded().map(periods -> events * periods));
  }

  /** The fewest events that bring one period over the threshold. */
  private Optional<Double> inOnePeriod() {
    Optional<Double> perEvent =
        switch (statistic.get().orElse("")) {
          case "Sum" -> eventValue.get();
          case "SampleCount" -> Optional.of(1.0);
          default -> Optional.<Double>empty();
        };
    Optional<Double> threshold = alarm.threshold().get();
    if (alarm.anomalyDetection() || perEvent.isEmpty() || threshold.isEmpty()) {
      return Optional.empty();
    }
    if (perEvent.get() <= 0) {
      return Optional.empty();
    }
    double events = threshold.get() / perEvent.get();
    return switch (alarm.comparisonOperator().get().orElse("")) {
      case "GreaterThanOrEqualToThreshold" -> Optional.of(Math.max(1, Math.ceil(events)));
      case "GreaterThanThreshold" -> Optional.of(Math.max(1, Math.floor(events) + 1));
      default -> Optional.empty();
    };
  }

  /** Whether it also goes off without any event, and why. */
  public Outcome withoutEvents() {
    if (math.isPresent()) {
      return withoutEvents(math.get().quiet());
    }
    if (alarm.treatMissingData().get().filter("breaching"::equals).isPresent()) {
      return new Outcome(
          Answer.YES, "missing data counts as breaching: without events the alarm is on");
    }
    if (defaultValue.isKnown() && !alarm.anomalyDetection()) {
      double quiet = defaultValue.get().orElseThrow();
      boolean counts = statistic.get().filter("SampleCount"::equals).isPresent();
      if (breaches(counts ? 1 : quiet) == Answer.YES) {
        return new Outcome(
            Answer.YES,
            "the filter's default value is over the alarm's threshold: it is always on");
      }
    }
    return new Outcome(Answer.NO, "without events the alarm is quiet");
  }

  private Outcome withoutEvents(List<Sample> quiet) {
    Answer on = Answer.NO;
    for (Sample sample : quiet) {
      on =
          on.or(
              !sample.known()
                  ? Answer.UNKNOWN
                  : sample
                      .number()
                      .map(this::breaches)
                      .orElseGet(
                          () ->
                              alarm
                                  .treatMissingData()
                                  .get()
                                  .map(missing -> Answer.of(missing.equals("breaching")))
                                  .orElse(Answer.UNKNOWN)));
    }
    return new Outcome(
        on,
        switch (on) {
          case YES -> "without events the alarm's expression is over its threshold: it is on";
          case NO -> "without events the alarm is quiet";
          case UNKNOWN -> "what the alarm's expression comes to can't be told";
        });
  }

  /** What the metric has in a period with one event. */
  Sample withEvent() {
    return valueWithOneEvent().map(Sample::of).orElse(Sample.UNKNOWN);
  }

  /** What the metric has in a period of other events; in one without any it has nothing. */
  Sample withOthers() {
    boolean counts = statistic.get().filter("SampleCount"::equals).isPresent();
    return defaultValue.isAbsent()
        ? Sample.MISSING
        : defaultValue.get().map(value -> Sample.of(counts ? 1 : value)).orElse(Sample.UNKNOWN);
  }

  /**
   * The statistic of a period with one event. On a busy trail the default value comes in as well,
   * once for each minute with other events.
   */
  private Optional<Double> valueWithOneEvent() {
    if (math.isPresent()) {
      return math.get().withEvent().number();
    }
    if (!eventValue.isKnown() || !statistic.isKnown()) {
      return Optional.empty();
    }
    double event = eventValue.get().orElseThrow();
    Optional<Double> other = defaultValue.get();
    if (other.isEmpty() && !defaultValue.isAbsent()) {
      return Optional.empty();
    }
    String name = statistic.get().orElseThrow();
    if (name.equals("SampleCount")) {
      return Optional.of(1.0);
    }
    if (name.equals("Sum")) {
      return Optional.of(event);
    }
    if (name.equals("Maximum")) {
      return Optional.of(Math.max(event, other.orElse(event)));
    }
    if (name.equals("Minimum")) {
      return Optional.of(Math.min(event, other.orElse(event)));
    }
    if (name.equals("Average") || name.matches("p[0-9.]+|tm[0-9.]+|wm[0-9.]+|IQM")) {
      // With enough zeros beside it a single event counts for next to nothing.
      return Optional.of(other.orElse(event));
    }
    return Optional.empty();
  }

  private Answer breaches(double value) {
    if (!alarm.threshold().isKnown() || !alarm.comparisonOperator().isKnown()) {
      return Answer.UNKNOWN;
    }
    double threshold = alarm.threshold().get().orElseThrow();
    return switch (alarm.comparisonOperator().get().orElseThrow()) {
      case "GreaterThanOrEqualToThreshold" -> Answer.of(value >= threshold);
      case "GreaterThanThreshold" -> Answer.of(value > threshold);
      case "LessThanThreshold" -> Answer.of(value < threshold);
      case "LessThanOrEqualToThreshold" -> Answer.of(value <= threshold);
      default -> Answer.UNKNOWN;
    };
  }

  private static String words(String operator) {
    return switch (operator) {
      case "GreaterThanOrEqualToThreshold" -> ">=";
      case "GreaterThanThreshold" -> ">";
      case "LessThanThreshold" -> "<";
      case "LessThanOrEqualToThreshold" -> "<=";
      default -> "compared with";
    };
  }

  /** A number as people write it. */
  public static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : String.format(Locale.ROOT, "%s", number);
  }
}

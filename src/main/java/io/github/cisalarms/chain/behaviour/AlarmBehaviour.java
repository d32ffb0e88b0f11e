package io.github.cisalarms.chain.behaviour;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Alarm.Query;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.expression.Sample;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the alarm of a chain goes off, given what its filter counts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How
 *     alarms treat missing data</a>
 */
public final class AlarmBehaviour {

  private final Chain chain;
  private final Alarm alarm;
  private final Threshold threshold;
  private final Signal signal;

  /**
   * What an alarm does.
   *
   * @param why as a sentence without its full stop
   */
  public record Outcome(Answer answer, String why) {}

  private AlarmBehaviour(Chain chain, Alarm alarm, Signal signal) {
    this.chain = chain;
    this.alarm = alarm;
    this.threshold = Threshold.of(alarm);
    this.signal = signal;
  }

  /** What the alarm of a chain does with what its filter emits. */
  public static AlarmBehaviour of(Chain chain) {
    Alarm alarm = chain.alarm().orElseThrow();
    Optional<Metric> metric =
        alarm.queries().isEmpty()
            ? alarm.metrics().stream().findFirst()
            : WatchedMetrics.returned(alarm).flatMap(Query::metric);
    return new AlarmBehaviour(
        chain,
        alarm,
        alarm.queries().isEmpty() || metric.isPresent()
            ? MetricSignal.of(metric, chain.filter().orElseThrow())
            : new ExpressionSignal(chain));
  }

  /** The number that a text is, if it is one. */
  public static Optional<Double> number(String text) {
    return MetricSignal.number(text);
  }

  /** Whether one event makes it go off. */
  public Outcome onOneEvent() {
    if (alarm.anomalyDetection()) {
      return new Outcome(
          Answer.UNKNOWN, "the alarm's threshold is a model's band, which nobody can foretell");
    }
    Outcome quiet = withoutEvents();
    if (signal instanceof ExpressionSignal && quiet.answer() == Answer.UNKNOWN) {
      return quiet;
    }
    if (quiet.answer() == Answer.YES) {
      return new Outcome(
          Answer.NO,
          quiet.why() + ", so an event changes nothing, and actions run on changes alone");
    }
    if (ignoresFewSamples()) {
      return new Outcome(
          Answer.NO, "the alarm ignores percentiles of few data points, and one event is one");
    }
    Sample sample = signal.withEvents(1);
    if (sample.isMissing()) {
      return new Outcome(Answer.NO, "one event makes no data point of the alarm's expression");
    }
    if (!sample.known()) {
      return new Outcome(
          Answer.UNKNOWN,
          "what %s of the metric is after one event can't be told from the %s"
              .formatted(signal.name().shown(), chain.source().noun()));
    }
    Answer breaches = threshold.breaches(sample.number().orElseThrow());
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
    return withinPeriods(breaches, comparison(sample, breaches));
  }

  private String comparison(Sample sample, Answer breaches) {
    if (isSensitive()) {
      // Numbers that are computed with a sensitive value tell it.
      return breaches == Answer.NO
          ? "what sensitive values make of one event is not over the alarm's threshold"
          : "what sensitive values make of one event is over the alarm's threshold";
    }
    return "%s after one event %s %s, which %s %s"
        .formatted(
            signal.name().get().orElse("the statistic"),
            signal instanceof MetricSignal metric && metric.sinks(sample) ? "sinks to" : "is",
            shown(sample.number().orElseThrow()),
            breaches == Answer.NO ? "is not" : "is",
            threshold.shown());
  }

  private boolean defaultTakesAway() {
    return signal instanceof MetricSignal metric && metric.isTakenAwayFrom() && threshold.isUpper();
  }

  private boolean ignoresFewSamples() {
    return signal instanceof MetricSignal metric
        && metric.isPercentile()
        && alarm.lowSampleCounts().get().filter("ignore"::equals).isPresent();
  }

  /** Actions run when an alarm changes its state, and nothing brings it back to OK. */
  private boolean staysOn() {
    return treats("ignore") && hasGaps() && firesOn(1) == Answer.YES;
  }

  private boolean treats(String missingData) {
    return alarm.treatMissingData().get().filter(missingData::equals).isPresent();
  }

  /** Whether there are periods without a data point, on a trail that never rests. */
  private boolean hasGaps() {
    return signal.withOthers().isMissing();
  }

  private Answer firesOn(int events) {
    Sample sample = signal.withEvents(events);
    return sample.known()
        ? sample.number().map(threshold::breaches).orElse(Answer.NO)
        : Answer.UNKNOWN;
  }

  /** Whether anything that decides must not be shown. */
  public boolean isSensitive() {
    return signal.isSensitive()
        || Stream.of(
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
          Answer.UNKNOWN, "threshold or comparison of the alarm " + chain.source().isUnknown());
    }
    Optional<Double> periods = periodsNeeded();
    if (periods.isEmpty()) {
      return new Outcome(
          Answer.UNKNOWN, "how many periods the alarm looks at " + chain.source().isUnknown());
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
    // Without any other data point the one that is there decides.
    return treats("missing") && hasGaps() ? Optional.of(1.0) : needed.get();
  }

  /**
   * The fewest events that make it go off, if they come close together; empty if no number of
   * events does, or if that can't be told.
   */
  public Optional<Double> eventsNeeded() {
    if (alarm.anomalyDetection()
        || defaultTakesAway()
        || ignoresFewSamples()
        || withoutEvents().answer() != Answer.NO) {
      return Optional.empty();
    }
    if (treats("ignore") && hasGaps()) {
      return Optional.empty();
    }
    return FewestEvents.thatMake(this::firesOn)
        .flatMap(events -> periodsNeeded().map(periods -> events * periods));
  }

  /** The time in which it counts events, in seconds; empty if that isn't known. */
  public Optional<Double> timeNeeded() {
    Optional<Double> periods =
        periodsNeeded().flatMap(n -> n <= 1 ? Optional.of(n) : alarm.evaluationPeriods().get());
    return periods.flatMap(n -> signal.period().get().map(seconds -> seconds * n));
  }

  /** Whether as many events as are allowed set it off, in the time that is allowed. */
  public Answer isWithin(Allowance allowance) {
    return eventsNeeded()
        .map(
            events ->
                Answer.of(events <= allowance.events())
                    .and(
                        allowance
                            .within()
                            .map(
                                time ->
                                    timeNeeded()
                                        .map(needed -> Answer.of(needed <= time.toSeconds()))
                                        .orElse(Answer.UNKNOWN))
                            .orElse(Answer.YES)))
        .orElse(Answer.NO);
  }

  /** Whether it also goes off without any event, and why. */
  public Outcome withoutEvents() {
    Answer on = Answer.NO;
    String why = "without events the alarm is quiet";
    for (Sample sample : List.of(signal.inSilence(), signal.withOthers())) {
      Answer found =
          !sample.known()
              ? Answer.UNKNOWN
              : sample.number().map(threshold::breaches).orElseGet(this::onWithoutData);
      if (found.compareTo(on) > 0) {
        on = found;
        why =
            found == Answer.UNKNOWN
                ? "what the alarm's expression comes to can't be told"
                : sample.isMissing()
                    ? "missing data counts as breaching: without events the alarm is on"
                    : signal.alwaysOn();
      }
    }
    return new Outcome(on, why);
  }

  private Answer onWithoutData() {
    return alarm
        .treatMissingData()
        .get()
        .map(missing -> Answer.of(missing.equals("breaching")))
        .orElse(Answer.UNKNOWN);
  }

  /** Whether it is in OK while nothing happens; it has to have been found quiet. */
  public Answer restsInOk() {
    // What was never anything else stays what it was: an alarm begins without data.
    return treats("notBreaching")
        ? Answer.YES
        : treats("missing") && hasGaps() ? Answer.NO : Answer.UNKNOWN;
  }

  /** A number as people write it. */
  public static String shown(double number) {
    return Threshold.shown(number);
  }
}

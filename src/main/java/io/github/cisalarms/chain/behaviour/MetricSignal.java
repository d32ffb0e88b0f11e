package io.github.cisalarms.chain.behaviour;

import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.expression.Sample;
import io.github.cisalarms.chain.value.Value;
import java.util.Optional;
import java.util.stream.Stream;

/** A statistic of the metric that a filter emits. */
record MetricSignal(
    Value<String> name, Value<Double> eventValue, Value<Double> defaultValue, Value<Double> period)
    implements Signal {

  static MetricSignal of(Optional<Metric> watched, MetricFilter filter) {
    Optional<Transformation> metric = filter.transformations().stream().findFirst();
    return new MetricSignal(
        watched.map(Metric::statistic).orElseGet(Value::unknown),
        metric
            .map(Transformation::value)
            .filter(value -> value.get().flatMap(MetricSignal::number).isPresent())
            .map(value -> value.map(Double::parseDouble))
            .orElseGet(Value::unknown),
        metric.map(Transformation::defaultValue).orElseGet(Value::absent),
        watched.map(Metric::period).orElseGet(Value::unknown));
  }

  static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** On a busy trail the default value comes in as well, once for each minute with other events. */
  @Override
  public Sample withEvents(int events) {
    if (!eventValue.isKnown() || !name.isKnown()) {
      return Sample.UNKNOWN;
    }
    Optional<Double> other = defaultValue.get();
    if (other.isEmpty() && !defaultValue.isAbsent()) {
      return Sample.UNKNOWN;
    }
    double event = eventValue.get().orElseThrow();
    String statistic = name.get().orElseThrow();
    return switch (statistic) {
      case "SampleCount" -> Sample.of(events);
      case "Sum" -> Sample.of(events * event);
      case "Maximum" -> Sample.of(Math.max(event, other.orElse(event)));
      case "Minimum" -> Sample.of(Math.min(event, other.orElse(event)));
      default ->
          // With enough zeros beside it a single event counts for next to nothing.
          statistic.equals("Average")
                  || isPercentile()
                  || statistic.matches("tm[0-9.]+|wm[0-9.]+|IQM")
              ? Sample.of(other.orElse(event))
              : Sample.UNKNOWN;
    };
  }

  boolean isPercentile() {
    return name.get().filter(statistic -> statistic.matches("p[0-9.]+")).isPresent();
  }

  @Override
  public Sample withOthers() {
    boolean counts = name.get().filter("SampleCount"::equals).isPresent();
    return defaultValue.isAbsent()
        ? Sample.MISSING
        : defaultValue.get().map(value -> Sample.of(counts ? 1 : value)).orElse(Sample.UNKNOWN);
  }

  @Override
  public Sample inSilence() {
    return Sample.MISSING;
  }

  /** Whether a period with an event has less than the event counts, since other values come in. */
  boolean sinks(Sample withEvent) {
    return defaultValue.isKnown() && !withEvent.number().equals(eventValue.get());
  }

  /** Whether a sum has a negative default value in it for each minute with none but others. */
  boolean isTakenAwayFrom() {
    return name.get().filter("Sum"::equals).isPresent()
        && defaultValue.get().filter(other -> other < 0).isPresent();
  }

  @Override
  public String alwaysOn() {
    return "the filter's default value is over the alarm's threshold: it is always on";
  }

  @Override
  public boolean isSensitive() {
    return Stream.of(name, eventValue, defaultValue).anyMatch(Value::isSensitive);
  }
}

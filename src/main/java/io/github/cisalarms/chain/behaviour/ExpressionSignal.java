package io.github.cisalarms.chain.behaviour;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Alarm.Query;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.expression.MetricMath;
import io.github.cisalarms.chain.expression.Sample;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What metric math makes of the metrics of filters, of which one or several count an event. */
record ExpressionSignal(Chain chain) implements Signal {

  @Override
  public Value<String> name() {
    return Value.known("the expression");
  }

  @Override
  public Sample withEvents(int events) {
    return evaluate(metric -> sample(metric, events));
  }

  @Override
  public Sample withOthers() {
    return evaluate(metric -> sample(metric, 0));
  }

  @Override
  public Sample inSilence() {
    return evaluate(metric -> source(metric).isPresent() ? Sample.MISSING : Sample.UNKNOWN);
  }

  @Override
  public String alwaysOn() {
    return "without events the alarm's expression is over its threshold: it is on";
  }

  /** That of its metrics, if they have one. */
  @Override
  public Value<Double> period() {
    List<Value<Double>> periods =
        alarm().metrics().stream().map(Metric::period).distinct().limit(2).toList();
    return periods.size() == 1 ? periods.get(0) : Value.unknown();
  }

  @Override
  public boolean isSensitive() {
    return alarm().metrics().stream()
        .anyMatch(
            metric ->
                source(metric)
                    .map(filter -> MetricSignal.of(Optional.of(metric), filter).isSensitive())
                    .orElse(false));
  }

  private Alarm alarm() {
    return chain.alarm().orElseThrow();
  }

  /** The filter whose metric it is: that of the chain before others. */
  private Optional<MetricFilter> source(Metric metric) {
    MetricFilter own = chain.filter().orElseThrow();
    return WatchedMetrics.emits(own, alarm(), metric) == Answer.YES
        ? Optional.of(own)
        : metric.name().get().stream()
            .flatMap(name -> chain.infrastructure().filtersOf(name).stream())
            .filter(filter -> WatchedMetrics.emits(filter, alarm(), metric) == Answer.YES)
            .findFirst();
  }

  private Sample sample(Metric metric, int events) {
    Optional<MetricFilter> source = source(metric);
    if (source.isEmpty()) {
      return Sample.UNKNOWN;
    }
    MetricSignal signal = MetricSignal.of(Optional.of(metric), source.get());
    if (events == 0) {
      return signal.withOthers();
    }
    return switch (chain.counts(source.get())) {
      case YES -> signal.withEvents(events);
      case NO -> signal.withOthers();
      case UNKNOWN -> Sample.UNKNOWN;
    };
  }

  private Sample evaluate(Function<Metric, Sample> metrics) {
    return WatchedMetrics.returned(alarm())
        .map(query -> new Evaluation(alarm(), metrics, new HashSet<>()).of(query))
        .orElse(Sample.UNKNOWN);
  }

  /**
   * One evaluation.
   *
   * @param open the queries that are being evaluated: one that leads to itself comes to nothing
   */
  private record Evaluation(Alarm alarm, Function<Metric, Sample> metrics, Set<String> open) {

    Sample of(Query query) {
      if (query.metric().isPresent()) {
        return metrics.apply(query.metric().get());
      }
      if (!open.add(query.id())) {
        return Sample.UNKNOWN;
      }
      Sample sample =
          query
              .expression()
              .flatMap(MetricMath::parse)
              .map(math -> math.evaluate(inputs()))
              .orElse(Sample.UNKNOWN);
      open.remove(query.id());
      return sample;
    }

    private Map<String, Sample> ofMetrics() {
      Map<String, Sample> samples = new TreeMap<>();
      for (Query query : alarm.queries()) {
        query.metric().ifPresent(metric -> samples.put(query.id(), metrics.apply(metric)));
      }
      return samples;
    }

    private MetricMath.Inputs inputs() {
      return new MetricMath.Inputs(
          name -> WatchedMetrics.query(alarm, name).map(this::of).orElse(Sample.UNKNOWN),
          name ->
              WatchedMetrics.query(alarm, name)
                  .flatMap(Query::metric)
                  .flatMap(metric -> metric.period().get())
                  .map(Sample::of)
                  .orElse(Sample.UNKNOWN),
          ofMetrics());
    }
  }
}

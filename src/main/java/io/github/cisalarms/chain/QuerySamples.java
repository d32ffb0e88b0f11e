package io.github.cisalarms.chain;

import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Alarm.Query;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.expression.MetricMath;
import io.github.cisalarms.chain.expression.Sample;
import io.github.cisalarms.chain.value.Answer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the metric math of an alarm comes to.
 *
 * @param withEvent in a period with one event that a filter matches
 * @param quiet in periods without: one with other events, and one without any
 */
record QuerySamples(Sample withEvent, List<Sample> quiet) {

  /** What an event does to one filter's metric, while the metrics of the others rest. */
  static QuerySamples of(Alarm alarm, MetricFilter filter, List<MetricFilter> all) {
    return new QuerySamples(
        evaluate(alarm, metric -> sample(alarm, metric, filter, all, Moment.EVENT)),
        List.of(
            evaluate(alarm, metric -> sample(alarm, metric, filter, all, Moment.OTHERS)),
            evaluate(alarm, metric -> sample(alarm, metric, filter, all, Moment.SILENCE))));
  }

  /** The metrics on which what the alarm watches depends; empty if that isn't known. */
  static Optional<List<Metric>> watched(Alarm alarm) {
    Map<String, Query> byId = byId(alarm);
    Set<String> wanted = new HashSet<>();
    Optional<Query> returned = returned(alarm);
    if (returned.isEmpty() || !collect(returned.get(), byId, wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        alarm.queries().stream()
            .filter(query -> wanted.contains(query.id()))
            .flatMap(query -> query.metric().stream())
            .toList());
  }

  private static boolean collect(Query query, Map<String, Query> byId, Set<String> wanted) {
    if (!wanted.add(query.id()) || query.metric().isPresent()) {
      return true;
    }
    Optional<MetricMath> math = query.expression().flatMap(MetricMath::parse);
    if (math.isEmpty()) {
      return false;
    }
    boolean known = true;
    if (math.get().usesAllMetrics()) {
      byId.values().stream()
          .filter(each -> each.metric().isPresent())
          .forEach(each -> wanted.add(each.id()));
    }
    for (String name : math.get().names()) {
      known &= byId.containsKey(name) && collect(byId.get(name), byId, wanted);
    }
    return known;
  }

  private enum Moment {
    EVENT,
    OTHERS,
    SILENCE
  }

  private static Sample sample(
      Alarm alarm, Metric metric, MetricFilter filter, List<MetricFilter> all, Moment moment) {
    boolean own = emits(filter, metric, alarm) == Answer.YES;
    Optional<MetricFilter> source =
        own
            ? Optional.of(filter)
            : all.stream().filter(each -> emits(each, metric, alarm) == Answer.YES).findFirst();
    if (source.isEmpty()) {
      return Sample.UNKNOWN;
    }
    AlarmBehaviour behaviour = AlarmBehaviour.of(alarm, source.get(), Optional.of(metric));
    return switch (moment) {
      case EVENT -> own ? behaviour.withEvent() : behaviour.withOthers();
      case OTHERS -> behaviour.withOthers();
      case SILENCE -> Sample.MISSING;
    };
  }

  private static Answer emits(MetricFilter filter, Metric metric, Alarm alarm) {
    Answer any = Answer.NO;
    for (Transformation emitted : filter.transformations()) {
      any =
          any.or(
              emitted
                  .name()
                  .sameAs(metric.name())
                  .and(emitted.namespace().sameAs(metric.namespace()))
                  .and(filter.place().sameAs(alarm.place())));
    }
    return any;
  }

  private static Sample evaluate(Alarm alarm, Function<Metric, Sample> metrics) {
    return returned(alarm)
        .map(query -> new Evaluation(byId(alarm), metrics).of(query))
        .orElse(Sample.UNKNOWN);
  }

  /** Of several that return data nobody knows which one is watched; CloudWatch refuses them. */
  private static Optional<Query> returned(Alarm alarm) {
    List<Query> returned = alarm.queries().stream().filter(Query::returned).toList();
    return returned.size() == 1 ? Optional.of(returned.get(0)) : Optional.empty();
  }

  private static Map<String, Query> byId(Alarm alarm) {
    Map<String, Query> byId = new HashMap<>();
    alarm.queries().forEach(query -> byId.put(query.id(), query));
    return byId;
  }

  private record Evaluation(
      Map<String, Query> byId, Function<Metric, Sample> metrics, Set<String> open) {

    Evaluation(Map<String, Query> byId, Function<Metric, Sample> metrics) {
      this(byId, metrics, new HashSet<>());
    }

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
              .map(
                  math ->
                      math.evaluate(
                          new MetricMath.Inputs(
                              name ->
                                  Optional.ofNullable(byId.get(name))
                                      .map(this::of)
                                      .orElse(Sample.UNKNOWN),
                              byId.values().stream()
                                  .flatMap(each -> each.metric().stream())
                                  .map(metrics)
                                  .toList())))
              .orElse(Sample.UNKNOWN);
      open.remove(query.id());
      return sample;
    }
  }
}

package io.github.cisalarms.chain.behaviour;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Alarm.Query;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.expression.MetricMath;
import io.github.cisalarms.chain.value.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which metrics an alarm watches, and whether they are those that a filter emits. */
public final class WatchedMetrics {

  private WatchedMetrics() {}

  /** The metrics on which depends what an alarm watches; empty if that isn't known. */
  public static Optional<List<Metric>> of(Alarm alarm) {
    if (alarm.queries().isEmpty()) {
      return Optional.of(alarm.metrics()).filter(all -> !alarm.metricMath());
    }
    Set<String> wanted = new HashSet<>();
    Optional<Query> returned = returned(alarm);
    if (returned.isEmpty() || !collect(alarm, returned.get(), wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        alarm.queries().stream()
            .filter(query -> wanted.contains(query.id()))
            .flatMap(query -> query.metric().stream())
            .toList());
  }

  private static boolean collect(Alarm alarm, Query query, Set<String> wanted) {
    if (!wanted.add(query.id()) || query.metric().isPresent()) {
      return true;
    }
    Optional<MetricMath> math = query.expression().flatMap(MetricMath::parse);
    if (math.isEmpty()) {
      return false;
    }
    boolean known = !math.get().findsMetrics();
    if (math.get().usesAllMetrics()) {
      alarm.queries().stream()
          .filter(each -> each.metric().isPresent())
          .forEach(each -> wanted.add(each.id()));
    }
    for (String name : math.get().names()) {
      Optional<Query> named = query(alarm, name);
      known &= named.isPresent() && collect(alarm, named.get(), wanted);
    }
    return known;
  }

  /** Of several that return data nobody knows which one is watched; CloudWatch refuses them. */
  static Optional<Query> returned(Alarm alarm) {
    List<Query> returned = alarm.queries().stream().filter(Query::returned).toList();
    return returned.size() == 1 ? Optional.of(returned.get(0)) : Optional.empty();
  }

  static Optional<Query> query(Alarm alarm, String id) {
    return alarm.queries().stream().filter(query -> query.id().equals(id)).findFirst();
  }

  /**
   * Where a metric is that an alarm watches: in its region, and in its account if none is named.
   */
  public static Place place(Alarm alarm, Metric metric) {
    return metric.account().isAbsent()
        ? alarm.place()
        : new Place(metric.account(), alarm.place().region());
  }

  /** Whether a filter may emit a metric that the alarm watches. */
  public static boolean mayEmit(MetricFilter filter, Alarm alarm) {
    return of(alarm).orElse(alarm.metrics()).stream()
        .anyMatch(metric -> emits(filter, alarm, metric) != Answer.NO);
  }

  /** Whether a filter emits the metric, dimensions and units aside. */
  static Answer emits(MetricFilter filter, Alarm alarm, Metric metric) {
    return filter.transformations().stream()
        .map(
            emitted ->
                emitted
                    .name()
                    .sameAs(metric.name())
                    .and(emitted.namespace().sameAs(metric.namespace()))
                    .and(filter.place().sameAs(place(alarm, metric))))
        .reduce(Answer.NO, Answer::or);
  }
}

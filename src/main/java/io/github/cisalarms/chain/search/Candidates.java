package io.github.cisalarms.chain.search;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be the next link of a chain. Each question is answered once: a plan may have thousands
 * of filters and alarms on one metric.
 */
final class Candidates {

  private static final double SAME_NAME = 0.6;

  /** How many names are compared: a lookalike only makes a better message. */
  private static final int MAX_LOOKALIKES = 200;

  private final Infrastructure infrastructure;
  private final Patterns patterns;
  private final List<MetricFilter> distinctFilters;
  private final Map<String, List<Alarm>> byName = new LinkedHashMap<>();
  private final Map<MetricKey, List<Alarm>> byMetric = new HashMap<>();
  private final List<Alarm> unnamed = new ArrayList<>();
  private final Composites composites;
  private final Map<Control, List<MetricFilter>> filters = new IdentityHashMap<>();
  private final Map<Object, List<Alarm>> alarms = new HashMap<>();
  private final Map<Value<String>, Optional<Topic>> topics = new HashMap<>();
  private final Map<Value<String>, List<Subscription>> subscriptions = new HashMap<>();

  /** Name and namespace; a namespace that is not known may be any. */
  private record MetricKey(String name, Optional<String> namespace) {}

  Candidates(Infrastructure infrastructure, Patterns patterns) {
    this.infrastructure = infrastructure;
    this.patterns = patterns;
    this.distinctFilters = distinct(infrastructure.filters());
    infrastructure.alarms().forEach(this::add);
    this.composites = new Composites(infrastructure.compositeAlarms());
    patterns.prepare(
        distinctFilters.stream()
            .flatMap(filter -> filter.pattern().get().stream())
            .collect(Collectors.toSet()));
  }

  /** Of filters that differ in their names alone the first one: the others tell nothing new. */
  private static List<MetricFilter> distinct(List<MetricFilter> filters) {
    Map<Object, MetricFilter> distinct = new LinkedHashMap<>();
    for (MetricFilter filter : filters) {
      distinct.putIfAbsent(
          List.of(
              filter.pattern(),
              filter.logGroup(),
              filter.transformations(),
              filter.place(),
              filter.allEvents()),
          filter);
    }
    return List.copyOf(distinct.values());
  }

  private void add(Alarm alarm) {
    boolean named =
        !alarm.metrics().isEmpty()
            && alarm.metrics().stream().allMatch(metric -> metric.name().isKnown());
    if (!named) {
      unnamed.add(alarm);
      return;
    }
    alarm.metrics().stream()
        .map(metric -> metric.name().get().orElseThrow())
        .distinct()
        .forEach(name -> byName.computeIfAbsent(name, any -> new ArrayList<>()).add(alarm));
    alarm.metrics().stream()
        .map(Candidates::key)
        .distinct()
        .forEach(key -> byMetric.computeIfAbsent(key, any -> new ArrayList<>()).add(alarm));
  }

  private static MetricKey key(Metric metric) {
    return new MetricKey(metric.name().get().orElseThrow(), metric.namespace().get());
  }

  /** The filters that are meant for a control, as far as can be told. */
  List<MetricFilter> filters(Control control) {
    return filters.computeIfAbsent(
        control,
        any -> distinctFilters.stream().filter(filter -> isMeantFor(control, filter)).toList());
  }

  private boolean isMeantFor(Control control, MetricFilter filter) {
    return filter
            .pattern()
            .get()
            .map(pattern -> patterns.match(control, pattern).related())
            .orElse(true)
        || filter.transformations().stream()
            .flatMap(metric -> metric.name().get().stream())
            .anyMatch(name -> patterns.similarity(name, control.metricName()) > SAME_NAME);
  }

  /**
   * What an alarm, as somebody judges it, has to do with in a filter: filters that are the same in
   * this are the same to every alarm.
   */
  static Object emission(Judge judge, MetricFilter filter) {
    return judge == Judge.DELIVERY
        ? List.of(filter.transformations(), filter.place())
        : filter.transformations().stream().findFirst().map(Transformation::name);
  }

  /**
   * The alarms that watch the filter's metric or may do so; if none does, one that looks as if it
   * should.
   */
  List<Alarm> alarms(Judge judge, MetricFilter filter) {
    return alarms.computeIfAbsent(
        List.of(judge == Judge.DELIVERY, emission(judge, filter)),
        any -> {
          Optional<Transformation> metric = filter.transformations().stream().findFirst();
          Value<String> name = metric.map(Transformation::name).orElseGet(Value::absent);
          if (!name.isKnown()) {
            return infrastructure.alarms();
          }
          List<Alarm> watching = new ArrayList<>();
          Optional<String> namespace = metric.flatMap(each -> each.namespace().get());
          watching.addAll(
              judge == Judge.DELIVERY && namespace.isPresent()
                  ? inNamespace(name.get().orElseThrow(), namespace)
                  : byName.getOrDefault(name.get().orElseThrow(), List.of()));
          unnamed.stream().filter(alarm -> mayWatch(alarm, name)).forEach(watching::add);
          return watching.isEmpty() ? lookalike(name.get().orElseThrow()) : watching;
        });
  }

  private List<Alarm> inNamespace(String name, Optional<String> namespace) {
    List<Alarm> watching = new ArrayList<>();
    watching.addAll(byMetric.getOrDefault(new MetricKey(name, namespace), List.of()));
    watching.addAll(byMetric.getOrDefault(new MetricKey(name, Optional.empty()), List.of()));
    return watching;
  }

  private static boolean mayWatch(Alarm alarm, Value<String> name) {
    return alarm.metrics().isEmpty()
        || alarm.metrics().stream().anyMatch(metric -> metric.name().sameAs(name) != Answer.NO);
  }

  private List<Alarm> lookalike(String name) {
    return byName.containsKey(name)
        ? byName.get(name).subList(0, 1)
        : byName.entrySet().stream()
            .limit(MAX_LOOKALIKES)
            .filter(other -> patterns.similarity(name, other.getKey()) > SAME_NAME)
            .map(other -> other.getValue().get(0))
            .limit(1)
            .toList();
  }

  /** The composite alarms whose rules lead to an alarm, be it through others, or may do so. */
  List<CompositeAlarm> composites(Alarm alarm) {
    Set<CompositeAlarm> found = new LinkedHashSet<>(composites.unknown());
    Deque<Actor> open = new ArrayDeque<>(List.of(alarm.actor()));
    while (!open.isEmpty()) {
      Actor next = open.pop();
      for (CompositeAlarm composite : composites.naming(next)) {
        if (found.add(composite)) {
          open.push(composite.actor());
        }
      }
    }
    return found.stream()
        .filter(composite -> composite.place().sameAs(alarm.place()) != Answer.NO)
        .toList();
  }

  /** The topic that an alarm's action names, if it is one of these. */
  Optional<Topic> topic(Value<String> action) {
    return topics.computeIfAbsent(action, infrastructure::topic);
  }

  /** The subscriptions to the topic that an alarm's action names. */
  List<Subscription> subscriptions(Value<String> action) {
    return subscriptions.computeIfAbsent(
        action, any -> infrastructure.subscriptions(action, topic(action)));
  }
}

package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Filter;
import io.github.cisalarms.adopt.Existing.Metric;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Nearest;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what does the work of each control, by what it is: a filter by the events that its pattern
 * matches, an alarm by the metric that it watches. Names count only where they are those that the
 * stack gives, since making a second filter or alarm of one name overwrites the first.
 */
final class Matching {

  private static final double SAME_NAME = 0.6;

  private final StackResources stack;
  private final Existing existing;
  private final Patterns patterns;
  private final List<Filter> filters;
  private final Map<String, Filter> filterByKey = new LinkedHashMap<>();
  private final Map<String, Alarm> alarmByKey = new LinkedHashMap<>();
  private final Set<Filter> takenFilters = new HashSet<>();
  private final Set<Alarm> takenAlarms = new HashSet<>();
  private final List<Twin> twins = new ArrayList<>();

  /**
   * Something that does the same as what is taken.
   *
   * @param key of whose filter and alarm
   * @param kept name of what is taken
   */
  record Twin(String key, Optional<Filter> filter, Optional<Alarm> alarm, String kept) {}

  private Matching(StackResources stack, Existing existing, Patterns patterns) {
    this.stack = stack;
    this.existing = existing;
    this.patterns = patterns;
    this.filters =
        existing.filters().stream()
            .filter(filter -> filter.logGroup().equals(stack.logGroupName()))
            .sorted(Comparator.comparing(Filter::name))
            .toList();
  }

  static Matching of(StackResources stack, Existing existing, Patterns patterns) {
    Matching matching = new Matching(stack, existing, patterns);
    matching.match();
    return matching;
  }

  /** What is taken, for every filter of the stack, in its order. */
  List<Taken> taken() {
    return stack.filters().stream()
        .map(
            filter ->
                new Taken(
                    filter.control(),
                    Optional.ofNullable(filterByKey.get(filter.control().key())),
                    Optional.ofNullable(alarmByKey.get(filter.control().key()))))
        .toList();
  }

  /** What does the same as something that is taken, and stays where it is. */
  List<Twin> twins() {
    return List.copyOf(twins);
  }

  private void match() {
    for (StackResource.Filter wanted : stack.filters()) {
      filters.stream()
          .filter(filter -> filter.name().equals(wanted.name()))
          .findFirst()
          .ifPresent(filter -> take(wanted.control().key(), filter));
    }
    for (StackResource.Alarm wanted : stack.alarms()) {
      existing.alarms().stream()
          .filter(alarm -> alarm.name().equals(wanted.name()) && alarm.metric().isPresent())
          .findFirst()
          .ifPresent(alarm -> take(wanted.control().key(), alarm));
    }
    takeByPattern();
    for (StackResource.Filter wanted : stack.filters()) {
      String key = wanted.control().key();
      if (!alarmByKey.containsKey(key) && filterByKey.containsKey(key)) {
        watching(filterByKey.get(key))
            .or(() -> lookalike(filterByKey.get(key)))
            .ifPresent(alarm -> take(key, alarm));
      }
    }
    findTwins();
  }

  private void take(String key, Filter filter) {
    filterByKey.put(key, filter);
    takenFilters.add(filter);
  }

  private void take(String key, Alarm alarm) {
    alarmByKey.put(key, alarm);
    takenAlarms.add(alarm);
  }

  /** Best pairs first: a filter may come close to several controls, and a control have several. */
  private void takeByPattern() {
    record Pair(Control control, Filter filter, int merit, double likeness) {}
    List<Pair> pairs = new ArrayList<>();
    for (Control control : wanted()) {
      for (Filter filter : filters) {
        if (isMeantFor(control, filter)) {
          pairs.add(new Pair(control, filter, merit(control, filter), likeness(control, filter)));
        }
      }
    }
    pairs.sort(
        Comparator.comparingInt(Pair::merit)
            .thenComparingDouble(Pair::likeness)
            .reversed()
            .thenComparing(pair -> pair.filter().name()));
    for (Pair pair : pairs) {
      if (!filterByKey.containsKey(pair.control().slug())
          && !takenFilters.contains(pair.filter())) {
        take(pair.control().slug(), pair.filter());
      }
    }
  }

  private List<Control> wanted() {
    return stack.filters().stream().map(filter -> filter.control().control()).distinct().toList();
  }

  private boolean isMeantFor(Control control, Filter filter) {
    return patterns.match(control, filter.pattern()).related()
        && !patterns.matchesOrdinaryEvents(filter.pattern());
  }

  /** Who reaches somebody comes first, then who matches the events, then who has an alarm. */
  private int merit(Control control, Filter filter) {
    Optional<Alarm> alarm = watching(filter);
    int merit = alarm.filter(existing::reachesSomebody).isPresent() ? 8 : 0;
    Answer detects = patterns.match(control, filter.pattern()).detects();
    merit += detects == Answer.YES ? 4 : detects == Answer.UNKNOWN ? 2 : 0;
    return merit + (alarm.isPresent() ? 1 : 0);
  }

  private double likeness(Control control, Filter filter) {
    return control.variants().stream()
        .mapToDouble(variant -> patterns.similarity(variant.pattern(), filter.pattern()))
        .max()
        .orElse(0);
  }

  /** The alarm on a filter's metric that reaches somebody, or the first one. */
  private Optional<Alarm> watching(Filter filter) {
    return free().stream()
        .filter(alarm -> alarm.metric().equals(Optional.of(filter.metric())))
        .min(
            Comparator.comparing((Alarm alarm) -> !existing.reachesSomebody(alarm))
                .thenComparing(alarm -> alarm.alarmActions().isEmpty())
                .thenComparing(Alarm::name));
  }

  private List<Alarm> free() {
    return existing.alarms().stream().filter(alarm -> !takenAlarms.contains(alarm)).toList();
  }

  /** An alarm on a metric that no filter emits, whose name says that this one was meant. */
  private Optional<Alarm> lookalike(Filter filter) {
    return free().stream()
        .filter(
            alarm ->
                alarm
                    .metric()
                    .filter(metric -> !metric.namespace().startsWith("AWS/"))
                    .filter(
                        metric ->
                            existing.filters().stream()
                                .noneMatch(any -> any.metric().equals(metric)))
                    .filter(metric -> looksLike(filter.metric(), metric))
                    .isPresent())
        .min(
            Comparator.comparing(
                    (Alarm alarm) ->
                        !alarm.metric().orElseThrow().name().equals(filter.metric().name()))
                .thenComparing(Alarm::name));
  }

  /** Another namespace may be that of an application, where a like name means something else. */
  private boolean looksLike(Metric wanted, Metric found) {
    if (!found.namespace().equals(wanted.namespace())) {
      return found.name().equals(wanted.name());
    }
    return patterns.similarity(wanted.name(), found.name()) > SAME_NAME
        || Nearest.to(found.name(), List.of(wanted.name())).isPresent();
  }

  private void findTwins() {
    for (Filter filter : filters) {
      if (takenFilters.contains(filter)) {
        continue;
      }
      wanted().stream()
          .filter(control -> isMeantFor(control, filter))
          .max(Comparator.comparingDouble(control -> likeness(control, filter)))
          .map(Control::slug)
          .filter(filterByKey::containsKey)
          .ifPresent(
              slug ->
                  twins.add(
                      new Twin(
                          slug,
                          Optional.of(filter),
                          watching(filter),
                          filterByKey.get(slug).name())));
    }
    Set<Alarm> named = new HashSet<>();
    twins.forEach(twin -> twin.alarm().ifPresent(named::add));
    alarmByKey.forEach(
        (key, kept) ->
            Optional.ofNullable(filterByKey.get(key))
                .ifPresent(
                    filter ->
                        free().stream()
                            .filter(alarm -> !named.contains(alarm))
                            .filter(alarm -> alarm.metric().equals(Optional.of(filter.metric())))
                            .forEach(
                                alarm ->
                                    twins.add(
                                        new Twin(
                                            key,
                                            Optional.empty(),
                                            Optional.of(alarm),
                                            kept.name())))));
  }
}

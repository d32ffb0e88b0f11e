package io.github.cisalarms.who;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An account in memory. Like moto, it takes every event for one that matches. */
final class FakeAlarms implements AlarmSource {

  final List<AlarmState> alarms = new ArrayList<>();
  final List<WatchedFilter> filters = new ArrayList<>();
  final Map<String, Episode> episodes = new LinkedHashMap<>();
  final Map<String, List<LogEvent>> events = new LinkedHashMap<>();

  @Override
  public String place() {
    return "us-east-1";
  }

  @Override
  public List<AlarmState> alarms(Collection<String> names) {
    return alarms.stream().filter(alarm -> names.contains(alarm.name())).toList();
  }

  @Override
  public List<AlarmState> alarmsOn(Metric metric) {
    return alarms.stream().filter(alarm -> alarm.metrics().contains(metric)).toList();
  }

  @Override
  public List<WatchedFilter> filtersOf(Metric metric) {
    return filters.stream().filter(f -> f.metric().equals(Optional.of(metric))).toList();
  }

  @Override
  public List<WatchedFilter> filters() {
    return filters;
  }

  @Override
  public Optional<Episode> lastEpisode(String alarm) {
    return Optional.ofNullable(episodes.get(alarm));
  }

  @Override
  public void events(WatchedFilter filter, Window window, Consumer<LogEvent> consumer) {
    events.getOrDefault(filter.logGroup(), List.of()).stream()
        .filter(event -> !event.time().isBefore(window.from()))
        .filter(event -> !event.time().isAfter(window.until()))
        .forEach(consumer);
  }
}

package io.github.cisalarms.who;

import io.github.cisalarms.who.Activity.Action;
import io.github.cisalarms.who.Activity.Identity;
import io.github.cisalarms.who.Activity.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts events that are alike, each event once. */
final class Tally {

  /** The most groups that are kept apart: more than anybody reads, and few enough for memory. */
  static final int MOST_GROUPS = 10_000;

  private final Map<Key, Group> groups = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long events;
  private long ungrouped;

  private record Key(Identity identity, Action action, Origin origin) {}

  private static final class Group {
    private long events;
    private Instant first;
    private Instant last;
    private LogEvent example;

    private Group(TrailEvent event, LogEvent example) {
      this.first = event.time();
      this.last = event.time();
      this.example = example;
    }

    private void add(TrailEvent event, LogEvent logged) {
      events++;
      if (event.time().isAfter(last)) {
        last = event.time();
      }
      // Events come in any order; the first one is the same in each.
      if (event.time().isBefore(first)
          || event.time().equals(first) && logged.id().compareTo(example.id()) < 0) {
        first = event.time();
        example = logged;
      }
    }
  }

  /**
   * Counts an event, unless it was counted: several filters can match it, several trails have it.
   */
  void add(LogEvent logged) {
    TrailEvent event = TrailEvent.of(logged);
    if (!seen.add(event.id().orElse(logged.id()))) {
      return;
    }
    events++;
    Key key = new Key(event.identity(), event.action(), event.origin());
    Group group = groups.get(key);
    if (group == null) {
      if (groups.size() == MOST_GROUPS) {
        ungrouped++;
        return;
      }
      group = new Group(event, logged);
      groups.put(key, group);
    }
    group.add(event, logged);
  }

  long events() {
    return events;
  }

  /** Events that belong to none of the groups, since there are too many. */
  long ungrouped() {
    return ungrouped;
  }

  /** The groups: the most frequent first, then the earliest. */
  List<Activity> activities() {
    return groups.entrySet().stream()
        .map(
            entry ->
                new Activity(
                    entry.getKey().identity(),
                    entry.getKey().action(),
                    entry.getKey().origin(),
                    entry.getValue().events,
                    entry.getValue().first,
                    entry.getValue().last,
                    entry.getValue().example))
        .sorted(
            Comparator.comparingLong(Activity::events)
                .reversed()
                .thenComparing(Activity::first)
                .thenComparing(activity -> activity.example().id()))
        .toList();
  }
}

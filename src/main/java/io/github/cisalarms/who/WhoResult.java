package io.github.cisalarms.who;

import java.util.List;
import java.util.Optional;

/**
 * Who it was.
 *
 * @param place where was looked, as in {@link AlarmSource#place}
 * @param alarm the alarm whose last time on is looked at, if there is one
 * @param episode when that was, if it decides about the window
 * @param window which events were looked at
 * @param filters what was looked for
 * @param events how many events match
 * @param read how many events the service sent
 * @param activities the events, those that are alike together: the most frequent first
 * @param ungrouped events beyond the groups that are kept
 */
public record WhoResult(
    String place,
    Optional<String> alarm,
    Optional<Episode> episode,
    Window window,
    List<WatchedFilter> filters,
    long events,
    long read,
    List<Activity> activities,
    long ungrouped) {

  /** Makes the lists immutable. */
  public WhoResult {
    filters = List.copyOf(filters);
    activities = List.copyOf(activities);
  }
}

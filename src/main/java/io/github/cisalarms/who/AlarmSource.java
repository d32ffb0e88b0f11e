package io.github.cisalarms.who;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The alarms and logs of one account and region.
 *
 * <p>Every method throws {@link WhoException} if the account refuses to answer, with what it
 * refused and which permission is missing.
 */
public interface AlarmSource {

  /** Where this is, as messages call it, such as {@code us-east-1}. */
  String place();

  /**
   * The alarms of these names or ARNs, metric alarms and composite ones; not those that are not.
   */
  List<AlarmState> alarms(Collection<String> names);

  /** The metric alarms on a metric. */
  List<AlarmState> alarmsOn(Metric metric);

  /** The metric filters that emit a metric. */
  List<WatchedFilter> filtersOf(Metric metric);

  /** All metric filters. */
  List<WatchedFilter> filters();

  /**
   * The last time that an alarm went off, by its history.
   *
   * @return empty if the history, which goes back 30 days, has none, or if it can't be read
   */
  Optional<Episode> lastEpisode(String alarm);

  /**
   * Gives the events of a log group that the service says match a pattern, in any order.
   *
   * @param events given each event
   */
  void events(WatchedFilter filter, Window window, Consumer<LogEvent> events);
}

package io.github.cisalarms.replay;

import io.github.cisalarms.replay.clock.Episode;
import io.github.cisalarms.replay.tally.Count;
import io.github.cisalarms.replay.tally.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one alarm would have done.
 *
 * @param alarm the alarm
 * @param matches how many events the filter matches
 * @param first time of the first of them
 * @param last time of the last of them
 * @param episodes when the alarm would have been on, in the order of time
 * @param timeOn how long it would have been on altogether
 * @param identities who did most of it: the role of a session, else the ARN, the calling service or
 *     the name; at most ten, the busiest first
 * @param events the most frequent events, such as {@code iam:CreateUser}; at most ten
 * @param sources the most frequent source addresses or calling services; at most ten
 * @param countError by how much the counts of identities, events and sources can be too low; 0 if
 *     they are exact, as they are for up to 262,144 different values
 * @param episodesByThreshold how many episodes there would be with another threshold, for each of
 *     {@link Replay#THRESHOLDS}
 * @param variants what the control's variants would have done with the same settings, the alarm's
 *     own among them; empty for an alarm of one's own
 * @param samples some of the events, each with another name or identity than those before
 * @param minutes the minutes in which events match
 */
public record AlarmResult(
    ReplayAlarm alarm,
    long matches,
    Optional<Instant> first,
    Optional<Instant> last,
    List<Episode> episodes,
    Duration timeOn,
    List<Count> identities,
    List<Count> events,
    List<Count> sources,
    long countError,
    SortedMap<Integer, Integer> episodesByThreshold,
    List<VariantResult> variants,
    List<Sample> samples,
    List<MinuteCount> minutes) {

  /** Makes all of it immutable. */
  public AlarmResult {
    episodes = List.copyOf(episodes);
    identities = List.copyOf(identities);
    events = List.copyOf(events);
    sources = List.copyOf(sources);
    episodesByThreshold = Collections.unmodifiableSortedMap(new TreeMap<>(episodesByThreshold));
    variants = List.copyOf(variants);
    samples = List.copyOf(samples);
    minutes = List.copyOf(minutes);
  }

  /**
   * A duration in the units of alarms, such as {@code 45m}, {@code 2h 05m} or {@code 3d 04h};
   * {@code -} for none.
   */
  public static String readable(Duration duration) {
    if (duration.isZero()) {
      return "-";
    }
    long minutes = Math.max(1, duration.toMinutes());
    long hours = minutes / 60;
    if (minutes < 60) {
      return minutes + "m";
    }
    return hours < 48
        ? String.format(Locale.ROOT, "%dh %02dm", hours, minutes % 60)
        : String.format(Locale.ROOT, "%dd %02dh", hours / 24, hours % 24);
  }

  /**
   * How many events match in one minute.
   *
   * @param minute the minute's start
   * @param events how many
   */
  public record MinuteCount(Instant minute, long events) {}
}

package io.github.cisalarms.replay;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.replay.tally.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the result of an alarm suggests, in sentences for people. Every sentence carries the numbers
 * that it follows from.
 */
public final class Advice {

  // More often than once a day is what people stop reading.
  private static final double MOST_EPISODES_PER_DAY = 1;
  private static final double MOST_TIME_ON = 0.5;
  private static final double LARGE_SHARE = 0.5;
  // Fewer say nothing about a habit.
  private static final int FEW = 5;

  private final AlarmResult result;
  private final Duration span;
  private final List<String> sentences = new ArrayList<>();

  private Advice(AlarmResult result, Duration span) {
    this.result = result;
    this.span = span;
  }

  /**
   * The advice for one alarm of a replay.
   *
   * @return empty where there is nothing to do
   */
  public static List<String> of(AlarmResult alarm, ReplayResult replay) {
    return new Advice(alarm, span(replay)).sentences();
  }

  private static Duration span(ReplayResult replay) {
    Instant first = replay.first().orElse(Instant.EPOCH);
    return Duration.between(first, replay.last().orElse(first));
  }

  private List<String> sentences() {
    int episodes = result.episodes().size();
    double days = Math.max(1, span.toSeconds() / 86_400.0);
    boolean often = episodes >= FEW && episodes / days > MOST_EPISODES_PER_DAY;
    boolean mostOfTheTime = span.compareTo(Duration.ofDays(1)) > 0 && shareOn() > MOST_TIME_ON;
    if (result.matches() > 0 && episodes == 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s but never enough in one period: the alarm stays silent.",
              plural(result.matches(), "event matches", "events match")));
    }
    if (often) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "The alarm goes off %d times, %.1f times a day: more than people read.",
              episodes,
              episodes / days));
    }
    if (mostOfTheTime) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "The alarm is on for %.0f %% of the time: while it is on, nothing new is reported.",
              100 * shareOn()));
    }
    if (often || mostOfTheTime) {
      busiest();
      thresholds();
    }
    variants(often || mostOfTheTime);
    if (often || mostOfTheTime) {
      result
          .alarm()
          .control()
          .map(Control::advice)
          .filter(a -> !a.isBlank())
          .ifPresent(sentences::add);
    }
    return List.copyOf(sentences);
  }

  private double shareOn() {
    return span.isZero() ? 0 : (double) result.timeOn().toSeconds() / span.toSeconds();
  }

  private void busiest() {
    if (result.identities().isEmpty() || result.matches() < FEW) {
      return;
    }
    Count first = result.identities().get(0);
    double share = (double) first.events() / result.matches();
    if (share >= LARGE_SHARE) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s causes %.0f %% of the events, mostly %s: look there first.",
              first.value(),
              100 * share,
              result.events().get(0).value()));
    }
  }

  /** The lowest threshold that halves the episodes, if any does. */
  private void thresholds() {
    int now = result.episodes().size();
    Optional<Map.Entry<Integer, Integer>> better =
        result.episodesByThreshold().entrySet().stream()
            .filter(entry -> entry.getKey() > result.alarm().settings().threshold())
            .filter(entry -> entry.getValue() > 0 && 2 * entry.getValue() <= now)
            .findFirst();
    better.ifPresent(
        entry ->
            sentences.add(
                String.format(
                    Locale.ROOT,
                    "Threshold %d: %s instead of %d; what stays below goes unseen.",
                    entry.getKey(),
                    alarms(entry.getValue()),
                    now)));
  }

  private void variants(boolean tooMuch) {
    int now = result.episodes().size();
    for (VariantResult other : result.variants()) {
      boolean own = result.alarm().pattern().text().equals(other.variant().pattern());
      boolean quieter = other.episodes() < now && (tooMuch || 2 * other.episodes() <= now);
      if (!own && (quieter || other.episodes() > now)) {
        sentences.add(
            String.format(
                Locale.ROOT,
                "Variant %s: %s instead of %d, %s. %s.",
                other.variant().name(),
                alarms(other.episodes()),
                now,
                plural(other.matches(), "matching event", "matching events"),
                acceptedBy(other)));
      }
    }
  }

  private String acceptedBy(VariantResult variant) {
    List<String> checkers =
        variant.acceptedBy(result.alarm().control().orElseThrow()).stream()
            .map(Checker::title)
            .toList();
    return checkers.isEmpty()
        ? "No checker accepts it"
        : checkers.stream().collect(Collectors.joining(", ", "Accepted by ", ""));
  }

  private static String alarms(int count) {
    return plural(count, "alarm", "alarms");
  }

  private static String plural(long count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }
}

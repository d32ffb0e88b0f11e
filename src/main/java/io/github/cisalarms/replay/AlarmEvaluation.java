package io.github.cisalarms.replay;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.replay.clock.AlarmClock;
import io.github.cisalarms.replay.clock.Episode;
import io.github.cisalarms.replay.clock.MetricSeries;
import io.github.cisalarms.replay.clock.MinuteCounts;
import io.github.cisalarms.replay.tally.PatternTally;
import io.github.cisalarms.replay.tally.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Runs an alarm, its variants and other thresholds over what was counted. */
final class AlarmEvaluation {

  private static final int TOP = 10;

  private final Tally tally;
  private final Map<String, Integer> patterns = new HashMap<>();
  private final long[] eventMinutes;

  // An alarm is its own variant, and has its own threshold among those that are compared.
  private final Map<List<Object>, List<Episode>> known = new ConcurrentHashMap<>();
  private final Map<List<Object>, MetricSeries> series = new ConcurrentHashMap<>();

  private AlarmEvaluation(List<String> patterns, Tally tally) {
    for (String pattern : patterns) {
      this.patterns.put(pattern, this.patterns.size());
    }
    this.tally = tally;
    this.eventMinutes = tally.minutes();
  }

  /**
   * What alarms would have done.
   *
   * @param patterns every pattern, at its index in the tally
   */
  static List<AlarmResult> results(List<ReplayAlarm> alarms, List<String> patterns, Tally tally) {
    AlarmEvaluation evaluation = new AlarmEvaluation(patterns, tally);
    // The scan is over: its cores have nothing else to do.
    return alarms.parallelStream().map(evaluation::result).toList();
  }

  /** The variants that are compared with the alarm: those of its control. */
  static List<PatternVariant> variants(ReplayAlarm alarm) {
    return alarm.control().map(Control::variants).orElse(List.of());
  }

  private AlarmResult result(ReplayAlarm alarm) {
    String pattern = alarm.pattern().text();
    PatternTally own = tally.pattern(patterns.get(pattern));
    List<Episode> episodes = episodes(alarm, alarm.settings(), pattern);
    SortedMap<Integer, Integer> byThreshold = new TreeMap<>();
    for (int threshold : Replay.THRESHOLDS) {
      byThreshold.put(
          threshold, episodes(alarm, withThreshold(alarm.settings(), threshold), pattern).size());
    }
    List<VariantResult> variants = new ArrayList<>();
    for (PatternVariant variant : variants(alarm)) {
      PatternTally other = tally.pattern(patterns.get(variant.pattern()));
      List<Episode> its = episodes(alarm, alarm.settings(), variant.pattern());
      variants.add(new VariantResult(variant, other.matches(), its.size(), timeOn(its)));
    }
    return new AlarmResult(
        alarm,
        own.matches(),
        own.first(),
        own.last(),
        episodes,
        timeOn(episodes),
        own.identities(TOP),
        own.events(TOP),
        own.sources(TOP),
        own.error(),
        byThreshold,
        variants,
        own.samples(),
        Arrays.stream(own.minutes().minutes())
            .mapToObj(
                minute ->
                    new AlarmResult.MinuteCount(
                        Instant.ofEpochSecond(minute * MetricSeries.MINUTE),
                        own.minutes().count(minute)))
            .toList());
  }

  private List<Episode> episodes(ReplayAlarm alarm, AlarmSettings settings, String pattern) {
    if (tally.events() == 0) {
      return List.of();
    }
    // Lists, and not records: the first of these that is a key takes 10 ms to get its hash code.
    List<Object> metric = List.of(pattern, alarm.defaultValue());
    List<Object> run =
        List.of(
            metric,
            settings.threshold(),
            settings.period(),
            settings.evaluationPeriods(),
            settings.datapointsToAlarm(),
            settings.treatMissingData());
    return known.computeIfAbsent(
        run,
        key ->
            AlarmClock.episodes(
                series.computeIfAbsent(metric, any -> series(pattern, alarm.defaultValue())),
                settings,
                minute(tally.first()),
                minute(tally.last())));
  }

  private MetricSeries series(String pattern, boolean defaultValue) {
    MinuteCounts matches = tally.pattern(patterns.get(pattern)).minutes();
    return defaultValue ? MetricSeries.withZeros(matches, eventMinutes) : MetricSeries.of(matches);
  }

  private static long minute(Optional<Instant> time) {
    return Math.floorDiv(time.orElseThrow().getEpochSecond(), MetricSeries.MINUTE);
  }

  private Duration timeOn(List<Episode> episodes) {
    if (episodes.isEmpty()) {
      return Duration.ZERO;
    }
    Instant end = Instant.ofEpochSecond((minute(tally.last()) + 1) * MetricSeries.MINUTE);
    return episodes.stream()
        .map(episode -> episode.lengthUntil(end))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static AlarmSettings withThreshold(AlarmSettings settings, double threshold) {
    return new AlarmSettings(
        threshold,
        settings.period(),
        settings.evaluationPeriods(),
        settings.datapointsToAlarm(),
        settings.treatMissingData());
  }
}

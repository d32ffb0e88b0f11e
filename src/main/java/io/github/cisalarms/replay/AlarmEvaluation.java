package io.github.cisalarms.replay;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.PatternVariant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs an alarm, its variants and other thresholds over what was counted. */
final class AlarmEvaluation {

  private static final int TOP = 10;

  private AlarmEvaluation() {}

  /**
   * What an alarm would have done.
   *
   * @param patterns every pattern's index in the tally
   */
  static AlarmResult result(ReplayAlarm alarm, Map<String, Integer> patterns, Tally tally) {
    PatternTally own = tally.patterns.get(patterns.get(alarm.pattern().text()));
    List<Episode> episodes = episodes(alarm, alarm.settings(), own, tally);
    SortedMap<Integer, Integer> byThreshold = new TreeMap<>();
    for (int threshold : Replay.THRESHOLDS) {
      byThreshold.put(
          threshold,
          episodes(alarm, withThreshold(alarm.settings(), threshold), own, tally).size());
    }
    List<VariantResult> variants = new ArrayList<>();
    for (PatternVariant variant : variants(alarm)) {
      PatternTally other = tally.patterns.get(patterns.get(variant.pattern()));
      List<Episode> its = episodes(alarm, alarm.settings(), other, tally);
      variants.add(new VariantResult(variant, other.matches, its.size(), timeOn(its, tally)));
    }
    return new AlarmResult(
        alarm,
        own.matches,
        own.first(),
        own.last(),
        episodes,
        timeOn(episodes, tally),
        own.identities.top(TOP),
        own.events.top(TOP),
        own.sources.top(TOP),
        byThreshold,
        variants,
        own.samples,
        Arrays.stream(own.minutes.minutes())
            .mapToObj(
                minute ->
                    new AlarmResult.MinuteCount(
                        Instant.ofEpochSecond(minute * MetricSeries.MINUTE),
                        own.minutes.count(minute)))
            .toList());
  }

  private static List<Episode> episodes(
      ReplayAlarm alarm, AlarmSettings settings, PatternTally pattern, Tally tally) {
    if (tally.events == 0) {
      return List.of();
    }
    return AlarmClock.episodes(
        alarm.defaultValue()
            ? MetricSeries.withZeros(pattern.minutes, tally.eventMinutes())
            : MetricSeries.of(pattern.minutes),
        settings,
        Math.floorDiv(tally.firstTime, MetricSeries.MINUTE),
        Math.floorDiv(tally.lastTime, MetricSeries.MINUTE));
  }

  private static Duration timeOn(List<Episode> episodes, Tally tally) {
    if (episodes.isEmpty()) {
      return Duration.ZERO;
    }
    Instant end =
        Instant.ofEpochSecond(
            (Math.floorDiv(tally.lastTime, MetricSeries.MINUTE) + 1) * MetricSeries.MINUTE);
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

  /** The variants that are compared with the alarm: those of its control. */
  static List<PatternVariant> variants(ReplayAlarm alarm) {
    return alarm.control().map(control -> control.variants()).orElse(List.of());
  }
}

package io.github.cisalarms.replay.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.TreatMissingData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares {@link AlarmClock} with one that keeps nothing and skips nothing. */
class AlarmClockPropertiesTest {

  /**
   * What an alarm gets to see.
   *
   * @param counts matching events of each minute; -1 where the log group got none at all
   */
  record Metric(int[] counts, long firstMinute, boolean defaultValue) {

    private boolean hasData(int index) {
      return defaultValue ? counts[index] >= 0 : counts[index] > 0;
    }

    private IntStream indexes(long from, long to) {
      return IntStream.range(0, counts.length)
          .filter(i -> (firstMinute + i) * 60 >= from && (firstMinute + i) * 60 < to);
    }

    long sum(long from, long to) {
      return indexes(from, to).mapToLong(i -> Math.max(0, counts[i])).sum();
    }

    DataPoint point(long from, long to, double threshold) {
      return sum(from, to) >= threshold
          ? DataPoint.BREACHING
          : indexes(from, to).anyMatch(this::hasData) ? DataPoint.NOT_BREACHING : DataPoint.MISSING;
    }

    List<Episode> episodes(AlarmSettings settings) {
      MinuteCounts matches = new MinuteCounts();
      MinuteCounts events = new MinuteCounts();
      for (int i = 0; i < counts.length; i++) {
        long minute = firstMinute + i;
        if (counts[i] >= 0) {
          events.add(minute);
        }
        IntStream.range(0, counts[i]).forEach(any -> matches.add(minute));
      }
      return AlarmClock.episodes(
          defaultValue
              ? MetricSeries.withZeros(matches, events.minutes())
              : MetricSeries.of(matches),
          settings,
          firstMinute,
          firstMinute + counts.length - 1);
    }
  }

  @Property(tries = 3000)
  void isOnWhenEveryMinuteLookedAtByItselfSaysSo(
      @ForAll("metrics") Metric metric, @ForAll("settings") AlarmSettings settings) {
    assertThat(metric.episodes(settings)).isEqualTo(slowly(metric, settings));
  }

  private static List<Episode> slowly(Metric metric, AlarmSettings settings) {
    int period = settings.period();
    int step = period < 60 ? 10 : (long) period * settings.evaluationPeriods() > 86_400 ? 3600 : 60;
    long start = metric.firstMinute() * 60;
    long end = start + metric.counts().length * 60L;
    long known =
        settings.treatMissingData() == TreatMissingData.BREACHING
            ? start + (long) period * settings.evaluationPeriods()
            : start + 1;
    List<Episode> episodes = new ArrayList<>();
    AlarmState state = AlarmState.INSUFFICIENT_DATA;
    long on = 0;
    long firstBreach = 0;
    long lastOn = 0;
    long peak = 0;
    for (long time = Math.floorDiv(known + step - 1, step) * step; time <= end; time += step) {
      List<Integer> counted = new ArrayList<>();
      List<Integer> breaching = new ArrayList<>();
      for (int i = 0; i < settings.evaluationPeriods() + 2; i++) {
        DataPoint point =
            metric.point(time - (i + 1L) * period, time - i * (long) period, settings.threshold());
        if (point != DataPoint.MISSING && counted.size() < settings.evaluationPeriods()) {
          counted.add(i);
          if (point == DataPoint.BREACHING) {
            breaching.add(i);
          }
        }
      }
      AlarmState before = state;
      state = state(settings, counted, breaching.size(), before);
      if (state == AlarmState.ALARM) {
        if (before != AlarmState.ALARM) {
          on = time;
          firstBreach = time;
          peak = 0;
        }
        lastOn = time;
        for (int i : breaching) {
          long from = time - (i + 1L) * period;
          firstBreach = Math.min(firstBreach, from);
          peak = Math.max(peak, metric.sum(from, from + period));
        }
      } else if (before == AlarmState.ALARM) {
        episodes.add(
            new Episode(
                Instant.ofEpochSecond(on),
                Optional.of(Instant.ofEpochSecond(time)),
                metric.sum(firstBreach, lastOn),
                peak));
      }
    }
    if (state == AlarmState.ALARM) {
      episodes.add(
          new Episode(
              Instant.ofEpochSecond(on), Optional.empty(), metric.sum(firstBreach, lastOn), peak));
    }
    return episodes;
  }

  private static AlarmState state(
      AlarmSettings settings, List<Integer> counted, int breaching, AlarmState current) {
    int needed = settings.datapointsToAlarm().orElse(settings.evaluationPeriods());
    int missing = settings.evaluationPeriods() - counted.size();
    if (breaching >= needed) {
      return AlarmState.ALARM;
    }
    if (missing == 0 || settings.treatMissingData() == TreatMissingData.NOT_BREACHING) {
      return AlarmState.OK;
    }
    if (settings.treatMissingData() == TreatMissingData.BREACHING) {
      return breaching + missing >= needed ? AlarmState.ALARM : AlarmState.OK;
    }
    if (counted.size() > breaching) {
      return AlarmState.OK;
    }
    if (settings.treatMissingData() == TreatMissingData.IGNORE) {
      return current;
    }
    if (counted.isEmpty()) {
      return AlarmState.INSUFFICIENT_DATA;
    }
    return Collections.max(counted) + 1 >= needed ? AlarmState.ALARM : current;
  }

  /** Minutes come in stretches of silence, of other events, and of matches. */
  @Provide
  Arbitrary<Metric> metrics() {
    return Combinators.combine(
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            Arbitraries.integers().between(1, 300),
            Arbitraries.of(-5_000L, -1L, 0L, 29_000_000L, 29_000_017L),
            Arbitraries.of(true, false))
        .as(
            (seed, minutes, first, defaultValue) -> {
              Random random = new Random(seed);
              int[] counts = new int[minutes];
              for (int i = 0; i < minutes; ) {
                int kind = random.nextInt(4);
                int stretch = 1 + random.nextInt(random.nextBoolean() ? 4 : 40);
                for (; stretch > 0 && i < minutes; stretch--, i++) {
                  counts[i] =
                      switch (kind) {
                        case 0 -> -1;
                        case 1 -> 0;
                        case 2 -> 1 + random.nextInt(4);
                        default -> random.nextInt(4) - 1;
                      };
                }
              }
              // Alarms are evaluated from the first event to the last.
              counts[0] = Math.max(0, counts[0]);
              counts[minutes - 1] = Math.max(0, counts[minutes - 1]);
              return new Metric(counts, first, defaultValue);
            });
  }

  @Provide
  Arbitrary<AlarmSettings> settings() {
    return Combinators.combine(
            Arbitraries.of(0.5, 1.0, 2.0, 2.5, 5.0, 10.0),
            Arbitraries.of(10, 30, 60, 120, 300, 3600, 43_200),
            Arbitraries.integers().between(1, 6),
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(TreatMissingData.class))
        .as(
            (threshold, period, periods, needed, treat) ->
                new AlarmSettings(
                    threshold,
                    period,
                    periods,
                    needed == 0 ? Optional.empty() : Optional.of(Math.min(needed, periods)),
                    treat));
  }
}

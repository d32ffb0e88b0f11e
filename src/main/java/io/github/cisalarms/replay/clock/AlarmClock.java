package io.github.cisalarms.replay.clock;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.TreatMissingData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Evaluates an alarm over a metric, from the first event of the log group to the last. */
public final class AlarmClock {

  private static final int HOUR = 3600;
  private static final int DAY = 24 * HOUR;
  private static final int SHORTEST_PERIOD = 10;

  private final MetricSeries series;
  private final AlarmSettings settings;
  private final EvaluationRange range;
  private final SlidingPeriods periods;
  private final long end;
  private final int step;

  private final List<Episode> episodes = new ArrayList<>();
  private AlarmState state = AlarmState.INSUFFICIENT_DATA;
  private long on;
  private long firstBreach;
  private long lastOn;
  private long peak;

  private AlarmClock(MetricSeries series, AlarmSettings settings, long end) {
    this.series = series;
    this.settings = settings;
    this.range = new EvaluationRange(settings);
    this.periods = new SlidingPeriods(series, settings.period(), range.length());
    this.end = end;
    this.step = step(settings);
  }

  /**
   * The times during which an alarm is on.
   *
   * @param firstMinute the minute of the log group's first event, counted from 1970
   * @param lastMinute the minute of its last event
   */
  public static List<Episode> episodes(
      MetricSeries series, AlarmSettings settings, long firstMinute, long lastMinute) {
    AlarmClock clock = new AlarmClock(series, settings, (lastMinute + 1) * MetricSeries.MINUTE);
    clock.run(firstMinute * MetricSeries.MINUTE);
    return clock.episodes;
  }

  private static int step(AlarmSettings settings) {
    if (settings.period() < MetricSeries.MINUTE) {
      return SHORTEST_PERIOD;
    }
    return (long) settings.period() * settings.evaluationPeriods() > DAY
        ? HOUR
        : MetricSeries.MINUTE;
  }

  private void run(long start) {
    // Where missing data breaches, what was before the first event must not count as missing.
    long known =
        settings.treatMissingData() == TreatMissingData.BREACHING
            ? start + (long) settings.period() * settings.evaluationPeriods()
            : start + 1;
    for (long time = evaluationFrom(known); time <= end; time = next(time)) {
      evaluate(time);
    }
    if (state == AlarmState.ALARM) {
      episodes.add(episode(Optional.empty()));
    }
  }

  private void evaluate(long time) {
    periods.slideTo(time);
    for (int i = 0; i < periods.count(); i++) {
      range.set(i, dataPoint(i));
    }
    AlarmState before = state;
    state = range.evaluate(before);
    if (state == AlarmState.ALARM) {
      if (before != AlarmState.ALARM) {
        on = time;
        firstBreach = time;
        peak = 0;
      }
      lastOn = time;
      int end = range.countedEnd();
      for (int i = 0; i < end; i++) {
        if (range.get(i) == DataPoint.BREACHING) {
          firstBreach = Math.min(firstBreach, time - (i + 1L) * settings.period());
          peak = Math.max(peak, periods.sum(i));
        }
      }
    } else if (before == AlarmState.ALARM) {
      episodes.add(episode(Optional.of(Instant.ofEpochSecond(time))));
    }
  }

  private Episode episode(Optional<Instant> until) {
    return new Episode(Instant.ofEpochSecond(on), until, series.sum(firstBreach, lastOn), peak);
  }

  private DataPoint dataPoint(int index) {
    if (periods.sum(index) >= settings.threshold()) {
      return DataPoint.BREACHING;
    }
    return periods.hasData(index) ? DataPoint.NOT_BREACHING : DataPoint.MISSING;
  }

  /** The next evaluation that could find something new; those between change no state. */
  private long next(long time) {
    boolean quiet = periods.isQuiet();
    boolean staysOff =
        state != AlarmState.ALARM && settings.treatMissingData() != TreatMissingData.BREACHING;
    if (quiet && staysOff) {
      return evaluationAfter(periods.nextMatch());
    }
    if (quiet && periods.isEmpty()) {
      return evaluationAfter(periods.nextData());
    }
    return time + step;
  }

  private long evaluationAfter(OptionalLong data) {
    return data.isPresent() ? evaluationFrom(data.getAsLong() + 1) : Long.MAX_VALUE;
  }

  private long evaluationFrom(long time) {
    return -Math.floorDiv(-time, step) * (long) step;
  }
}

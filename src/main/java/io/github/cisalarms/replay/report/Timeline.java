package io.github.cisalarms.replay.report;

import io.github.cisalarms.replay.AlarmResult;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.clock.Episode;
import io.github.cisalarms.replay.clock.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The span of a replay, drawn from left to right in a box that is 1000 wide.
 *
 * @param first where it starts
 * @param end where it ends: a minute after the last event
 */
record Timeline(Instant first, Instant end) {

  private static final int BINS = 120;
  private static final int WIDTH = 1000;
  private static final int BAR_HEIGHT = 64;
  private static final double NARROWEST = 2.5;
  private static final double NARROWEST_GAP = 0.5;

  /** A bar, as the template shows it. */
  record Bar(String x, String width, String y, String height, String title) {}

  static Timeline of(ReplayResult result) {
    Instant first = result.first().orElse(Instant.EPOCH);
    return new Timeline(first, result.last().orElse(first).plusSeconds(MetricSeries.MINUTE));
  }

  /** How much time one bar of events stands for. */
  Duration bin() {
    return span().dividedBy(BINS);
  }

  private Duration span() {
    return Duration.between(first, end);
  }

  private double x(Instant time) {
    return (double) WIDTH * Duration.between(first, time).toSeconds() / span().toSeconds();
  }

  /** A bar for each part of the span that has matching events. */
  List<Bar> bars(List<AlarmResult.MinuteCount> minutes) {
    long[] bins = new long[BINS];
    for (AlarmResult.MinuteCount minute : minutes) {
      int bin = (int) (BINS * x(minute.minute()) / WIDTH);
      bins[Math.min(BINS - 1, Math.max(0, bin))] += minute.events();
    }
    long most = Arrays.stream(bins).max().orElse(0);
    double width = (double) WIDTH / BINS;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (bins[i] > 0) {
        double height = Math.max(3, (double) BAR_HEIGHT * bins[i] / most);
        Instant start = first.plus(span().multipliedBy(i).dividedBy(BINS));
        bars.add(
            new Bar(
                PageText.decimal(i * width),
                PageText.decimal(width - 1),
                PageText.decimal(BAR_HEIGHT - height),
                PageText.decimal(height),
                PageText.readable(start) + ": " + PageText.number(bins[i])));
      }
    }
    return bars;
  }

  /** A bar per episode; those that nobody could tell apart share one. */
  List<Bar> episodeBars(List<Episode> episodes) {
    List<Bar> bars = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= episodes.size(); i++) {
      if (i == episodes.size()
          || x(episodes.get(i).from()) - right(episodes.get(i - 1)) > NARROWEST_GAP) {
        bars.add(episodeBar(episodes.subList(start, i)));
        start = i;
      }
    }
    return bars;
  }

  private double right(Episode episode) {
    return Math.max(x(episode.from()) + NARROWEST, x(episode.until().orElse(end)));
  }

  private Bar episodeBar(List<Episode> episodes) {
    Episode last = episodes.get(episodes.size() - 1);
    double from = Math.min(x(episodes.get(0).from()), WIDTH - NARROWEST);
    String title = PageText.readable(episodes.get(0).from()) + " to " + PageText.until(last) + ", ";
    return new Bar(
        PageText.decimal(from),
        PageText.decimal(right(last) - from),
        "",
        "",
        episodes.size() > 1
            ? title + episodes.size() + " alarms"
            : title + PageText.number(last.events()) + (last.events() == 1 ? " event" : " events"));
  }
}

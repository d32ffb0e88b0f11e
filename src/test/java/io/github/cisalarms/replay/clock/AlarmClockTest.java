package io.github.cisalarms.replay.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.TreatMissingData;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlarmClockTest {

  private static final Instant TEN = Instant.parse("2026-08-03T10:00:00Z");
  private static final long TEN_MINUTE = TEN.getEpochSecond() / 60;
  private static final Pattern SETTINGS =
      Pattern.compile(
          "threshold (\\S+), period (\\d+), (\\d+) of (\\d+), (\\w+)(, no default value)?");

  record Case(String title, String settings, String data, String alarm, List<String> episodes) {
    @Override
    public String toString() {
      return title;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isOnInTheMinutesWrittenOut(Case c) {
    List<Episode> episodes = episodes(c.settings, c.data);
    assertThat(drawn(episodes, c.data.length())).isEqualTo(c.alarm);
    assertThat(episodes).map(AlarmClockTest::described).isEqualTo(c.episodes);
  }

  @Test
  void looksAtPeriodsOfTenSecondsOneByOne() {
    // The data point of 10:01 has the time 10:01:00, whenever in that minute the event was.
    assertThat(episodes("threshold 1, period 10, 1 of 1, notBreaching", "0100"))
        .containsExactly(
            new Episode(
                Instant.parse("2026-08-03T10:01:10Z"),
                Optional.of(Instant.parse("2026-08-03T10:01:40Z")),
                1,
                1));
  }

  @Test
  void evaluatesAlarmsOverSeveralDaysOncePerHour() {
    // Three periods of twelve hours, of which one has to breach; the event comes at 10:30.
    String data = "0".repeat(30) + "1" + "0".repeat(40 * 60);
    assertThat(episodes("threshold 1, period 43200, 1 of 3, notBreaching", data))
        .containsExactly(
            new Episode(
                Instant.parse("2026-08-03T11:00:00Z"),
                Optional.of(Instant.parse("2026-08-04T23:00:00Z")),
                1,
                1));
  }

  @Test
  void skipsYearsOfSilence() {
    MinuteCounts matches = new MinuteCounts();
    long first = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond() / 60;
    long last = Instant.parse("9999-12-31T23:59:00Z").getEpochSecond() / 60;
    matches.add(first);
    matches.add(TEN_MINUTE);
    matches.add(last);
    for (TreatMissingData treat : TreatMissingData.values()) {
      assertThat(
              AlarmClock.episodes(
                  MetricSeries.of(matches),
                  new AlarmSettings(1, 60, 1, Optional.empty(), treat),
                  first,
                  last))
          .as("%s", treat)
          .isNotEmpty();
    }
  }

  private static List<Episode> episodes(String settings, String data) {
    Matcher matcher = SETTINGS.matcher(settings);
    assertThat(matcher.matches()).as(settings).isTrue();
    AlarmSettings parsed =
        new AlarmSettings(
            Double.parseDouble(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(4)),
            Optional.of(Integer.parseInt(matcher.group(3))),
            TreatMissingData.of(matcher.group(5)).orElseThrow());
    MinuteCounts events = new MinuteCounts();
    MinuteCounts matches = new MinuteCounts();
    for (int i = 0; i < data.length(); i++) {
      if (data.charAt(i) != '-') {
        events.add(TEN_MINUTE + i);
        IntStream.range(0, data.charAt(i) - '0').forEach(minuteOf(matches, i));
      }
    }
    long[] minutes = events.minutes();
    return AlarmClock.episodes(
        matcher.group(6) == null
            ? MetricSeries.withZeros(matches, minutes)
            : MetricSeries.of(matches),
        parsed,
        minutes[0],
        minutes[minutes.length - 1]);
  }

  private static IntConsumer minuteOf(MinuteCounts matches, int minute) {
    return ignored -> matches.add(TEN_MINUTE + minute);
  }

  private static String drawn(List<Episode> episodes, int minutes) {
    return IntStream.range(0, minutes)
        .mapToObj(i -> TEN.plusSeconds(60 * (i + 1)))
        .map(time -> episodes.stream().anyMatch(episode -> isOn(episode, time)) ? "A" : ".")
        .collect(Collectors.joining());
  }

  private static boolean isOn(Episode episode, Instant time) {
    return !time.isBefore(episode.from()) && episode.until().map(time::isBefore).orElse(true);
  }

  private static String described(Episode episode) {
    return String.format(
        Locale.ROOT,
        "%s-%s %d event%s, peak %d",
        time(episode.from()),
        episode.until().map(AlarmClockTest::time).orElse("..."),
        episode.events(),
        episode.events() == 1 ? "" : "s",
        episode.peak());
  }

  private static String time(Instant instant) {
    return instant.toString().substring(11, 16);
  }

  static Stream<Case> cases() {
    String[] blocks = TestFiles.text("alarm-minutes.txt").split("\n== ");
    return Arrays.stream(blocks)
        .skip(1)
        .map(
            block -> {
              List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
              return new Case(
                  lines.get(0),
                  lines.get(1).replaceFirst("alarm: +", ""),
                  lines.get(2).replaceFirst("data: +", ""),
                  lines.get(3).replaceFirst("alarm: +", ""),
                  lines.subList(4, lines.size()));
            });
  }
}

package io.github.cisalarms.replay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  private final EventTime eventTime = new EventTime();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-08-03T10:00:00Z",
        "2026-08-03T23:59:59Z",
        "2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2026-08-03T10:00:00.123Z"
      })
  void readsTimes(String text) {
    assertThat(eventTime.seconds(text)).hasValue(Instant.parse(text).getEpochSecond());
  }

  @Test
  void readsTheSameDayAgain() {
    assertThat(eventTime.seconds("2026-08-03T10:00:00Z")).isPresent();
    assertThat(eventTime.seconds("2026-08-03T10:00:01Z"))
        .hasValue(Instant.parse("2026-08-03T10:00:01Z").getEpochSecond());
    assertThat(eventTime.seconds("2026-08-04T10:00:01Z"))
        .hasValue(Instant.parse("2026-08-04T10:00:01Z").getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({"2026-08-03T10:00:00+02:00,2026-08-03T08:00:00Z"})
  void readsOffsets(String text, Instant instant) {
    assertThat(eventTime.seconds(text)).hasValue(instant.getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-30T10:00:00Z",
        "2026-08-03T24:00:00Z",
        "2026-08-03T10:60:00Z",
        "2026-08-03T10:00:60Z",
        "2026-08-03"
      })
  void rejectsWhatIsNoTime(String text) {
    assertThat(eventTime.seconds(text)).isEqualTo(OptionalLong.empty());
  }
}

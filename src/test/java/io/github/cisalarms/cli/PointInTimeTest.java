package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-08-03T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2026-08-01, 2026-08-01T00:00:00Z",
    "2026-08-01T06:30:00Z, 2026-08-01T06:30:00Z",
    "2d, 2026-08-01T12:00:00Z",
    "1h, 2026-08-03T11:00:00Z",
    "15m, 2026-08-03T11:45:00Z",
    "2026-08-01T06:30:00.000+0000, 2026-08-01T06:30:00Z",
    "2026-08-01T06:30:00+0200, 2026-08-01T04:30:00Z"
  })
  void readsWhatPeopleAndAlarmsWrite(String text, Instant time) {
    assertThat(PointInTime.parse(text, NOON)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "0h", "2026-13-01", "10:41", "", "1w", "2026-08-01T06:30"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> PointInTime.parse(text, NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatToWriteInstead() {
    assertThatThrownBy(() -> PointInTime.parse("yesterday", NOON))
        .hasMessage(
            "yesterday: write a day or a time in UTC, such as 2026-08-01 or 2026-08-01T06:00:00Z,"
                + " or how long ago, such as 30d or 12h");
  }
}

package io.github.cisalarms.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as the command line takes it: a day or a time in UTC, such as {@code 2026-08-01} or {@code
 * 2026-08-01T06:00:00Z}, or how long ago, such as {@code 30d}, {@code 12h} or {@code 15m}. Also as
 * the messages of alarms have it: {@code 2026-08-01T06:00:00.000+0000}.
 */
final class PointInTime {

  private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

  private static final DateTimeFormatter OF_ALARM_MESSAGES =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHMM", "Z")
          .toFormatter();

  private PointInTime() {}

  /**
   * The time that a text means.
   *
   * @throws IllegalArgumentException if it means none; the message says what to write instead
   */
  static Instant parse(String text, Clock clock) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return text.endsWith("Z")
          ? Instant.parse(text)
          : OffsetDateTime.parse(text, OF_ALARM_MESSAGES).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          text
              + ": write a day or a time in UTC, such as 2026-08-01 or 2026-08-01T06:00:00Z, or how"
              + " long ago, such as 30d or 12h",
          e);
    }
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "d" -> Duration.ofDays(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofMinutes(count);
    };
  }
}

package io.github.cisalarms.replay.scan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** Reads {@code eventTime}, such as {@code 2026-08-03T10:00:00Z}. */
final class EventTime {

  private static final String SHAPE = "0000-00-00T00:00:00Z";
  private static final int SECONDS_PER_DAY = 86_400;

  // Events of one day come together, and a date takes longer to read than all the rest.
  private String lastDate = "";
  private long lastDay;

  /** The seconds since 1970; empty if the text is no time. */
  OptionalLong seconds(String text) {
    try {
      if (!hasShape(text)) {
        return OptionalLong.of(OffsetDateTime.parse(text).toEpochSecond());
      }
      if (!text.startsWith(lastDate) || lastDate.isEmpty()) {
        lastDay = LocalDate.parse(text.substring(0, 10)).toEpochDay();
        lastDate = text.substring(0, 10);
      }
      int hour = number(text, 11);
      int minute = number(text, 14);
      int second = number(text, 17);
      return hour < 24 && minute < 60 && second < 60
          ? OptionalLong.of(lastDay * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second)
          : OptionalLong.empty();
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean hasShape(String text) {
    if (text.length() != SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char c = text.charAt(i);
      if (SHAPE.charAt(i) == '0' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }
}

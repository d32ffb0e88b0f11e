package io.github.cisalarms.replay.report;

import io.github.cisalarms.replay.clock.Episode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times and numbers as the report shows them. */
final class PageText {

  private PageText() {}

  static String until(Episode episode) {
    return episode.until().map(PageText::readable).orElse("the end of the files");
  }

  /** {@code 2026-08-03 10:00} or with seconds where there are any. */
  static String readable(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace("T", " ")
        .replaceFirst("(:00)?Z$", "");
  }

  static String minute(Instant time) {
    return readable(time.truncatedTo(ChronoUnit.MINUTES));
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

package io.github.cisalarms.report;

import java.util.Map;
import java.util.Optional;

/** What a word of a report means for the reader. */
enum Tone {
  GOOD("32"),
  BAD("31"),
  OPEN("33");

  private static final Map<String, Tone> WORDS =
      Map.of(
          "yes", GOOD, "pass", GOOD, "gained", GOOD, "no", BAD, "fail", BAD, "lost", BAD, "unknown",
          OPEN, "?", OPEN, "allowed", OPEN);

  /** The column in which yes is no good news. */
  private static final String NOISY = "NOISY";

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The tone of a table's cell, if it is a verdict. */
  static Optional<Tone> of(String column, String cell) {
    if (column.equals(NOISY)) {
      return cell.equals("yes") ? Optional.of(OPEN) : Optional.empty();
    }
    return Optional.ofNullable(WORDS.get(cell));
  }

  /** Of the colour, as terminals know it since ECMA-48. */
  String code() {
    return code;
  }
}

package io.github.cisalarms.chain.value;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a review can say to a question: a plan doesn't tell everything. In order, worst first. */
public enum Answer {
  /** It is known not to hold. */
  NO,
  /** The plan doesn't tell. */
  UNKNOWN,
  /** It is known to hold. */
  YES;

  public static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** The word in {@code detects}, {@code alarms} and {@code notifies}, such as {@code yes}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word for a checker's verdict: {@code pass}, {@code fail} or {@code unknown}. */
  public String verdict() {
    return this == YES ? "pass" : this == NO ? "fail" : word();
  }

  /** Both hold. */
  public Answer and(Answer other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** At least one holds. */
  public Answer or(Answer other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Answer not() {
    return this == YES ? NO : this == NO ? YES : UNKNOWN;
  }
}

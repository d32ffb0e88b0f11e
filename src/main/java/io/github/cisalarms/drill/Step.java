package io.github.cisalarms.drill;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is to be seen of an alarm, in order. */
public enum Step {
  /** The service says that the filter's pattern matches the event, and not its near miss. */
  FILTER,
  /** The alarm goes off. */
  ALARM,
  /** All its actions succeed, as its history says. */
  ACTION,
  /** What it publishes arrives at a queue that is subscribed to its topics. */
  MESSAGE;

  /** Such as {@code filter}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.github.cisalarms.chain;

import java.time.Duration;
import java.util.Optional;

/**
 * What an alarm may take to go off.
 *
 * @param events how many events, 1 or more
 * @param within the longest time in which it may count them; any if empty
 */
public record Allowance(int events, Optional<Duration> within) {

  /** What is allowed where nothing is said: the first event sets it off. */
  public static final Allowance ONE_EVENT = new Allowance(1, Optional.empty());

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if there is less than one event, or no time at all
   */
  public Allowance {
    if (events < 1) {
      throw new IllegalArgumentException(
          events + " is no number of events; write 1 or more, as in 10");
    }
    if (within.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      throw new IllegalArgumentException("there is no time to count events in; write 15m, or 1h");
    }
  }

  /** How a message shows it, such as {@code 10 within 15m}. */
  public String shown() {
    return events + within.map(time -> " within " + shown(time.toSeconds())).orElse("");
  }

  /** A time as it is written, in the largest unit that has no fraction, such as {@code 15m}. */
  public static String shown(long seconds) {
    return seconds % 3600 == 0
        ? seconds / 3600 + "h"
        : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}

package io.github.cisalarms.who;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time in which events are looked for, by their time in the log group.
 *
 * @param from the first moment
 * @param until the last moment
 */
public record Window(Instant from, Instant until) {

  /** How late a data point may be before the alarm sees it. */
  private static final Duration DELAY = Duration.ofMinutes(10);

  /** How long a stated time may differ from the alarm's own. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(5);

  /** How much of an alarm that stays on is looked at. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException if it ends before it begins
   */
  public Window {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException(from + " to " + until + " is no time: it ends before");
    }
  }

  /** What made an alarm go off, and what came while it was on, for an hour at most. */
  static Window of(Episode episode, Duration evaluated, Instant now) {
    Instant latest = episode.from().plus(LONGEST);
    Instant end = episode.until().orElse(now);
    return around(episode.from(), end.isBefore(latest) ? end : latest, evaluated);
  }

  /** What may have made an alarm go off at about a time. */
  static Window at(Instant time, Duration evaluated) {
    return around(time, time.plus(AFTERWARDS), evaluated);
  }

  private static Window around(Instant time, Instant end, Duration evaluated) {
    Instant from = time.minus(evaluated).minus(DELAY);
    return new Window(from, end.isBefore(time) ? time : end);
  }

  /** From a time until now. */
  static Optional<Window> since(Optional<Instant> from, Instant now) {
    return from.map(start -> new Window(start, now));
  }
}

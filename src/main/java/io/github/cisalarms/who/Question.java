package io.github.cisalarms.who;

import java.time.Instant;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param subject the name or ARN of an alarm, or the slug of a control
 * @param since from when on; empty if the alarm says it
 * @param at at about which time; empty if the alarm says it
 * @param logGroup the log group, where the filters do not say it or are in several
 */
public record Question(
    String subject, Optional<Instant> since, Optional<Instant> at, Optional<String> logGroup) {

  /**
   * @throws IllegalArgumentException if both times are given
   */
  public Question {
    if (since.isPresent() && at.isPresent()) {
      throw new IllegalArgumentException("say since when, or at which time, and not both");
    }
  }

  /** The region that the subject names, if it is an ARN. */
  public Optional<String> region() {
    String[] parts = subject.split(":", 7);
    return subject.startsWith("arn:") && parts.length == 7 && !parts[3].isEmpty()
        ? Optional.of(parts[3])
        : Optional.empty();
  }
}

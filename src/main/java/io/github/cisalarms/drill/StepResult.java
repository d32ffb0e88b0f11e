package io.github.cisalarms.drill;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a step.
 *
 * @param after for what was seen: how long after the event was written, or the state was set; of
 *     the filter, how long the service took to answer
 * @param reason for what was not seen: why, as far as can be told; else empty
 */
public record StepResult(Status status, Optional<Duration> after, String reason) {

  /** Whether something was seen. */
  public enum Status {
    /** It is being waited for, or will be. */
    OPEN,
    SEEN,
    NOT_SEEN,
    /** A step before it failed, so that there was nothing to see. */
    NOT_TRIED,
    /** Nobody asked for it. */
    NOT_ASKED;

    /** Such as {@code not-seen}. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static StepResult open() {
    return new StepResult(Status.OPEN, Optional.empty(), "");
  }

  static StepResult seen(Duration after) {
    return new StepResult(Status.SEEN, Optional.of(after), "");
  }

  static StepResult notSeen(String reason) {
    return new StepResult(Status.NOT_SEEN, Optional.empty(), reason);
  }

  static StepResult notTried() {
    return new StepResult(Status.NOT_TRIED, Optional.empty(), "");
  }

  static StepResult notAsked() {
    return new StepResult(Status.NOT_ASKED, Optional.empty(), "");
  }

  /** Whether it was asked for and not seen. */
  boolean failed() {
    return status == Status.NOT_SEEN || status == Status.NOT_TRIED;
  }
}

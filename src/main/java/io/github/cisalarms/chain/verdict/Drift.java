package io.github.cisalarms.chain.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cisalarms.chain.value.Shown;
import java.util.Locale;

/**
 * A difference between what an account has and what its configuration says.
 *
 * @param resource what differs: its address in the stack, or its name or ARN if no stack has it
 * @param what what is so, as a sentence without its full stop
 */
public record Drift(Kind kind, String resource, String what) {

  /** The kinds of differences. */
  public enum Kind {
    /** The account does not have it. */
    MISSING,
    /** The account has it with other settings. */
    CHANGED,
    /** No stack has it. */
    ADDITIONAL;

    /** The word in reports, such as {@code missing}. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Texts of accounts are made fit to be shown. */
  public Drift {
    resource = Shown.text(resource);
    what = Shown.text(what);
  }
}

package io.github.cisalarms.chain.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cisalarms.chain.value.Answer;
import java.util.Locale;

/** What a plan does to a control. Of a state, which changes nothing: what it is. */
public enum Change {
  /** It did not hold before and does after. */
  GAINED,
  /** It held before and does not after. */
  LOST,
  /** It holds before and after. */
  KEPT,
  /** It does not hold before, nor after. */
  LEFT_BROKEN,
  /** The plan does not tell. */
  UNKNOWN;

  public static Change of(Answer before, Answer after) {
    if (after == Answer.UNKNOWN || before == Answer.UNKNOWN && after == Answer.YES) {
      return UNKNOWN;
    }
    if (after == Answer.YES) {
      return before == Answer.YES ? KEPT : GAINED;
    }
    return before == Answer.YES ? LOST : LEFT_BROKEN;
  }

  /** The word in reports, such as {@code left-broken}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

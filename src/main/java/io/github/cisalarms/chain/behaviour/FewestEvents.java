package io.github.cisalarms.chain.behaviour;

import io.github.cisalarms.chain.value.Answer;
import java.util.Optional;
import java.util.function.IntFunction;

/** Finds how many events it takes, where more events never undo what fewer do. */
final class FewestEvents {

  /** More than anybody may allow. */
  private static final int MAX = 1_000_000_000;

  private FewestEvents() {}

  /**
   * The fewest events with which something happens; empty if it happens with no number of them, or
   * if that isn't known.
   */
  static Optional<Integer> thatMake(IntFunction<Answer> happens) {
    int enough = 1;
    while (happens.apply(enough) == Answer.NO) {
      if (enough >= MAX) {
        return Optional.empty();
      }
      enough = Math.min(MAX, enough * 2);
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int between = tooFew + (enough - tooFew) / 2;
      if (happens.apply(between) == Answer.YES) {
        enough = between;
      } else {
        tooFew = between;
      }
    }
    return Optional.of(enough).filter(events -> happens.apply(events) == Answer.YES);
  }
}

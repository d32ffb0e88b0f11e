package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.value.Answer;
import java.util.Set;

/** One thing that has to hold of a chain. Its id is the name of its class. */
public interface Rule {

  /** When in following a chain a rule can be asked: once the part that it is about is chosen. */
  enum Stage {
    TRAIL,
    FILTER,
    ALARM,
    ACTION,
    SUBSCRIPTION
  }

  Stage stage();

  /** The link that breaks if it doesn't hold. */
  Link link();

  /** What it asks for, as a sentence. */
  String asks();

  /** Whose verdict it is part of. */
  Set<Judge> judges();

  /** Whether only a live account can break it; a plan isn't asked. */
  default boolean isOfAccountsAlone() {
    return false;
  }

  /**
   * Looks at a chain. The rule that comes first in its stage is also asked where the plan has
   * nothing for this stage; the others only where it has.
   */
  Finding check(Chain chain);

  default String id() {
    return getClass().getSimpleName();
  }

  default Finding finding(Answer answer, String address, String message, String remedy) {
    return new Finding(id(), link(), answer, address, message, answer == Answer.YES ? "" : remedy);
  }

  default Finding holds(String address, String message) {
    return finding(Answer.YES, address, message, "");
  }

  /** What holds as far as can be known: said as an assumption, and what would confirm it. */
  default Finding likely(String address, String message, String confirmation) {
    return new Finding(id(), link(), Answer.YES, address, message, confirmation);
  }

  default Finding broken(String address, String message, String remedy) {
    return finding(Answer.NO, address, message, remedy);
  }

  default Finding unclear(String address, String message, String remedy) {
    return finding(Answer.UNKNOWN, address, message, remedy);
  }
}

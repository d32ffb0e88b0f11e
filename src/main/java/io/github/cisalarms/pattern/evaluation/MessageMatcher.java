package io.github.cisalarms.pattern.evaluation;

import io.github.cisalarms.pattern.language.Syntax;
import io.github.cisalarms.pattern.language.TextSearch;
import java.util.function.Predicate;

/** Compiles the kinds of pattern that look at a message as text: all but JSON patterns. */
public final class MessageMatcher {

  private MessageMatcher() {}

  /** A regular expression somewhere in the message. */
  public static Predicate<String> of(Syntax.Regex pattern) {
    return pattern.regex()::foundIn;
  }

  /** Terms somewhere in the message. Optional terms count only when there are no others. */
  public static Predicate<String> of(Syntax.Terms pattern) {
    boolean onlyOptional =
        pattern.terms().stream().allMatch(term -> term.role() == Syntax.Role.OPTIONAL);
    return onlyOptional
        ? pattern.terms().stream()
            .map(term -> contains(term.text()))
            .reduce(message -> false, Predicate::or)
        : pattern.terms().stream()
            .map(MessageMatcher::required)
            .reduce(message -> true, Predicate::and);
  }

  private static Predicate<String> required(Syntax.Term term) {
    return switch (term.role()) {
      case REQUIRED -> contains(term.text());
      case EXCLUDED -> contains(term.text()).negate();
      case OPTIONAL -> message -> true;
    };
  }

  /** A text somewhere in the message, found in time linear in both. */
  public static Predicate<String> contains(String text) {
    TextSearch search = new TextSearch(text);
    return message -> search.indexIn(message, 0) >= 0;
  }
}

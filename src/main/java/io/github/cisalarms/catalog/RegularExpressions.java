package io.github.cisalarms.catalog;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Regular expressions that must all be found somewhere in the text: the reading of Prowler and
 * Steampipe.
 *
 * <p>RE2/J runs them in linear time, since a review judges texts of unknown origin. It has no
 * lookahead: a chain of lookaheads that ask for one thing each is one expression for each of them.
 * The dot matches line breaks, as in both tools.
 */
record RegularExpressions(String name, List<Pattern> expressions, String note)
    implements CheckerRule {

  RegularExpressions {
    expressions = List.copyOf(expressions);
  }

  /** Compiles the expressions. */
  static RegularExpressions of(String name, List<String> expressions, String note) {
    return new RegularExpressions(
        name,
        expressions.stream().map(regex -> Pattern.compile(regex, Pattern.DOTALL)).toList(),
        note);
  }

  @Override
  public String compares() {
    return expressions.size() == 1
        ? "a regular expression"
        : expressions.size() + " regular expressions, in any order";
  }

  @Override
  public boolean accepts(String pattern) {
    return expressions.stream().allMatch(regex -> regex.matcher(pattern).find());
  }
}

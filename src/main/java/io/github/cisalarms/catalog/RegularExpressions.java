package io.github.cisalarms.catalog;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Regular expressions that must all be found somewhere in the text: the reading of Prowler and
 * Steampipe.
 *
 * <p>RE2/J runs them in linear time, since a review judges texts of unknown origin. It has no
 * lookahead: a chain of lookaheads that ask for one thing each is one expression for each of them.
 * The dot matches line breaks, as in both tools.
 */
record RegularExpressions(String name, List<String> expressions, String note)
    implements CheckerRule {

  /** Those that were asked for. Most commands ask for a few, and compiling all takes them 15 ms. */
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  RegularExpressions {
    expressions = List.copyOf(expressions);
  }

  @Override
  public String compares() {
    return expressions.size() == 1
        ? "a regular expression"
        : expressions.size() + " regular expressions, in any order";
  }

  @Override
  public boolean accepts(String pattern) {
    return expressions.stream().allMatch(regex -> compiled(regex).matcher(pattern).find());
  }

  private static Pattern compiled(String regex) {
    return COMPILED.computeIfAbsent(regex, any -> Pattern.compile(regex, Pattern.DOTALL));
  }
}

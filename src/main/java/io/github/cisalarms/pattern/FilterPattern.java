package io.github.cisalarms.pattern;

import io.github.cisalarms.pattern.comparison.TermCoverage;
import io.github.cisalarms.pattern.language.InvalidPatternException;
import io.github.cisalarms.pattern.language.Parser;
import io.github.cisalarms.pattern.language.Syntax;
import io.github.cisalarms.pattern.printing.InsightsPrinter;
import io.github.cisalarms.pattern.printing.Printer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A CloudWatch Logs filter pattern, as a metric filter, a subscription filter or {@code aws logs
 * test-metric-filter} takes it.
 *
 * <pre>{@code
 * FilterPattern pattern = FilterPattern.parse("{ $.eventName = \"ConsoleLogin\" }");
 * pattern.matches("{\"eventName\":\"ConsoleLogin\"}"); // true
 * }</pre>
 *
 * <p>All of the language is understood: conditions on JSON fields ({@code { $.a = 1 }}), terms
 * ({@code ERROR -timeout}), regular expressions ({@code %ERROR|WARN%}), fields separated by blanks
 * ({@code [ip, ..., status = 4*]}) and the empty pattern, which matches everything.
 *
 * <p>Immutable and safe for use by several threads. To test many events, or several patterns
 * together, use a {@link PatternSet}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">
 *     Filter pattern syntax</a>
 */
public final class FilterPattern {

  /** The longest pattern that the service takes, in characters. */
  public static final int MAX_LENGTH = 1024;

  private final String text;
  private final Syntax syntax;

  /** Printed when it is asked for: who tests events never asks. Threads that do it twice agree. */
  private String canonical;

  private FilterPattern(String text, Syntax syntax) {
    this.text = text;
    this.syntax = syntax;
  }

  /**
   * Reads a pattern.
   *
   * @param text the pattern, as it is given to the service
   * @throws FilterPatternException if the service would not take it; the message shows where and
   *     why, and says what to write instead
   */
  public static FilterPattern parse(String text) {
    int length = text.codePointCount(0, text.length());
    if (length > MAX_LENGTH) {
      throw new FilterPatternException(
          text,
          text.offsetByCodePoints(0, MAX_LENGTH),
          "a pattern has at most " + MAX_LENGTH + " characters, this one has " + length,
          "spread the conditions over several metric filters");
    }
    try {
      return new FilterPattern(text, Parser.parse(text));
    } catch (InvalidPatternException e) {
      throw FilterPatternException.of(e);
    }
  }

  /**
   * Whether the pattern matches a log event.
   *
   * @param message the text of one event, without a line end
   */
  public boolean matches(String message) {
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    return PatternSet.of(List.of(this)).matcher().matches(utf8, 0, utf8.length).get(0);
  }

  /**
   * Why the pattern matches a log event or doesn't: the conditions that decide, and what the event
   * has there.
   *
   * @param message the text of one event, without a line end
   */
  public Explanation explain(String message) {
    return syntax.accept(new Explainer(message));
  }

  /**
   * What this pattern is to another one by the events they match: equivalent to it, narrower,
   * wider, or something else; with events that show it.
   *
   * <p>An answer other than {@link PatternComparison.Relation#UNKNOWN} is certain, and takes well
   * under a second.
   *
   * @param other such as the pattern that a control asks for
   */
  public PatternComparison comparedWith(FilterPattern other) {
    return PatternComparer.compare(this, other);
  }

  /** Whether it is a pattern on JSON fields: one that matches JSON objects and nothing else. */
  public boolean isJson() {
    return syntax instanceof Syntax.Json;
  }

  /**
   * Whether this is a pattern of terms that finds every message that a JSON pattern matches, as far
   * as the JSON pattern itself tells: what it compares with, and the names of the fields that have
   * to be there. It is taken for granted that messages write these as they are, as CloudTrail does,
   * and not with escapes such as {@code \\u0041}.
   *
   * @return false also if it isn't known
   */
  public boolean findsAllOf(FilterPattern json) {
    return syntax instanceof Syntax.Terms terms
        && json.syntax instanceof Syntax.Json conditions
        && TermCoverage.covers(terms.terms(), conditions.condition());
  }

  /** The text as it was given to {@link #parse}. */
  public String text() {
    return text;
  }

  /**
   * The pattern as a condition of CloudWatch Logs Insights: what stands after {@code filter} in a
   * query that finds the events. It may find a few more: a field that is missing is not compared in
   * the same way everywhere.
   *
   * @return empty for what that language has no words for: patterns that are not on JSON fields,
   *     wildcards in selectors, {@code IS NULL}, {@code IS TRUE} and {@code IS FALSE}
   */
  public Optional<String> insightsFilter() {
    return syntax.accept(new InsightsPrinter());
  }

  /**
   * The canonical form: the same for all patterns that differ only in blanks, parentheses that
   * change nothing, quotes that change nothing, the order of {@code &&} and {@code ||} operands and
   * their repetition. It can be longer than the service takes.
   */
  @Override
  public String toString() {
    String known = canonical;
    if (known == null) {
      known = syntax.accept(new Printer());
      canonical = known;
    }
    return known;
  }

  /** Whether the other is a pattern with the same canonical form. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FilterPattern pattern && pattern.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  Syntax syntax() {
    return syntax;
  }
}

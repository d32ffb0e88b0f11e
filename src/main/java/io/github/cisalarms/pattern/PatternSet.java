package io.github.cisalarms.pattern;

import io.github.cisalarms.pattern.evaluation.JsonProgram;
import io.github.cisalarms.pattern.evaluation.MessageMatcher;
import io.github.cisalarms.pattern.evaluation.SpaceDelimitedMatcher;
import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.InvalidPatternException;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Parser;
import io.github.cisalarms.pattern.language.Selector;
import io.github.cisalarms.pattern.language.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Patterns that are tested together: an event is read once for all of them.
 *
 * <p>Immutable and safe for use by several threads. Each thread takes a {@link #matcher()} of its
 * own and gives it one event after the other:
 *
 * <pre>{@code
 * PatternSet set = PatternSet.of(patterns, List.of("$.eventTime", "$.userIdentity.arn"));
 * PatternMatcher matcher = set.matcher();
 * BitSet matched = matcher.matches(buffer, offset, length);
 * if (matched.get(0)) {
 *   matcher.value(1).ifPresent(arn -> ...);
 * }
 * }</pre>
 */
public final class PatternSet {

  private final List<FilterPattern> patterns;
  private final JsonProgram program;
  private final int selectorCount;

  // Per pattern: the index of its condition in the program, or the test of the whole message.
  private final List<Optional<Integer>> conditions = new ArrayList<>();
  private final List<Optional<Predicate<String>>> messageTests = new ArrayList<>();

  private PatternSet(List<FilterPattern> patterns, List<Selector> selectors) {
    this.patterns = List.copyOf(patterns);
    this.selectorCount = selectors.size();
    List<Expr<JsonCondition>> json = new ArrayList<>();
    Syntax.Visitor<Void> compiler =
        new Syntax.Visitor<>() {
          @Override
          public Void visitEverything(Syntax.Everything everything) {
            return message(text -> true);
          }

          @Override
          public Void visitTerms(Syntax.Terms terms) {
            return message(MessageMatcher.of(terms));
          }

          @Override
          public Void visitRegex(Syntax.Regex regex) {
            return message(MessageMatcher.of(regex));
          }

          @Override
          public Void visitSpaceDelimited(Syntax.SpaceDelimited spaceDelimited) {
            return message(new SpaceDelimitedMatcher(spaceDelimited));
          }

          @Override
          public Void visitJson(Syntax.Json pattern) {
            conditions.add(Optional.of(json.size()));
            messageTests.add(Optional.empty());
            json.add(pattern.condition());
            return null;
          }

          private Void message(Predicate<String> test) {
            conditions.add(Optional.empty());
            messageTests.add(Optional.of(test));
            return null;
          }
        };
    this.patterns.forEach(pattern -> pattern.syntax().accept(compiler));
    this.program = JsonProgram.of(json, selectors);
  }

  /**
   * Joins patterns.
   *
   * @param patterns known from here on by their index; may be empty
   */
  public static PatternSet of(List<FilterPattern> patterns) {
    return new PatternSet(patterns, List.of());
  }

  /**
   * Joins patterns, and selectors whose values are wanted of each event.
   *
   * @param patterns known from here on by their index; may be empty
   * @param selectors as in a JSON pattern, such as {@code $.userIdentity.arn}; known by their index
   *     to {@link PatternMatcher#value}. Reading their values costs nothing more than the text of
   *     the values: it is done in the same pass.
   * @throws FilterPatternException if one of them is no selector
   */
  public static PatternSet of(List<FilterPattern> patterns, List<String> selectors) {
    try {
      return new PatternSet(patterns, selectors.stream().map(Parser::selector).toList());
    } catch (InvalidPatternException e) {
      throw FilterPatternException.of(e);
    }
  }

  /** The patterns, in their order. */
  public List<FilterPattern> patterns() {
    return patterns;
  }

  /** A new matcher for these patterns, for use by one thread at a time. */
  public PatternMatcher matcher() {
    return new PatternMatcher(this);
  }

  JsonProgram program() {
    return program;
  }

  int selectorCount() {
    return selectorCount;
  }

  /** For a JSON pattern: the index of its condition in the program. */
  Optional<Integer> condition(int pattern) {
    return conditions.get(pattern);
  }

  /** For any other pattern: the test of the message. */
  Optional<Predicate<String>> messageTest(int pattern) {
    return messageTests.get(pattern);
  }
}

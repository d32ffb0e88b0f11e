package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.PatternComparison.Relation;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/**
 * What {@link FilterPattern#comparedWith} says of two patterns has to hold of every event. The
 * patterns are related, so that most comparisons say something; wildcards have repeated pieces, of
 * which the service finds the first alone.
 */
class ComparisonPropertiesTest {

  private static final Set<Relation> ORDERED =
      Set.of(Relation.EQUIVALENT, Relation.NARROWER, Relation.WIDER);

  @Property(tries = 1000)
  void holdsOfEveryEvent(
      @ForAll("pairs") Tuple2<FilterPattern, FilterPattern> pair,
      @ForAll @Size(40) List<@From("events") String> events) {
    FilterPattern first = pair.get1();
    FilterPattern second = pair.get2();
    PatternComparison comparison = first.comparedWith(second);
    Statistics.label("relation")
        .collect(comparison.relation())
        .coverage(
            found -> {
              found.check(Relation.EQUIVALENT).count(atLeast(50));
              found.check(Relation.NARROWER).count(atLeast(50));
              found.check(Relation.WIDER).count(atLeast(50));
              found.check(Relation.DISJOINT).count(atLeast(5));
            });
    PatternMatcher both = PatternSet.of(List.of(first, second)).matcher();
    boolean told = false;
    for (String event : events) {
      byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
      BitSet matched = both.matches(utf8, 0, utf8.length);
      told |= !matched.isEmpty();
      assertThat(isPossible(comparison.relation(), matched.get(0), matched.get(1)))
          .as("%s: %s, %s on %s", comparison, first, second, event)
          .isTrue();
    }
    if (ORDERED.contains(comparison.relation())) {
      Statistics.label("an event was matched that could contradict")
          .collect(told)
          .coverage(found -> found.check(true).count(atLeast(100)));
    }
    comparison
        .missed()
        .ifPresent(e -> assertThat(naive(second, e) && !naive(first, e)).as(e).isTrue());
    comparison
        .extra()
        .ifPresent(e -> assertThat(naive(first, e) && !naive(second, e)).as(e).isTrue());
  }

  private static boolean naive(FilterPattern pattern, String event) {
    return NaiveEvaluator.matches(pattern, event);
  }

  private static boolean isPossible(Relation relation, boolean inFirst, boolean inSecond) {
    return switch (relation) {
      case EQUIVALENT -> inFirst == inSecond;
      case NARROWER -> !inFirst || inSecond;
      case WIDER -> inFirst || !inSecond;
      case DISJOINT -> !inFirst || !inSecond;
      case OVERLAPPING, UNKNOWN -> true;
    };
  }

  private static Predicate<Integer> atLeast(int count) {
    return found -> found >= count;
  }

  /** The relation that two globs have on one field must hold of any text that they are tried on. */
  @Property(tries = 2000)
  void ofWildcardsHoldsOfEveryText(
      @ForAll("globs") String first,
      @ForAll("globs") String second,
      @ForAll @Size(40) List<@From("texts") String> values) {
    FilterPattern one = FilterPattern.parse("{ $.a = \"" + first + "\" }");
    FilterPattern other = FilterPattern.parse("{ $.a = \"" + second + "\" }");
    Relation relation = one.comparedWith(other).relation();
    Statistics.label("relation of wildcards")
        .collect(relation)
        .coverage(
            found -> {
              found.check(Relation.EQUIVALENT).count(atLeast(5));
              found.check(Relation.NARROWER).count(atLeast(50));
              found.check(Relation.WIDER).count(atLeast(50));
              found.check(Relation.UNKNOWN).count(count -> count == 0);
            });
    for (String value : values) {
      String event = "{\"a\":\"" + value + "\"}";
      assertThat(isPossible(relation, one.matches(event), other.matches(event)))
          .as("%s is %s to %s: %s", first, relation, second, value)
          .isTrue();
    }
  }

  /** The text for Logs Insights may find more events than the pattern, never fewer. */
  @Property(tries = 1000)
  void insightsLeavesOutNoEventThatMatches(
      @ForAll("pairs") Tuple2<FilterPattern, FilterPattern> pair,
      @ForAll @Size(40) List<@From("plainEvents") String> events) {
    FilterPattern pattern = pair.get2();
    pattern
        .insightsFilter()
        .ifPresent(
            filter -> {
              List<String> matching = events.stream().filter(pattern::matches).toList();
              Statistics.label("events that match")
                  .collect(!matching.isEmpty())
                  .coverage(found -> found.check(true).count(atLeast(200)));
              assertThat(matching)
                  .as("%s as %s", pattern, filter)
                  .allMatch(event -> InsightsEvaluator.matches(filter, event));
            });
  }

  @Provide
  Arbitrary<Tuple2<FilterPattern, FilterPattern>> pairs() {
    return Combinators.combine(
            expressions(2), conditions(), expressions(1), Arbitraries.of(0, 1, 1, 2, 2, 3, 4))
        .as(
            (text, condition, other, how) ->
                Tuple.of(
                    text,
                    switch (how) {
                      case 1 -> "(" + text + ") || " + condition;
                      case 2 -> "(" + text + ") && " + condition;
                      case 3 -> text.replaceFirst("1", "11");
                      case 4 -> "(" + text + ") && (" + other + ") || " + text;
                      default -> other;
                    }))
        .map(texts -> Tuple.of(pattern(texts.get1()), pattern(texts.get2())));
  }

  private static FilterPattern pattern(String condition) {
    return FilterPattern.parse("{ " + condition + " }");
  }

  private static Arbitrary<String> expressions(int depth) {
    if (depth == 0) {
      return conditions();
    }
    Arbitrary<String> joined =
        Combinators.combine(
                expressions(depth - 1).list().ofMinSize(1).ofMaxSize(2),
                Arbitraries.of(" && ", " || "))
            .as((operands, operator) -> "(" + String.join(operator, operands) + ")");
    return Arbitraries.oneOf(conditions(), joined);
  }

  private static Arbitrary<String> conditions() {
    Arbitrary<String> selectors =
        Arbitraries.of("$.a", "$.a", "$.a", "$.b", "$.a.b", "$.a[0]", "$.['b']");
    Arbitrary<String> equalities =
        Combinators.combine(
                selectors,
                Arbitraries.of(" = ", " != "),
                Arbitraries.oneOf(
                    globText().map(glob -> "\"" + glob + "\""),
                    Arbitraries.of("1", "11", "1.0", "0.5", "\"1\"", "\"11\"", "x", "+1", "1e3")))
            .as((selector, operator, value) -> selector + operator + value);
    Arbitrary<String> orders =
        Combinators.combine(
                selectors, Arbitraries.of(" < ", " <= ", " > ", " >= "), Arbitraries.of("0", "11"))
            .as((selector, operator, value) -> selector + operator + value);
    Arbitrary<String> others =
        Combinators.combine(
                selectors, Arbitraries.of(" IS NULL", " IS TRUE", " IS FALSE", " NOT EXISTS"))
            .as((selector, test) -> selector + test);
    return Arbitraries.frequencyOf(
        Tuple.of(6, equalities), Tuple.of(1, orders), Tuple.of(1, others));
  }

  @Provide
  Arbitrary<String> globs() {
    return globText();
  }

  private static Arbitrary<String> globText() {
    return Arbitraries.oneOf(
        Arbitraries.of("*", "*11", "1*1", "111*111", "*a*ab*", "1*", "*1", "*1*", "*x", "1*1*1"),
        Arbitraries.of("1", "11", "*", "*11", "x", "a", "ab", "1*1")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(pieces -> String.join("", pieces)));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("1", "11", "x", "a", "ab", "aab", "111", "z")
        .list()
        .ofMaxSize(5)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> events() {
    return objects(
        Arbitraries.oneOf(
            texts().map(text -> "\"" + text + "\""),
            Arbitraries.of("1", "11", "111", "1.0", "0.5", "1e3", "1000.0", "1e309", "-1"),
            Arbitraries.of("null", "true", "false", "[]", "{}")));
  }

  /** Without values of which it isn't known how Insights writes them. */
  @Provide
  Arbitrary<String> plainEvents() {
    return objects(
        Arbitraries.oneOf(
            texts().map(text -> "\"" + text + "\""),
            texts().map(text -> "\"" + text + "\\n" + text + "\""),
            Arbitraries.of("\"01\"", "\"1.0\"", "1", "11", "111", "0.5", "-1", "1000")));
  }

  private static Arbitrary<String> objects(Arbitrary<String> scalars) {
    Arbitrary<String> values =
        Arbitraries.frequencyOf(
            Tuple.of(6, scalars),
            Tuple.of(1, scalars.list().ofMaxSize(2).map(list -> list.toString())),
            Tuple.of(1, scalars.map(value -> "{\"b\":" + value + "}")));
    return Combinators.combine(
            values.map(value -> "\"a\":" + value).optional(0.9),
            values.map(value -> "\"b\":" + value).optional(0.6))
        .as(
            (a, b) ->
                Stream.of(a, b)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(",", "{", "}")));
  }
}

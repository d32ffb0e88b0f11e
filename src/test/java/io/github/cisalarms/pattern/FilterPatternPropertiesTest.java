package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.language.Glob;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

class FilterPatternPropertiesTest {

  @Property
  void agreesWithTheNaiveEvaluator(
      @ForAll("jsonPatterns") FilterPattern pattern, @ForAll("events") String event) {
    assertThat(pattern.matches(event))
        .as("%s on %s", pattern, event)
        .isEqualTo(NaiveEvaluator.matches(pattern, event));
  }

  @Property
  void patternsTogetherMatchWhatEachMatchesAlone(
      @ForAll @Size(max = 6) List<@From("anyPatterns") FilterPattern> patterns,
      @ForAll("messages") String message) {
    byte[] utf8 = ("<<" + message + ">>").getBytes(StandardCharsets.UTF_8);
    BitSet matched = PatternSet.of(patterns).matcher().matches(utf8, 2, utf8.length - 4);
    for (int i = 0; i < patterns.size(); i++) {
      assertThat(matched.get(i))
          .as("%s on %s", patterns.get(i), message)
          .isEqualTo(patterns.get(i).matches(message));
    }
  }

  @Property
  void explainsWhatItMatches(
      @ForAll("anyPatterns") FilterPattern pattern, @ForAll("messages") String message) {
    assertThat(pattern.explain(message).matches()).isEqualTo(pattern.matches(message));
  }

  @Property
  void canonicalFormMeansTheSameAndIsItsOwn(
      @ForAll("anyPatterns") FilterPattern pattern, @ForAll("messages") String message) {
    FilterPattern again = FilterPattern.parse(pattern.toString());
    assertThat(again).hasToString(pattern.toString());
    assertThat(again.matches(message)).isEqualTo(pattern.matches(message));
  }

  @Property
  void anyTextIsAPatternOrRefusedAsOne(@ForAll("texts") String text, @ForAll String message) {
    Optional<FilterPattern> pattern = Optional.empty();
    try {
      pattern = Optional.of(FilterPattern.parse(text));
    } catch (FilterPatternException e) {
      assertThat(e.position()).isBetween(0, text.length());
      assertThat(e.getMessage()).startsWith("filter pattern, ");
    }
    pattern.ifPresent(p -> p.matches(message));
  }

  @Property
  void anyBytesAreMatchedOrNot(@ForAll byte[] bytes, @ForAll("anyPatterns") FilterPattern pattern) {
    BitSet matched =
        PatternSet.of(List.of(pattern), List.of("$.a")).matcher().matches(bytes, 0, bytes.length);
    assertThat(matched.length()).isLessThan(2);
  }

  @Property(tries = 2000)
  void wildcardsAreFollowedCharacterByCharacterAsTheyAreSearched(
      @ForAll("globs") String text, @ForAll("repetitions") String value) {
    Glob glob = new Glob(text);
    int place = glob.start();
    for (char c : value.toCharArray()) {
      place = glob.step(place, c);
    }
    assertThat(glob.acceptsAt(place)).as("%s on %s", text, value).isEqualTo(glob.matches(value));
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.of("x", "y", "*", "xy", "*xy", "xyx*", "xx")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> repetitions() {
    return Arbitraries.of("x", "y", "xy", "xyx", "z")
        .list()
        .ofMaxSize(5)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<FilterPattern> jsonPatterns() {
    return expressions(2).map(text -> FilterPattern.parse("{" + text + "}"));
  }

  @Provide
  Arbitrary<FilterPattern> anyPatterns() {
    Arbitrary<String> terms =
        Combinators.combine(
                Arbitraries.of("", "-", "?", "- "),
                Arbitraries.of("x", "y", "\"a\"", "\"x y\"", "1", "x.y", "é", "x-y", "x?1"))
            .as((prefix, term) -> prefix + term)
            .list()
            .ofMaxSize(4)
            .map(list -> String.join(" ", list));
    Arbitrary<String> spaces =
        Combinators.combine(
                Arbitraries.of("p", "p = 1", "p = x* || p = \"y\"", "p != %x%", "", "p > 0.5"),
                Arbitraries.of("q", "...", "q = *y*", "q = x && (q != y || q = 1)", "q <= 1"),
                Arbitraries.of("r", "", "r = \"a\""))
            .as((a, b, c) -> "[" + a + ", " + b + "," + c + "]");
    return Arbitraries.oneOf(
        jsonPatterns(),
        Arbitraries.oneOf(terms, spaces, Arbitraries.of("%x%", "%^x+y?$%", "", " "))
            .map(FilterPattern::parse));
  }

  /** At most two levels of at most three operands, so that the limits of the service hold. */
  private static Arbitrary<String> expressions(int depth) {
    if (depth == 0) {
      return conditions();
    }
    Arbitrary<String> joined =
        Combinators.combine(
                expressions(depth - 1).list().ofMinSize(1).ofMaxSize(3),
                Arbitraries.of("&&", " || "))
            .as((operands, operator) -> String.join(operator, operands));
    return Arbitraries.oneOf(conditions(), joined.map(text -> "(" + text + ")"), joined)
        .filter(text -> occurrences(text, "\\[\\*]|\\.\\*") <= 3 && occurrences(text, "%") <= 4);
  }

  private static int occurrences(String text, String regex) {
    return text.split(regex, -1).length - 1;
  }

  private static Arbitrary<String> conditions() {
    Arbitrary<String> selectors =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of("$.a", "$.b", "$.a.b", "$.['c']", "$.a[0]", "$.a[1].b")),
            Tuple.of(1, Arbitraries.of("$.*", "$.a[*]", "$.a.*.b")));
    Arbitrary<String> equalities =
        Combinators.combine(
                Arbitraries.of(" = ", "!="),
                Arbitraries.of(
                    "x",
                    "\"x\"",
                    "xy",
                    "x*",
                    "*y",
                    "\"*x*y*\"",
                    "*xx",
                    "x*x",
                    "\"*xyx\"",
                    "\"x*xy*x\"",
                    "*",
                    "\"\"",
                    "1",
                    "\"1\"",
                    "+1",
                    "1.0",
                    "1e3",
                    "1e309",
                    "1e-999",
                    "0",
                    "%x%",
                    "%^1%",
                    "true"))
            .as((operator, value) -> operator + value);
    Arbitrary<String> orders =
        Combinators.combine(
                Arbitraries.of("<", "<=", " > ", ">="),
                Arbitraries.of("0", "1", "-1", "0.5", "1e3", "9007199254740992"))
            .as((operator, value) -> operator + value);
    Arbitrary<String> words =
        Arbitraries.of(" IS NULL", " is true", " IS FALSE", " NOT EXISTS", " not  exists");
    return Combinators.combine(selectors, Arbitraries.oneOf(equalities, orders, words))
        .as((selector, test) -> selector + test);
  }

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> texts =
        Arbitraries.of("x", "y", "1", "\"x y\"", "[a", "a]", " ", "xy", "\"", "1.0", "0")
            .list()
            .ofMaxSize(7)
            .map(list -> String.join(" ", list));
    return Arbitraries.oneOf(events(), texts);
  }

  @Provide
  Arbitrary<String> events() {
    Arbitrary<String> garbage = Arbitraries.of("", " ", "x", "}", ",{}", "\n");
    return Combinators.combine(
            objects(3),
            Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just("")), Tuple.of(1, garbage)))
        .as((object, after) -> object + after);
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> scalars =
        Arbitraries.of(
            "\"x\"",
            "\"xy\"",
            "\"xx\"",
            "\"xxx\"",
            "\"xyxyx\"",
            "\"\\u0078y\"",
            "\"yx\"",
            "\"1\"",
            "\"1.0\"",
            "\"\"",
            "\"true\"",
            "\"a\\nb\"",
            "\"\\ud83d\\ude00\"",
            "1",
            "1.0",
            "0",
            "-0",
            "-0.0",
            "1e3",
            "1E3",
            "1e309",
            "1e-999",
            "9007199254740993",
            "100000000000000000000000000001",
            "0.1",
            "true",
            "false",
            "null");
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<String> arrays =
        values(depth - 1).list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]");
    return Arbitraries.oneOf(scalars, scalars, arrays, objects(depth));
  }

  /** Names can stand twice. */
  private static Arbitrary<String> objects(int depth) {
    Arbitrary<String> properties =
        Combinators.combine(Arbitraries.of("a", "b", "c", "\\u0061", "other"), values(depth - 1))
            .as((name, value) -> "\"" + name + "\" : " + value);
    return properties
        .list()
        .ofMaxSize(4)
        .map(list -> list.stream().collect(Collectors.joining(",", "{", "}")));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> fragments =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "$.a",
            "$",
            ".",
            "'",
            "\"",
            "%",
            "*",
            "=",
            "!=",
            "<",
            ">",
            "&&",
            "||",
            "&",
            "NOT",
            "EXISTS",
            "IS",
            "NULL",
            "...",
            ",",
            "x",
            "1",
            "-",
            "?",
            "\\",
            " ",
            "\n",
            "[*]",
            "['a']",
            "\uD83D\uDE00",
            "\uD83D",
            "é",
            "a{1,2}",
            "\\p",
            "+");
    return Arbitraries.oneOf(
        fragments.list().ofMaxSize(25).map(list -> String.join("", list)),
        fragments.list().ofMaxSize(25).map(list -> "{ $.a = " + String.join(" ", list) + "}"),
        fragments.list().ofMaxSize(25).map(list -> "[" + String.join(" ", list) + "]"),
        fragments.list().ofMaxSize(25).map(list -> "%" + String.join("", list) + "%"),
        Arbitraries.strings());
  }
}

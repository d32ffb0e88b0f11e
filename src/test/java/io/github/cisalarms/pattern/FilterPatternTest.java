package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.Explanation.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterPatternTest {

  static Stream<Arguments> canonicalForms() {
    return Stream.of(
        Arguments.of("{($.b=y)||($.a=x)}", "{ $.a = \"x\" || $.b = \"y\" }"),
        Arguments.of(
            "{ $.a = x && ($.b = y || $.c = z) }",
            "{ $.a = \"x\" && ($.b = \"y\" || $.c = \"z\") }"),
        Arguments.of(
            "{ $.a = x || $.b = y && $.c = z }", "{ $.a = \"x\" || $.b = \"y\" && $.c = \"z\" }"),
        Arguments.of("{ (($.a = x) && ($.b = y)) && $.a = x }", "{ $.a = \"x\" && $.b = \"y\" }"),
        Arguments.of("{ ($.a = x || $.a = x) && $.b = y }", "{ $.a = \"x\" && $.b = \"y\" }"),
        Arguments.of(
            "{ ($.a = x && $.b = y || $.b = y && $.a = x) && $.c = z }",
            "{ $.a = \"x\" && $.b = \"y\" && $.c = \"z\" }"),
        Arguments.of("{ $.a[*] = ** && $.['b'].* != 1 }", "{ $.a.* = \"*\" && $.b.* != 1 }"),
        Arguments.of("{ $.['a b'] is null }", "{ $.['a b'] IS NULL }"),
        Arguments.of(
            "{ $.a = \"say \\\"hi\\\" \\\\ \\n\" }", "{ $.a = \"say \\\"hi\\\" \\\\ \\\\n\" }"),
        Arguments.of("{ $.a = 01 || $.a = \"1\" }", "{ $.a = \"1\" || $.a = 01 }"),
        Arguments.of("{ $.a != %x|y% }", "{ $.a != %x|y% }"),
        Arguments.of("\"b\" a -\"c d\" ?x a", "-\"c d\" a b"),
        Arguments.of("?b ?\"a\"", "?a ?b"),
        Arguments.of(" %a b% ", "%a b%"),
        Arguments.of(
            "[ ip,..., (status=4* || status = 5*) && status!=404, ]",
            "[ip, ..., (status = \"4*\" || status = \"5*\") && status != 404, ]"),
        Arguments.of("[ ]", "[]"),
        Arguments.of(" \n ", ""));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("canonicalForms")
  void printsTheCanonicalForm(String text, String canonical) {
    FilterPattern pattern = FilterPattern.parse(text);
    assertThat(pattern).hasToString(canonical);
    assertThat(pattern.text()).isEqualTo(text);
    assertThat(FilterPattern.parse(canonical)).isEqualTo(pattern).hasSameHashCodeAs(pattern);
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiterString = " | ",
      value = {
        "{ $.a = 1 } | { $.a = \"1\" }",
        "{ $.a = 1 } | { $.a = 1.0 }",
        "{ $.a = x } | { $.a = X }",
        "{ $.a[0] = x } | { $.['a[0]'] = x }",
        "{ $.a = x } | { $.a != x }",
        "[a, b] | [b, a]",
      })
  void differentMeaningsDiffer(String left, String right) {
    assertThat(FilterPattern.parse(left)).isNotEqualTo(FilterPattern.parse(right));
  }

  static Stream<Arguments> explanations() {
    return Stream.of(
        Arguments.of(
            "{ $.a = x && ($.b = 1 || $.b = 2) }",
            "{\"a\":\"x\",\"b\":2}",
            true,
            List.of(new Finding("$.a = \"x\"", true, "\"x\""), new Finding("$.b = 2", true, "2"))),
        Arguments.of(
            "{ $.a = x && ($.b = 1 || $.b = 2) }",
            "{\"a\":\"x\",\"b\":{}}",
            false,
            List.of(
                new Finding("$.b = 1", false, "an object"),
                new Finding("$.b = 2", false, "an object"))),
        Arguments.of(
            "{ $.a NOT EXISTS || $.b = x }",
            "{\"a\":null}",
            false,
            List.of(
                new Finding("$.a NOT EXISTS", false, "null"),
                new Finding("$.b = \"x\"", false, "missing"))),
        Arguments.of(
            "{ $.a[*] = 7 }",
            "{\"a\":[1,\"x\",true,[],7,8]}",
            true,
            List.of(new Finding("$.a.* = 7", true, "1, \"x\", true, an array, 7, ..."))),
        Arguments.of(
            "{ $.a = x }",
            "[]",
            false,
            List.of(new Finding("the message is a JSON object", false, "other text"))),
        Arguments.of(
            "{ $.a = x }",
            " {\"a\":\"x\"",
            false,
            List.of(new Finding("the message is a JSON object", false, "broken JSON"))),
        Arguments.of(
            "ERROR -timeout",
            "ERROR: timeout",
            false,
            List.of(new Finding("-timeout", false, "in the message"))),
        Arguments.of(
            "?ERROR ?WARN",
            "INFO",
            false,
            List.of(
                new Finding("?ERROR", false, "not in the message"),
                new Finding("?WARN", false, "not in the message"))),
        Arguments.of(
            "%[0-9]%", "a1", true, List.of(new Finding("%[0-9]%", true, "in the message"))),
        Arguments.of(
            "[a, ..., s = 4*, n > 9]",
            "x y 404 8",
            false,
            List.of(new Finding("n > 9", false, "\"8\""))),
        Arguments.of("[a, b]", "x", false, List.of(new Finding("at least 2 fields", false, "1"))),
        Arguments.of("", "x", true, List.of()));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("explanations")
  void explainsWhatDecided(
      String pattern, String message, boolean matches, List<Finding> findings) {
    assertThat(FilterPattern.parse(pattern).explain(message))
        .isEqualTo(new Explanation(matches, findings));
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiterString = " | ",
      value = {
        "*a*a* | aba | true",
        "*a*a* | a | false",
        "a*a | a | false",
        "a*a | aa | true",
        "*ab | ab | true",
        "*ab | abab | false",
        "a*ab | aabab | false",
        "a*ab | axab | true",
        "*ab* | xabab | true",
        "*a*a | aaa | false",
        "*a*a | aa | true",
        "a*b*c | axbxbxc | true",
        "a*b*c | acb | false",
        "*aab* | aaab | true",
        "*11 | 1111 | false",
        "*11 | 2211 | true",
        "1*1 | 111 | false",
        "1*1 | 121 | true",
        "*1*1 | 111 | false",
        "*1*11 | 1211 | true",
        "*1*11 | 111 | true",
        "*1*11 | 1111 | false",
        "1*1* | 111 | true",
      })
  void wildcardsStandForAnyText(String glob, String value, boolean matches) {
    String event = "{\"a\":\"" + value + "\",\"b\":[\"" + value + "\"]}";
    assertThat(matches("{ $.a = \"" + glob + "\" }", event)).isEqualTo(matches);
    assertThat(matches("{ $.a = " + glob + " }", event)).isEqualTo(matches);
    assertThat(matches("{ $.a != " + glob + " }", event)).isEqualTo(!matches);
    assertThat(matches("{ $.b[*] = " + glob + " }", event)).isEqualTo(matches);
    assertThat(matches("{ $.b[*] != " + glob + " }", event)).isEqualTo(!matches);
    assertThat(matches("[first, a = " + glob + ", last]", "x " + value + " y")).isEqualTo(matches);
    assertThat(matches("[first, a != " + glob + "]", "x \"" + value + "\"")).isEqualTo(!matches);
  }

  private static boolean matches(String pattern, String message) {
    return FilterPattern.parse(pattern).matches(message);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\'',
      value = {
        "a-b | a | true",
        "a-b | a-b | false",
        "a-b | ab | false",
        "a-b | b | false",
        "a-\"b c\" | a b | true",
        "a-\"b c\" | a b c | false",
        "a-b-c | ac | false",
        "a - b | a | true",
        "a - b | ab | false",
        "- \"b c\" | b c | false",
        "a.b | xa.by | true",
        "a.b | a b | false",
        ".b | a.b | true",
        "a?b | a | true",
        "a?b | b | false",
        "?a?b | b | true",
        "?a-b | x | true",
        "café | un café | true",
        "café | cafe | false",
        "日本 | 日本語 | true",
        "-é | e | true",
        "-é | é | false",
      })
  void unquotedTermsEndAtABlankOrAtTheRoleOfTheNext(
      String pattern, String message, boolean matches) {
    assertThat(FilterPattern.parse(pattern).matches(message)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\'',
      value = {
        "$.a IS NULL | {\"a\":[1,null]} | true",
        "$.a IS NULL | {\"a\":[[null]]} | false",
        "$.a[0] IS NULL | {\"a\":[[null]]} | true",
        "$.a[*] IS NULL | {\"a\":[[null]]} | false",
        "$.a[*] IS NULL | {\"a\":{\"b\":null}} | true",
        "$.a[*].b IS NULL | {\"a\":[{\"b\":[null]}]} | false",
        "$.a IS TRUE | {\"a\":[true]} | false",
        "$.a IS FALSE | {\"a\":[false]} | false",
        "$.a[*] IS TRUE | {\"a\":[false,true]} | true",
        "$.a[0] IS FALSE | {\"a\":[false,true]} | true",
        "$.a[0] NOT EXISTS | {\"a\":[]} | true",
        "$.a NOT EXISTS | {\"a\":[]} | false",
      })
  void onlyIsNullLooksIntoArrays(String condition, String message, boolean matches) {
    FilterPattern pattern = FilterPattern.parse("{ " + condition + " }");
    assertThat(pattern.matches(message)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\'',
      value = {
        "ConsoleLogin | $.a = ConsoleLogin | true",
        "Login | $.a = \"*Login*\" && $.b = x | true",
        "\"ConsoleLogin\" eventName | $.eventName = ConsoleLogin | true",
        "ConsoleLogin Failure | $.eventName = ConsoleLogin | false",
        "ConsoleLogin -Failure | $.eventName = ConsoleLogin | false",
        "?ConsoleLogin ?Other | $.eventName = ConsoleLogin | true",
        "?Other ?Another | $.eventName = ConsoleLogin | false",
        "a | $.x = a || $.x = b | false",
        "a | $.x = ab || $.y = ca | true",
        "a | $.x != a | false",
        "field | $.field != a | true",
        "field | $.field NOT EXISTS | false",
        "field | $.field[*] != a | false",
        "\"a\\\"b\" | $.x = \"a\\\"b\" | false",
        "é | $.x = \"é\" | false",
      })
  void termsFindAllOfAJsonPatternIfTheyStandInEachOfItsEvents(
      String terms, String condition, boolean findsAll) {
    assertThat(FilterPattern.parse(terms).findsAllOf(FilterPattern.parse("{ " + condition + " }")))
        .isEqualTo(findsAll);
  }

  @Test
  void readsQuotedTermsWithEscapes() {
    FilterPattern pattern = FilterPattern.parse("\"level\\\":\\\"error\" \"a\\\\b\"");
    assertThat(pattern.matches("{\"level\":\"error\"} a\\b")).isTrue();
    assertThat(pattern.matches("{\"level\":\"error\"} ab")).isFalse();
  }
}

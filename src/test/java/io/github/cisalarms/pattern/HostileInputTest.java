package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What would overflow a stack or take quadratic time. Each of these is answered at once. */
class HostileInputTest {

  private static final int TEN_MEGABYTES = 10_000_000;

  @Test
  void aPatternOfParenthesesIsRefused() {
    assertThatThrownBy(() -> FilterPattern.parse("(".repeat(1024)))
        .isInstanceOf(FilterPatternException.class)
        .hasMessageStartingWith("filter pattern, column 1: '(' can't stand in a term");
    assertThatThrownBy(() -> FilterPattern.parse("{" + "(".repeat(1022) + "}"))
        .isInstanceOf(FilterPatternException.class)
        .hasMessageStartingWith("filter pattern, column 1024: expected a condition, found '}'");
  }

  @Test
  void parenthesesNestAsDeepAsThePatternIsLong() {
    String pattern = "{" + "(".repeat(508) + "$.a=1" + ")".repeat(508) + "}";
    assertThat(FilterPattern.parse(pattern)).hasToString("{ $.a = 1 }");
  }

  @Test
  void operatorsNestAsDeepAsThePatternIsLong() {
    String pattern = "{" + "$.a=1&&($.b=1||(".repeat(56) + "$.c=1" + "))".repeat(56) + "}";
    FilterPattern parsed = FilterPattern.parse(pattern);
    assertThat(parsed.matches("{\"a\":1,\"b\":1}")).isTrue();
    assertThat(parsed.matches("{\"a\":1,\"c\":1}")).isTrue();
    assertThat(parsed.matches("{\"a\":1}")).isFalse();
    assertThat(parsed.explain("{\"a\":1}").findings()).hasSize(2);
    // The same operands on each level: the canonical form is none the longer for it.
    assertThat(parsed.comparedWith(FilterPattern.parse("{ $.a = 1 && ($.b = 1 || $.c = 1) }")))
        .extracting(PatternComparison::relation)
        .isEqualTo(PatternComparison.Relation.EQUIVALENT);
  }

  @Test
  void aSelectorIsAsDeepAsThePatternIsLong() {
    FilterPattern pattern = FilterPattern.parse("{ $" + ".a".repeat(500) + " = 1 }");
    String event = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
    assertThat(pattern.matches(event)).isTrue();
    assertThat(pattern.matches("{\"a\":" + event + "}")).isFalse();
  }

  @Test
  void eventsNestAsDeepAsTheyLike() {
    FilterPattern pattern = FilterPattern.parse("{ $.b = 1 && $.a[0].x NOT EXISTS }");
    String objects = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    String arrays = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(pattern.matches(objects)).isFalse();
    assertThat(pattern.matches("{\"a\":" + objects + ",\"b\":1}")).isTrue();
    assertThat(pattern.matches("{\"a\":" + arrays + ",\"b\":1}")).isTrue();
    assertThat(pattern.matches("{\"a\":" + arrays + "],\"b\":1}")).isFalse();
    assertThat(pattern.matches("{\"b\":2,\"a\":" + arrays + ",\"b\":1}")).isTrue();
  }

  @Test
  void longLinesAreReadOnce() {
    String as = "a".repeat(TEN_MEGABYTES);
    assertThat(FilterPattern.parse("a".repeat(500) + "b").matches(as)).isFalse();
    assertThat(FilterPattern.parse("\"" + "a".repeat(500) + "b\"").matches(as + "b")).isTrue();
    assertThat(FilterPattern.parse("a".repeat(500) + "b -aab").explain(as + "b").findings())
        .containsExactly(new Explanation.Finding("-aab", false, "in the message"));
    assertThat(FilterPattern.parse("%a*a*a*b%").matches(as.substring(0, 100_000))).isFalse();
    assertThat(FilterPattern.parse("[x, y]").matches("[".repeat(100_000) + " [".repeat(100_000)))
        .isTrue();
    assertThat(FilterPattern.parse("[..., y = z]").matches(" \"a [b".repeat(200_001))).isFalse();
    assertThat(
            FilterPattern.parse("{ $.a = \"*" + "a".repeat(400) + "b*c\" }")
                .matches("{\"a\":\"" + as + "\"}"))
        .isFalse();
  }

  @Test
  void longNumbersAreReadOnce() {
    String digits = "9".repeat(TEN_MEGABYTES);
    FilterPattern pattern = FilterPattern.parse("{ $.a > 1e10000000 }");
    assertThat(pattern.matches("{\"a\":" + digits + "}")).isFalse();
    assertThat(pattern.matches("{\"a\":" + digits + "9}")).isTrue();
    assertThat(pattern.matches("{\"a\":-" + digits + "9}")).isFalse();
    assertThat(FilterPattern.parse("{ $.a = 1e2147483647 }").matches("{\"a\":1}")).isFalse();
  }

  @Test
  void longNumbersAreReadOnceAlsoWhereANameStandsTwice() {
    String digits = "9".repeat(TEN_MEGABYTES);
    FilterPattern pattern = FilterPattern.parse("{ $.a > 1e10000000 }");
    assertThat(pattern.matches("{\"a\":1,\"a\":" + digits + "}")).isFalse();
    assertThat(pattern.matches("{\"a\":1,\"a\":" + digits + "9}")).isTrue();
    assertThat(pattern.matches("{\"a\":" + digits + "9,\"a\":1}")).isFalse();
    assertThat(pattern.matches("{\"b\":" + digits + ",\"a\":1,\"a\":2}")).isFalse();
  }

  @Test
  void namesThatShareAHashDoNoHarm() {
    StringBuilder event = new StringBuilder("{");
    for (int i = 0; i < 1 << 13; i++) {
      event.append('"');
      for (int bit = 0; bit < 13; bit++) {
        event.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      event.append("\":1,");
    }
    byte[] utf8 = event.append("\"a\":2}").toString().getBytes(StandardCharsets.UTF_8);
    PatternMatcher matcher = PatternSet.of(List.of(FilterPattern.parse("{ $.* = 2 }"))).matcher();
    for (int i = 0; i < 10; i++) {
      assertThat(matcher.matches(utf8, 0, utf8.length).get(0)).isTrue();
    }
  }

  @Test
  void comparisonGivesUpRatherThanTryEverything() {
    StringBuilder pairs = new StringBuilder("{ ");
    for (char c = 'a'; c <= 'y'; c++) {
      pairs.append("($.").append(c).append(" = x || $.").append(c).append("0 = x) && ");
    }
    assertThat(
            FilterPattern.parse(pairs + "$.z = x }")
                .comparedWith(FilterPattern.parse(pairs + "$.z = x && $.z = x* }")))
        .isEqualTo(unknown("there are too many combinations of values"));
  }

  @Test
  void comparisonGivesUpOnWildcardsThatMeetInTooManyWays() {
    StringBuilder within = new StringBuilder("{ $.a = *a*");
    StringBuilder atStart = new StringBuilder("{ $.a = a*");
    for (char c = 'b'; c <= 'r'; c++) {
      within.append(" || $.a = *").append(c).append('*');
      atStart.append(" || $.a = ").append(c).append('*');
    }
    assertThat(FilterPattern.parse(within + " }").comparedWith(FilterPattern.parse(atStart + " }")))
        .isEqualTo(unknown("there are too many combinations of wildcards"));
  }

  @Test
  void comparisonGivesUpOnWildcardsAmongTooManyCharacters() {
    StringBuilder first = new StringBuilder("{ $.a = \"*");
    StringBuilder second = new StringBuilder("{ $.a = \"*");
    for (int i = 0; i < 480; i++) {
      first.append((char) ('\u4e00' + i)).append('*');
      second.append((char) ('\u5e00' + i)).append('*');
    }
    assertThat(
            FilterPattern.parse(first + "\" }").comparedWith(FilterPattern.parse(second + "\" }")))
        .isEqualTo(unknown("there are too many combinations of wildcards"));
  }

  private static PatternComparison unknown(String reason) {
    return new PatternComparison(
        PatternComparison.Relation.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.of(reason));
  }
}

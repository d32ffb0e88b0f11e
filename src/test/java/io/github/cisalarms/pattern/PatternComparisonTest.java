package io.github.cisalarms.pattern;

import static io.github.cisalarms.pattern.PatternComparison.Relation.DISJOINT;
import static io.github.cisalarms.pattern.PatternComparison.Relation.EQUIVALENT;
import static io.github.cisalarms.pattern.PatternComparison.Relation.NARROWER;
import static io.github.cisalarms.pattern.PatternComparison.Relation.OVERLAPPING;
import static io.github.cisalarms.pattern.PatternComparison.Relation.UNKNOWN;
import static io.github.cisalarms.pattern.PatternComparison.Relation.WIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.PatternComparison.Relation;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatternComparisonTest {

  static Stream<Arguments> comparisons() {
    return Stream.of(
        Arguments.of("{ $.a = x }", EQUIVALENT, "{ ($.a = \"x\") }"),
        Arguments.of("{ $.a = x && $.b = y }", EQUIVALENT, "{ $.b = y && $.a = x }"),
        Arguments.of(
            "{ $.a = x && ($.b = 1 || $.b = 2) }",
            EQUIVALENT,
            "{ ($.a = x && $.b = 1) || ($.a = x && $.b = 2) }"),
        Arguments.of("{ $.a = x || $.a = * }", EQUIVALENT, "{ $.a = * }"),
        Arguments.of("{ $.a = x && $.a = y }", EQUIVALENT, "{ $.b = x && $.b = y }"),
        Arguments.of("{ $.a > 1 && $.a < 1 }", EQUIVALENT, "{ $.a > 2 && $.a < 2 }"),
        Arguments.of("{ $.a = x }", NARROWER, "{ $.a = x || $.a = y }"),
        Arguments.of("{ $.a = x || $.a = y }", WIDER, "{ $.a = x }"),
        Arguments.of("{ $.a = x* }", WIDER, "{ $.a = xy }"),
        Arguments.of("{ $.a = *x* }", WIDER, "{ $.a = *x*x* }"),
        Arguments.of("{ $.a = x* }", OVERLAPPING, "{ $.a = *y }"),
        Arguments.of("{ $.a = x* }", DISJOINT, "{ $.a = y* }"),
        Arguments.of("{ $.a != x }", NARROWER, "{ $.a != x || $.a NOT EXISTS }"),
        Arguments.of("{ $.a = x }", DISJOINT, "{ $.a != x }"),
        Arguments.of("{ $.a = 1 }", NARROWER, "{ $.a >= 1 || $.a = \"1\" }"),
        Arguments.of("{ $.a > 1 }", WIDER, "{ $.a > 2 }"),
        Arguments.of("{ $.a > 1 }", OVERLAPPING, "{ $.a < 2 }"),
        Arguments.of("{ $.a > 1 }", DISJOINT, "{ $.a < 1 }"),
        Arguments.of("{ $.a IS NULL }", DISJOINT, "{ $.a NOT EXISTS }"),
        Arguments.of("{ $.a IS NULL }", DISJOINT, "{ $.a IS TRUE }"),
        Arguments.of("{ $.a = *11 }", NARROWER, "{ $.a = *1* }"),
        // 1111 ends with 11, but the service finds 11 before the end and never goes back.
        Arguments.of("{ $.a = \"1111\" }", DISJOINT, "{ $.a = \"*11\" }"),
        Arguments.of("{ $.a = 111*111 }", DISJOINT, "{ $.a = \"111.111.111.111\" }"),
        Arguments.of("{ $.a != 111*111 }", WIDER, "{ $.a = \"111.111.111.111\" }"),
        Arguments.of("{ $.a = *ab || $.a = *b }", EQUIVALENT, "{ $.a = *b || $.a = *ab }"),
        Arguments.of("{ $.a = *b }", OVERLAPPING, "{ $.a = *ab }"),
        Arguments.of("{ $.a NOT EXISTS }", OVERLAPPING, "{ $.b NOT EXISTS }"),
        Arguments.of("{ $.a.b = x }", NARROWER, "{ $.a.b = x || $.a = y }"),
        Arguments.of("{ $.a[1] = x }", OVERLAPPING, "{ $.a[0] = y }"),
        Arguments.of("{ $.a = %x% && $.b = 1 }", NARROWER, "{ $.a = %x% }"),
        Arguments.of("{ $.a[*] = x && $.b = 1 }", UNKNOWN, "{ $.a[*] = x }"),
        Arguments.of("{ $.a[*] = x && $.a[*] = x }", EQUIVALENT, "{ $.a.* = x }"),
        Arguments.of("{ $.a = %x% }", UNKNOWN, "{ $.a = %xy% }"),
        Arguments.of("", WIDER, "{ $.a = x }"),
        Arguments.of("{ $.a = x || $.a NOT EXISTS }", NARROWER, ""),
        Arguments.of("ERROR  WARN", EQUIVALENT, "WARN ERROR"),
        Arguments.of("ERROR", UNKNOWN, "WARN"));
  }

  @ParameterizedTest(name = "{0} is {1} to {2}")
  @MethodSource("comparisons")
  void findsTheRelation(String left, Relation relation, String right) {
    FilterPattern first = FilterPattern.parse(left);
    FilterPattern second = FilterPattern.parse(right);
    PatternComparison comparison = first.comparedWith(second);
    assertThat(comparison.relation()).as("%s", comparison).isEqualTo(relation);
    assertThat(comparison.reason().isPresent()).isEqualTo(relation == UNKNOWN);
    comparison
        .missed()
        .ifPresent(
            event -> {
              assertThat(second.matches(event)).as(event).isTrue();
              assertThat(first.matches(event)).as(event).isFalse();
            });
    comparison
        .extra()
        .ifPresent(
            event -> {
              assertThat(first.matches(event)).as(event).isTrue();
              assertThat(second.matches(event)).as(event).isFalse();
            });
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      delimiterString = " | ",
      value = {
        "{ $.a = %x% } | { $.a = %xy% } |"
            + " regular expressions, wildcards in selectors or fields within fields leave it open",
        "{ $.a > 1e301 } | { $.a > 1e302 } |"
            + " numbers of more than 15 digits or beyond 1e300 leave it open",
        "ERROR | WARN | only JSON patterns are compared by what they match",
      })
  void saysWhyItCanNotTell(String left, String right, String reason) {
    assertThat(FilterPattern.parse(left).comparedWith(FilterPattern.parse(right)).reason())
        .contains(reason);
  }

  @Test
  void showsAnEventThatANarrowerPatternMisses() {
    PatternComparison comparison =
        FilterPattern.parse(
                "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes)"
                    + " && ($.userIdentity.type = IAMUser) }")
            .comparedWith(
                FilterPattern.parse(
                    "{($.eventName=\"ConsoleLogin\") && ($.additionalEventData.MFAUsed !=\"Yes\")}"));
    assertThat(comparison)
        .isEqualTo(
            new PatternComparison(
                NARROWER,
                Optional.of(
                    "{\"eventName\":\"ConsoleLogin\",\"additionalEventData\":{\"MFAUsed\":\"other\"}}"),
                Optional.empty(),
                Optional.empty()));
  }
}

package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsightsFilterTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiterString = " => ",
      value = {
        "{ $.a = x } => a = \"x\"",
        "{ $.a = \"say \\\"x\\\"\" } => a = \"say \\\"x\\\"\"",
        "{ $.a.b != \"x y\" } => a.b != \"x y\"",
        "{ $.a = \"x*\" } => a like /^x/",
        "{ $.a = \"*x\" } => a like /x$/",
        "{ $.a = \"x*y.z*\" } => a like /^x[\\s\\S]*y\\.z/",
        "{ $.a = \"*é:x*y\" } => a like /é\\:x[\\s\\S]*y$/",
        "{ $.a = \"*x/y*\" } => a like /x\\/y/",
        "{ $.a != \"x*\" } => a not like /^x/",
        "{ $.a != \"*x\" } => ispresent(a)",
        "{ $.a != \"x*y\" } => ispresent(a)",
        "{ $.a = \"*\" } => ispresent(a)",
        "{ $.a = %x[0-9]+/% } => a like /x[0-9]+\\//",
        "{ $.a = %x\\/y/\\\\/% } => a like /x\\/y\\/\\\\\\//",
        "{ $.a != %x% } => a not like /x/",
        "{ $.a NOT EXISTS } => not ispresent(a)",
        "{ $.a = 1.5 } => a = 1.5",
        "{ $.a >= -2 } => a >= -2",
        "{ $.a != 1 } => ispresent(a)",
        "{ $.a > 9007199254740992 } => ispresent(a)",
        "{ $.a < 10000000000000000 } => ispresent(a)",
        "{ $.a = 9007199254740993 } => a = 9007199254740993",
        "{ $.a[0].b = x } => a.0.b = \"x\"",
        "{ $.['a-b'].c = x } => `a-b.c` = \"x\"",
        "{ $.a = x && $.b = y } => a = \"x\" and b = \"y\"",
        "{ $.a = x || $.b = y } => a = \"x\" or b = \"y\"",
        "{ $.a = x || $.a = y || $.a = x } => a in [\"x\", \"y\"]",
        "{ $.a = x || $.b = 1 || $.a = y } => a in [\"x\", \"y\"] or b = 1",
        "{ $.s = x && ($.a = y || $.a = z) } => s = \"x\" and a in [\"y\", \"z\"]",
        "{ $.s = x && ($.a = y || $.b = z) } => s = \"x\" and (a = \"y\" or b = \"z\")",
        "{ $.s = x && $.a = y || $.a = z } => (s = \"x\" and a = \"y\") or a = \"z\"",
      })
  void saysTheSameInTheOtherLanguage(String pattern, String filter) {
    assertThat(FilterPattern.parse(pattern).insightsFilter()).hasValue(filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ERROR",
        "%ERROR%",
        "[a, b = 1]",
        "{ $.a[*].b = x }",
        "{ $.a IS NULL }",
        "{ $.a IS TRUE || $.b = x }",
        "{ $.a != \"*\" }",
        "{ $.a = 1e3 }",
        "{ $.a = x && ($.b = y || $.c IS FALSE) }",
      })
  void hasNoWordsForSomePatterns(String pattern) {
    assertThat(FilterPattern.parse(pattern).insightsFilter()).isEmpty();
  }
}

package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FilterPatternExceptionTest {

  /** The file has one message after the other, separated by blank lines. */
  static Stream<Arguments> messages() throws IOException {
    try (InputStream in = FilterPatternExceptionTest.class.getResourceAsStream("errors.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.strip().split("\n\n"))
          .map(message -> Arguments.of(message.lines().toList().get(1).substring(2), message));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void saysWhatIsWrongWhereAndWhatToWrite(String pattern, String message) {
    assertThat(thrownFor(pattern)).hasMessage(message);
  }

  @Test
  void givesItsPartsToProgramsToo() {
    FilterPatternException e = thrownFor("{ $.a = 'x' }");
    assertThat(e.position()).isEqualTo(8);
    assertThat(e.problem()).isEqualTo("a string is never in single quotes");
    assertThat(e.hint()).hasValue("write it in double quotes");
    assertThat(thrownFor("ERROR -").hint()).isEmpty();
  }

  @Test
  void pointsIntoTheRightLine() {
    assertThat(thrownFor("{ $.a = 1 &&\n\t$.b == 2 }"))
        .hasMessage(
            """
            filter pattern, line 2, column 7: expected a value after '=', found '='
               $.b == 2 }
                    ^
              equality is a single '='""");
  }

  @Test
  void cutsLongLinesAroundThePlace() {
    String condition = "$.name = \"a value\" || ";
    assertThat(thrownFor("{ " + condition.repeat(12) + "$.a = && " + condition.repeat(12) + "}"))
        .hasMessage(
            """
            filter pattern, column 273: expected a value after '=', found '&&'
              ...$.name = "a value" || $.name = "a value" || $.a = && $.name = "a value" || $.name = "a value" || $.n...
                                                                   ^
              write a string in double quotes, a number or a %regex%""");
  }

  @Test
  void refusesMoreCharactersThanTheServiceTakes() {
    String longest = "{ $.a = \"" + "x".repeat(FilterPattern.MAX_LENGTH - 12) + "\" }";
    assertThat(FilterPattern.parse(longest).text()).hasSize(FilterPattern.MAX_LENGTH);
    FilterPatternException e = thrownFor(longest + " ");
    assertThat(e.problem()).isEqualTo("a pattern has at most 1024 characters, this one has 1025");
    assertThat(e.position()).isEqualTo(1024);
  }

  @Test
  void countsCharactersNotSurrogates() {
    String longest = "\"" + "\uD83D\uDD12".repeat(FilterPattern.MAX_LENGTH - 2) + "\"";
    assertThat(FilterPattern.parse(longest).matches("\uD83D\uDD12".repeat(1022))).isTrue();
  }

  private static FilterPatternException thrownFor(String pattern) {
    FilterPatternException e =
        catchThrowableOfType(FilterPatternException.class, () -> FilterPattern.parse(pattern));
    assertThat(e).as(pattern).isNotNull();
    return e;
  }
}

package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cisalarms.pattern.language.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceCasesTest {

  static Stream<ServiceCase> accepted() {
    return ServiceCase.all().stream().filter(c -> c.rejected().isEmpty());
  }

  static Stream<ServiceCase> rejected() {
    return ServiceCase.all().stream().filter(c -> c.rejected().isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void matchesTheMessagesThatTheServiceMatched(ServiceCase c) {
    FilterPattern pattern = FilterPattern.parse(c.pattern());
    assertThat(IntStream.rangeClosed(1, c.messages().size()).boxed())
        .as("%s: %s", c, c.pattern())
        .filteredOn(n -> pattern.matches(c.messages().get(n - 1)))
        .isEqualTo(c.matched());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void canonicalFormMatchesTheSameMessages(ServiceCase c) {
    FilterPattern pattern = FilterPattern.parse(FilterPattern.parse(c.pattern()).toString());
    assertThat(IntStream.rangeClosed(1, c.messages().size()).boxed())
        .as("%s: %s", c, pattern)
        .filteredOn(n -> pattern.matches(c.messages().get(n - 1)))
        .isEqualTo(c.matched());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void rejectsWhatTheServiceRejected(ServiceCase c) {
    assertThatThrownBy(() -> FilterPattern.parse(c.pattern()))
        .as("%s: %s", c, c.pattern())
        .isInstanceOf(FilterPatternException.class);
  }

  static Stream<Arguments> fields() {
    return accepted()
        .flatMap(
            c ->
                c.fields().entrySet().stream()
                    .flatMap(
                        message ->
                            message.getValue().entrySet().stream()
                                .filter(field -> !Character.isDigit(field.getKey().charAt(1)))
                                .map(
                                    field ->
                                        Arguments.of(
                                            c,
                                            message.getKey(),
                                            field.getKey().substring(1),
                                            field.getValue()))));
  }

  @ParameterizedTest(name = "{0}: {2} of message {1}")
  @MethodSource("fields")
  void cutsMessagesIntoTheFieldsThatTheServiceExtracted(
      ServiceCase c, int message, String name, String value) {
    List<String> names =
        Arrays.stream(c.pattern().substring(1, c.pattern().length() - 1).split(",", -1))
            .map(field -> field.trim().split("[ =!<>]")[0])
            .map(field -> field.equals(name) ? name + " = " + Quoted.encode(value) : field)
            .toList();
    FilterPattern pattern = FilterPattern.parse("[" + String.join(", ", names) + "]");
    assertThat(pattern.matches(c.messages().get(message - 1)))
        .as("%s matches %s", pattern, c.messages().get(message - 1))
        .isTrue();
  }
}

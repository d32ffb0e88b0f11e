package io.github.cisalarms.chain.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.expression.AlarmRule.State;
import io.github.cisalarms.chain.value.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmRuleTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ALARM(on)                                                              | YES
          ALARM(off)                                                             | NO
          ALARM(other)                                                           | UNKNOWN
          OK(off)                                                                | YES
          INSUFFICIENT_DATA(on)                                                  | NO
          ALARM("on")                                                            | YES
          ALARM(arn:aws:cloudwatch:us-east-1:111122223333:alarm:on)              | UNKNOWN
          ALARM(on) AND ALARM(off)                                               | NO
          ALARM(on) AND ALARM(other)                                             | UNKNOWN
          ALARM(off) AND ALARM(other)                                            | NO
          ALARM(on) OR ALARM(other)                                              | YES
          ALARM(off) OR ALARM(off)                                               | NO
          NOT ALARM(off)                                                         | YES
          NOT NOT ALARM(off)                                                     | NO
          ALARM(on) OR ALARM(off) AND ALARM(off)                                 | YES
          (ALARM(on) OR ALARM(off)) AND ALARM(off)                               | NO
          TRUE                                                                   | YES
          FALSE OR ALARM(on)                                                     | YES
          AT_LEAST(1, ALARM, (on, off))                                          | YES
          AT_LEAST(2, ALARM, (on, off))                                          | NO
          AT_LEAST(2, ALARM, (on, off, other))                                   | UNKNOWN
          AT_LEAST(1, NOT ALARM, (off, on))                                      | YES
          ALARM(ORANGE) OR ALARM(on)                                             | YES
          """)
  void holds(String rule, Answer expected) {
    assertThat(AlarmRule.parse(rule).orElseThrow().holds(AlarmRuleTest::isIn)).isEqualTo(expected);
  }

  private static Answer isIn(String alarm, State state) {
    return switch (alarm) {
      case "on" -> Answer.of(state == State.ALARM);
      case "off" -> Answer.of(state == State.OK);
      default -> Answer.UNKNOWN;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ALARM on
          ALARM(on) XOR ALARM(off)
          ALARM(on
          AT_LEAST(x, ALARM, (on))
          ANDALARM(on)
          """)
  void isNotUnderstood(String rule) {
    assertThat(AlarmRule.parse(rule)).isEmpty();
  }

  @Test
  void whatIsNestedWithoutEndIsNotUnderstood() {
    assertThat(AlarmRule.parse("(".repeat(10_000))).isEmpty();
    assertThat(AlarmRule.parse("NOT ".repeat(10_000) + "TRUE")).isEmpty();
  }
}

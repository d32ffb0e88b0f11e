package io.github.cisalarms.chain.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricMathTest {

  private static final Map<String, Sample> NAMED =
      Map.of("m1", Sample.of(1), "m2", Sample.MISSING, "m3", Sample.of(3));

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m1                                  | 1.0
          m2                                  | missing
          m4                                  | unknown
          m1*0                                | 0.0
          m1 + m2                             | missing
          m1 + m3 * 2                         | 7.0
          (m1 + m3) * 2                       | 8.0
          2 ^ 3 ^ 2                           | 512.0
          -m1 - -2                            | 1.0
          1 - 2 - 3                           | -4.0
          m1 / 0                              | missing
          1e2 + .5                            | 100.5
          FILL(m2, 0)                         | 0.0
          FILL(m1, 0)                         | 1.0
          FILL(m2, REPEAT)                    | unknown
          FILL(m2, 0) + m1                    | 1.0
          SUM(METRICS())                      | 4.0
          SUM([m1, m2])                       | 1.0
          AVG([m1, m3, m2])                   | 2.0
          MAX([m1, m3])                       | 3.0
          MIN([m1, m3])                       | 1.0
          SUM([m2, m2])                       | missing
          SUM(m1)                             | unknown
          SUM([m1, m4])                       | unknown
          SUM(METRICS("m"))                   | 4.0
          SUM(METRICS('3'))                   | 3.0
          SUM(METRICS("x"))                   | missing
          SUM(METRICS() * 2)                  | 8.0
          IF(m1 > 0, 5, 6)                    | 5.0
          IF(m1 == 0, 5, 6)                   | 6.0
          IF(m1 < 0, 5)                       | missing
          IF(m2, 5, 6)                        | missing
          m1 >= 1 AND m3 != 3                 | 0.0
          m1 >= 1 OR m3 != 3                  | 1.0
          m1 >= 1 && m3 == 3                  | 1.0
          ABS(-2) + CEIL(0.5) + FLOOR(1.5)    | 4.0
          TIME_SERIES(7)                      | 7.0
          RATE(m1)                            | unknown
          PERIOD(m1)                          | 300.0
          m1 * 600 / PERIOD(m1)               | 2.0
          PERIOD(m4)                          | unknown
          SUM(FILL(METRICS(), 0))             | 4.0
          AVG(FILL([m1, m3, m2], 0)) * 3      | 4.0
          SUM(FILL([m1, m4], 0))              | unknown
          FILL(m1, REPEAT)                    | 1.0
          LOG10(100) + LOG(1)                 | 2.0
          RATE(m1) * 0                        | unknown
          ANOMALY_DETECTION_BAND(m1, 2)       | unknown
          m1 + "text"                         | unknown
          """)
  void comesTo(String expression, String expected) {
    MetricMath math = MetricMath.parse(expression).orElseThrow();
    Sample sample =
        math.evaluate(
            new MetricMath.Inputs(
                name -> NAMED.getOrDefault(name, Sample.UNKNOWN),
                name -> NAMED.containsKey(name) ? Sample.of(300) : Sample.UNKNOWN,
                NAMED));
    assertThat(
            sample.isMissing() ? "missing" : sample.number().map(String::valueOf).orElse("unknown"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m1 +
          m1 m2
          SUM([m1
          (m1
          m1 = 2
          """)
  void isNotUnderstood(String expression) {
    assertThat(MetricMath.parse(expression)).isEmpty();
  }

  @Test
  void whatIsNestedWithoutEndIsNotUnderstood() {
    assertThat(MetricMath.parse("(".repeat(10_000) + "1" + ")".repeat(10_000))).isEmpty();
    assertThat(MetricMath.parse("-".repeat(10_000) + "1")).isEmpty();
    assertThat(MetricMath.parse("1" + "^1".repeat(10_000))).isEmpty();
  }

  @Test
  void tellsWhatItDependsOn() {
    MetricMath math = MetricMath.parse("IF(e1, m1, SUM(METRICS()))").orElseThrow();
    assertThat(math.names()).containsExactlyInAnyOrder("e1", "m1");
    assertThat(math.usesAllMetrics()).isTrue();
  }
}

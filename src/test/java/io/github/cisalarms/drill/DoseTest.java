package io.github.cisalarms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

class DoseTest {

  @ParameterizedTest
  @CsvSource({
    "Sum, GreaterThanOrEqualToThreshold, 1, 1",
    "Sum, GreaterThanOrEqualToThreshold, 10, 10",
    "Sum, GreaterThanOrEqualToThreshold, 2.5, 3",
    "Sum, GreaterThanThreshold, 1, 2",
    "Sum, GreaterThanThreshold, 0, 1",
    "Sum, GreaterThanOrEqualToThreshold, 0, 1",
    "SampleCount, GreaterThanOrEqualToThreshold, 4, 4",
    "Average, GreaterThanOrEqualToThreshold, 1, 1",
    "Sum, LessThanThreshold, 1, 1"
  })
  void isAsManyEventsAsTheThresholdTakes(
      String statistic, String comparison, double threshold, int events) {
    Dose dose =
        Dose.of(
            MetricAlarm.builder()
                .statistic(statistic)
                .comparisonOperator(comparison)
                .threshold(threshold)
                .period(300)
                .evaluationPeriods(1)
                .build());
    assertThat(dose.events()).isEqualTo(events);
    assertThat(dose.refusal()).isEmpty();
  }

  @Test
  void goesOnForAsManyPeriodsAsHaveToBreach() {
    Dose dose =
        Dose.of(
            MetricAlarm.builder()
                .statistic("Sum")
                .comparisonOperator("GreaterThanOrEqualToThreshold")
                .threshold(1.0)
                .period(60)
                .evaluationPeriods(3)
                .datapointsToAlarm(2)
                .build());
    assertThat(dose).isEqualTo(new Dose(1, 2, Duration.ofMinutes(1), Duration.ofMinutes(3)));
  }

  @Test
  void ofMetricMathIsOneEvent() {
    assertThat(Dose.of(MetricAlarm.builder().evaluationPeriods(1).build())).isEqualTo(Dose.usual());
  }

  @Test
  void isRefusedWhereItWouldFloodTheLog() {
    Dose flood = new Dose(5000, 1, Duration.ofMinutes(5), Duration.ofMinutes(5));
    assertThat(flood.refusal())
        .contains("the alarm takes 5000 events in a period, and a drill writes 1000 at most");
  }

  @Test
  void ofSeveralAlarmsSetsAllOfThemOff() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(
            Dose.together(
                List.of(
                    new Dose(3, 1, minute, minute),
                    new Dose(1, 2, minute.multipliedBy(5), minute.multipliedBy(10)))))
        .isEqualTo(new Dose(3, 2, minute.multipliedBy(5), minute.multipliedBy(10)));
  }
}

package io.github.cisalarms.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.review.Alarm.Metric;
import io.github.cisalarms.review.MetricFilter.Transformation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsNeededTest {

  @ParameterizedTest
  @CsvSource({
    "Sum, GreaterThanOrEqualToThreshold, 1, 1, 1, notBreaching, 1",
    "Sum, GreaterThanOrEqualToThreshold, 10, 1, 1, notBreaching, 10",
    "Sum, GreaterThanThreshold, 10, 1, 1, notBreaching, 11",
    "Sum, GreaterThanOrEqualToThreshold, 0.5, 1, 1, notBreaching, 1",
    "Sum, GreaterThanThreshold, 0, 1, 1, notBreaching, 1",
    "Sum, GreaterThanOrEqualToThreshold, 10, 3, 1, notBreaching, 4",
    "Sum, GreaterThanOrEqualToThreshold, 10, 1, 2, notBreaching, 20",
    "Sum, GreaterThanOrEqualToThreshold, 10, 1, 2, missing, 20",
    "Sum, GreaterThanOrEqualToThreshold, 10, 1, 2, breaching, 10",
    "SampleCount, GreaterThanOrEqualToThreshold, 5, 3, 1, notBreaching, 5",
    "Sum, GreaterThanOrEqualToThreshold, 10, 0, 1, notBreaching, ",
    "Sum, GreaterThanOrEqualToThreshold, 10, $.bytes, 1, notBreaching, ",
    "Sum, LessThanThreshold, 1, 1, 1, notBreaching, ",
    "Maximum, GreaterThanOrEqualToThreshold, 10, 1, 1, notBreaching, ",
    "Average, GreaterThanOrEqualToThreshold, 1, 1, 1, notBreaching, ",
  })
  void countsTheFewestEvents(
      String statistic,
      String comparison,
      double threshold,
      String value,
      double periods,
      String missing,
      Double events) {
    assertThat(behaviour(statistic, comparison, threshold, value, periods, missing).eventsNeeded())
        .isEqualTo(Optional.ofNullable(events));
  }

  private static AlarmBehaviour behaviour(
      String statistic,
      String comparison,
      double threshold,
      String value,
      double periods,
      String missing) {
    Value<String> name = Value.known("m");
    Metric metric =
        new Metric(name, name, Value.known(statistic), Value.known(false), Value.absent());
    Alarm alarm =
        new Alarm(
            "aws_cloudwatch_metric_alarm.a",
            Value.unknown(),
            Value.known("a"),
            Value.absent(),
            List.of(metric),
            false,
            false,
            Value.known(comparison),
            Value.known(threshold),
            Value.known(periods),
            Value.absent(),
            Value.known(missing),
            Value.known(true),
            List.of());
    MetricFilter filter =
        new MetricFilter(
            "aws_cloudwatch_log_metric_filter.f",
            name,
            Value.absent(),
            name,
            Value.known(""),
            List.of(
                new Transformation(
                    name,
                    name,
                    Value.known(value),
                    Value.known(0.0),
                    Value.known(false),
                    Value.known("None"))));
    return AlarmBehaviour.of(alarm, filter);
  }
}

package io.github.cisalarms.chain.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.behaviour.AlarmBehaviour.Outcome;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
    "Sum, GreaterThanOrEqualToThreshold, 10, 1, 2, breaching, ",
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
    assertThat(
            behaviour(statistic, comparison, threshold, value, periods, missing, Value.known(0.0))
                .eventsNeeded())
        .isEqualTo(Optional.ofNullable(events));
  }

  @Test
  void doesNotGoOffWhereTheDefaultValueTakesAwayFromTheSum() {
    AlarmBehaviour behaviour = behaviour("notBreaching", Value.known(-1.0));
    assertThat(behaviour.onOneEvent())
        .isEqualTo(
            new Outcome(
                Answer.NO,
                "the filter's default value is negative: in a period with other events it takes"
                    + " away what an event counts"));
    assertThat(behaviour.eventsNeeded()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "breaching, 0, missing data counts as breaching: without events the alarm is on",
    "notBreaching, 1, the filter's default value is over the alarm's threshold: it is always on",
  })
  void doesNotGoOffWhereItIsOnAlready(String missing, double defaultValue, String why) {
    AlarmBehaviour behaviour = behaviour(missing, Value.known(defaultValue));
    assertThat(behaviour.onOneEvent())
        .isEqualTo(
            new Outcome(
                Answer.NO,
                why + ", so an event changes nothing, and actions run on changes alone"));
    assertThat(behaviour.withoutEvents().answer()).isEqualTo(Answer.YES);
    assertThat(behaviour.eventsNeeded()).isEmpty();
  }

  @Test
  void staysOnAfterItsFirstAlarmWhereMissingDataIsIgnored() {
    AlarmBehaviour behaviour = behaviour("ignore", Value.absent());
    assertThat(behaviour.onOneEvent())
        .isEqualTo(
            new Outcome(
                Answer.NO,
                "missing data is ignored and the filter has no default value: after its first alarm"
                    + " it stays on, and no later event notifies"));
    assertThat(behaviour.eventsNeeded()).isEmpty();
    assertThat(behaviour("ignore", Value.known(0.0)).onOneEvent().answer()).isEqualTo(Answer.YES);
  }

  private static AlarmBehaviour behaviour(String missing, Value<Double> defaultValue) {
    return behaviour("Sum", "GreaterThanOrEqualToThreshold", 1, "1", 1, missing, defaultValue);
  }

  private static AlarmBehaviour behaviour(
      String statistic,
      String comparison,
      double threshold,
      String value,
      double periods,
      String missing,
      Value<Double> defaultValue) {
    Value<String> name = Value.known("m");
    Metric metric =
        new Metric(
            name,
            name,
            Value.known(statistic),
            Value.known(false),
            Value.absent(),
            Value.known(300.0),
            Value.absent());
    Alarm alarm =
        new Alarm(
            "aws_cloudwatch_metric_alarm.a",
            Value.unknown(),
            Value.known("a"),
            Place.unknown(),
            List.of(metric),
            false,
            List.of(),
            false,
            Value.known("evaluate"),
            Value.absent(),
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
            Place.unknown(),
            name,
            Value.known(""),
            List.of(
                new Transformation(
                    name,
                    name,
                    Value.known(value),
                    defaultValue,
                    Value.known(false),
                    Value.known("None"))));
    return AlarmBehaviour.of(
        Chain.start(
                new Chain.Question(
                    Infrastructure.none(),
                    new Patterns(),
                    Controls.require("console-signin-without-mfa"),
                    Judge.DELIVERY,
                    Allowance.ONE_EVENT),
                Optional.empty(),
                name)
            .with(filter)
            .with(alarm));
  }
}

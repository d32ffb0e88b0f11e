package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** Follows every chain from the log group to the topic. */
final class Chains {

  private Chains() {}

  /**
   * Each filter counts into a metric of its own, and each metric has an alarm that tells a topic.
   */
  static void assertComplete(EmulatedAccount account, String topic) {
    Map<String, MetricAlarm> alarms =
        account.alarms().values().stream()
            .collect(Collectors.toMap(MetricAlarm::metricName, alarm -> alarm));
    assertThat(alarms).isNotEmpty();
    assertThat(account.filters()).hasSameSizeAs(alarms);
    account.filters().values().forEach(filter -> assertComplete(filter, alarms, topic));
  }

  private static void assertComplete(
      MetricFilter filter, Map<String, MetricAlarm> alarms, String topic) {
    assertThat(filter.metricTransformations()).hasSize(1);
    MetricTransformation metric = filter.metricTransformations().get(0);
    assertThat(metric.metricName()).isEqualTo(filter.filterName());
    assertThat(metric.metricValue()).isEqualTo("1");
    assertThat(metric.defaultValue()).isZero();
    assertThat(alarms).containsKey(metric.metricName());
    MetricAlarm alarm = alarms.get(metric.metricName());
    assertThat(alarm.namespace()).isEqualTo(metric.metricNamespace()).isEqualTo("CISBenchmark");
    assertThat(alarm.statisticAsString()).isEqualTo("Sum");
    assertThat(alarm.comparisonOperatorAsString()).isEqualTo("GreaterThanOrEqualToThreshold");
    assertThat(alarm.actionsEnabled()).isTrue();
    assertThat(alarm.alarmActions()).containsExactly(topic);
  }
}

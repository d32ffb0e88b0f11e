package io.github.cisalarms.construct;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilter;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilterConfig;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilterMetricTransformation;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmConfig;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import java.util.List;
import software.constructs.Construct;

/**
 * Defines the metric filter and the alarm of one control on an existing log group.
 *
 * <p>The filter counts 1 for each matching event and 0 while there are none; the alarm watches that
 * metric. Both read one name and one namespace, known when Terraform plans, and the alarm depends
 * on the filter.
 *
 * <p>The child ids {@code filter} and {@code alarm} are contract: they become resource addresses,
 * so renaming one without a {@code moved} block makes users' plans replace the resource.
 */
public final class ControlAlarm extends Construct {

  private static final String CONTROL = "control";

  private final Addresses addresses;
  private final CloudwatchLogMetricFilter filter;
  private final CloudwatchMetricAlarm alarm;

  /**
   * Defines filter and alarm.
   *
   * @param scope the stack or construct they belong to
   * @param id unique within the scope
   * @param config what to look for, where, and who is told
   */
  public ControlAlarm(Construct scope, String id, ControlAlarmConfig config) {
    this(scope, id, config, Addresses.OF_CDKTF);
  }

  ControlAlarm(Construct scope, String id, ControlAlarmConfig config, Addresses addresses) {
    super(scope, id);
    this.addresses = addresses;
    filter = createFilter(config);
    alarm = addresses.name(createAlarm(config), CONTROL);
  }

  /** The metric filter. */
  public CloudwatchLogMetricFilter filter() {
    return filter;
  }

  /** The alarm. */
  public CloudwatchMetricAlarm alarm() {
    return alarm;
  }

  private CloudwatchLogMetricFilter createFilter(ControlAlarmConfig config) {
    CloudwatchLogMetricFilterConfig.Builder builder =
        CloudwatchLogMetricFilterConfig.builder()
            .name(config.filterName())
            .logGroupName(config.logGroupName())
            .pattern(config.pattern())
            .metricTransformation(
                CloudwatchLogMetricFilterMetricTransformation.builder()
                    .name(config.metricName())
                    .namespace(config.metricNamespace())
                    .value(ControlFilter.VALUE)
                    .defaultValue(ControlFilter.DEFAULT_VALUE)
                    .build());
    config.forEach().ifPresent(builder::forEach);
    if (!config.dependsOn().isEmpty()) {
      builder.dependsOn(config.dependsOn());
    }
    return new CloudwatchLogMetricFilter(
        addresses.parent(this), addresses.id("filter", CONTROL), builder.build());
  }

  private CloudwatchMetricAlarm createAlarm(ControlAlarmConfig config) {
    CloudwatchMetricAlarmConfig.Builder builder =
        CloudwatchMetricAlarmConfig.builder()
            .alarmName(config.alarmName())
            // The filter's id is unknown until apply, so the name is repeated, not referred to.
            .metricName(config.metricName())
            .namespace(config.metricNamespace())
            .statistic(AlarmSettings.STATISTIC)
            .comparisonOperator(AlarmSettings.COMPARISON_OPERATOR)
            .threshold(config.threshold())
            .period(config.period())
            .evaluationPeriods(config.evaluationPeriods())
            .treatMissingData(config.treatMissingData())
            .actionsEnabled(true)
            .alarmActions(config.alarmActions())
            .okActions(config.okActions())
            .insufficientDataActions(config.insufficientDataActions())
            .tags(config.tags())
            .dependsOn(List.of(filter));
    config.alarmDescription().ifPresent(builder::alarmDescription);
    config.datapointsToAlarm().ifPresent(builder::datapointsToAlarm);
    config.forEach().ifPresent(builder::forEach);
    return new CloudwatchMetricAlarm(
        addresses.parent(this), addresses.id("alarm", "alarm"), builder.build());
  }
}

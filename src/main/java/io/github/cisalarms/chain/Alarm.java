package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A metric alarm of CloudWatch.
 *
 * @param address where it is configured
 * @param metrics the metric that it watches; with metric math all that it computes with
 * @param metricMath whether it watches an expression over its metrics rather than one of them
 * @param anomalyDetection whether its threshold is a model's band instead of a number
 * @param datapointsToAlarm absent if all of the evaluation periods have to breach
 * @param actions ARNs that are told when it goes off
 */
public record Alarm(
    String address,
    Value<String> arn,
    Value<String> name,
    Place place,
    List<Metric> metrics,
    boolean metricMath,
    boolean anomalyDetection,
    Value<String> comparisonOperator,
    Value<Double> threshold,
    Value<Double> evaluationPeriods,
    Value<Double> datapointsToAlarm,
    Value<String> treatMissingData,
    Value<Boolean> actionsEnabled,
    List<Value<String>> actions)
    implements Element {

  public Alarm {
    metrics = List.copyOf(metrics);
    actions = List.copyOf(actions);
  }

  /**
   * A metric that an alarm watches.
   *
   * @param statistic such as {@code Sum}, or a percentile such as {@code p99}
   * @param dimensions whether it is a metric with dimensions
   * @param unit absent if any will do
   */
  public record Metric(
      Value<String> name,
      Value<String> namespace,
      Value<String> statistic,
      Value<Boolean> dimensions,
      Value<String> unit) {}
}

package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A metric alarm of CloudWatch.
 *
 * @param address where it is configured
 * @param metrics the metric that it watches; with metric math all that it computes with
 * @param metricMath whether it watches an expression over its metrics rather than one of them
 * @param queries its metric math, if it has any and all of it is known
 * @param anomalyDetection whether its threshold is a model's band instead of a number
 * @param lowSampleCounts {@code evaluate} or {@code ignore}: what a percentile of too few data
 *     points is to it
 * @param description absent if it has none
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
    List<Query> queries,
    boolean anomalyDetection,
    Value<String> lowSampleCounts,
    Value<String> description,
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
    queries = List.copyOf(queries);
    actions = List.copyOf(actions);
  }

  /**
   * A metric that an alarm watches.
   *
   * @param statistic such as {@code Sum}, or a percentile such as {@code p99}
   * @param dimensions whether it is a metric with dimensions
   * @param unit absent if any will do
   * @param period in seconds
   * @param account id of the account whose metric it is; absent if it is the alarm's own
   */
  public record Metric(
      Value<String> name,
      Value<String> namespace,
      Value<String> statistic,
      Value<Boolean> dimensions,
      Value<String> unit,
      Value<Double> period,
      Value<String> account) {}

  /**
   * A part of metric math: a metric, or an expression over others.
   *
   * @param id such as {@code m1}
   * @param returned whether it is what the alarm watches
   */
  public record Query(
      String id, Optional<Metric> metric, Optional<String> expression, boolean returned) {}

  /** What acts when the alarm goes off: the alarm itself. */
  public Actor actor() {
    return new Actor(address, arn, name, place, actionsEnabled, actions);
  }
}

package io.github.cisalarms.catalog;

import io.github.cisalarms.pattern.FilterPattern;

/**
 * Limits of the AWS services that none of them raises on request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html">PutMetricFilter</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
public final class Quotas {

  /** Metric filters on one log group (PutMetricFilter). */
  public static final int METRIC_FILTERS_PER_LOG_GROUP = 100;

  /** Characters of a filter pattern (PutMetricFilter, {@code filterPattern}). */
  public static final int FILTER_PATTERN_CHARACTERS = FilterPattern.MAX_LENGTH;

  /** Characters of a metric's name and of its namespace (PutMetricAlarm). */
  public static final int METRIC_NAME_CHARACTERS = 255;

  /** Actions of one alarm for each of its three states (PutMetricAlarm, {@code AlarmActions}). */
  public static final int ACTIONS_PER_ALARM_STATE = 5;

  /** Characters of an alarm's description (PutMetricAlarm, {@code AlarmDescription}). */
  public static final int ALARM_DESCRIPTION_CHARACTERS = 1024;

  private Quotas() {}
}

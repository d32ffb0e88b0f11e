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

  /**
   * Length of an alarm's description (PutMetricAlarm, {@code AlarmDescription}), in bytes of UTF-8:
   * the service's document says characters, Terraform's AWS provider counts bytes.
   */
  public static final int ALARM_DESCRIPTION_BYTES = 1024;

  /** Length of an alarm's name (PutMetricAlarm, {@code AlarmName}), in bytes as well. */
  public static final int ALARM_NAME_BYTES = 255;

  /** Characters of a tag's key (Tag Editor's user guide, tag naming limits). */
  public static final int TAG_KEY_CHARACTERS = 128;

  /** Characters of a tag's value. */
  public static final int TAG_VALUE_CHARACTERS = 256;

  private Quotas() {}
}

package io.github.cisalarms.account;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The calls that are made to read an account. None of them changes anything. */
public enum Operation {
  GET_CALLER_IDENTITY("sts", "GetCallerIdentity"),
  DESCRIBE_TRAILS("cloudtrail", "DescribeTrails"),
  GET_TRAIL_STATUS("cloudtrail", "GetTrailStatus"),
  GET_EVENT_SELECTORS("cloudtrail", "GetEventSelectors"),
  DESCRIBE_LOG_GROUPS("logs", "DescribeLogGroups"),
  DESCRIBE_METRIC_FILTERS("logs", "DescribeMetricFilters"),
  DESCRIBE_ALARMS("cloudwatch", "DescribeAlarms"),
  DESCRIBE_ALARM_HISTORY("cloudwatch", "DescribeAlarmHistory"),
  GET_TOPIC_ATTRIBUTES("sns", "GetTopicAttributes"),
  LIST_SUBSCRIPTIONS_BY_TOPIC("sns", "ListSubscriptionsByTopic"),
  GET_SUBSCRIPTION_ATTRIBUTES("sns", "GetSubscriptionAttributes"),
  DESCRIBE_KEY("kms", "DescribeKey"),
  GET_KEY_POLICY("kms", "GetKeyPolicy"),
  LIST_GRANTS("kms", "ListGrants"),
  GET_QUEUE_ATTRIBUTES("sqs", "GetQueueAttributes"),
  GET_POLICY("lambda", "GetPolicy");

  private final String service;
  private final String action;

  Operation(String service, String action) {
    this.service = service;
    this.action = action;
  }

  /** Prefix of the service's permissions, such as {@code logs}. */
  public String service() {
    return service;
  }

  /** The operation as the service calls it, such as {@code DescribeTrails}. */
  public String action() {
    return action;
  }

  /**
   * The permission that the call needs, such as {@code logs:DescribeMetricFilters}; none for what
   * anybody may ask.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity
   *     needs no permissions</a>
   */
  public Optional<String> permission() {
    return this == GET_CALLER_IDENTITY ? Optional.empty() : Optional.of(service + ":" + action);
  }

  /** The operation of that service and name. */
  static Optional<Operation> of(String service, String action) {
    return Arrays.stream(values())
        .filter(each -> each.service.equals(service) && each.action.equals(action))
        .findFirst();
  }

  /** All permissions that reading an account needs, in alphabetical order. */
  public static List<String> permissions() {
    return Arrays.stream(values()).flatMap(each -> each.permission().stream()).sorted().toList();
  }
}

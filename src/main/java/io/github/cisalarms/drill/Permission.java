package io.github.cisalarms.drill;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a drill may do in an account, beyond reading it as an audit does. The IAM policy is
 * generated from here.
 */
public enum Permission {
  TEST_METRIC_FILTER("logs:TestMetricFilter", "*", DrillSettings::events),
  CREATE_LOG_STREAM(
      "logs:CreateLogStream", "arn:*:logs:*:*:log-group:LOG_GROUP:*", DrillSettings::events),
  PUT_LOG_EVENTS(
      "logs:PutLogEvents",
      "arn:*:logs:*:*:log-group:LOG_GROUP:log-stream:" + DrillId.PREFIX + "/*",
      DrillSettings::events),
  DESCRIBE_ALARMS("cloudwatch:DescribeAlarms", "*", any -> true),
  DESCRIBE_ALARM_HISTORY("cloudwatch:DescribeAlarmHistory", "*", any -> true),
  SET_ALARM_STATE("cloudwatch:SetAlarmState", "arn:*:cloudwatch:*:*:alarm:*", s -> !s.events()),
  LIST_SUBSCRIPTIONS("sns:ListSubscriptionsByTopic", "arn:*:sns:*:*:*", DrillSettings::receive),
  SUBSCRIBE("sns:Subscribe", "arn:*:sns:*:*:*", DrillSettings::receive),
  UNSUBSCRIBE("sns:Unsubscribe", "arn:*:sns:*:*:*", DrillSettings::receive),
  LIST_QUEUES("sqs:ListQueues", "*", DrillSettings::receive),
  CREATE_QUEUE("sqs:CreateQueue", Resource.QUEUES, DrillSettings::receive),
  TAG_QUEUE("sqs:TagQueue", Resource.QUEUES, DrillSettings::receive),
  LIST_QUEUE_TAGS("sqs:ListQueueTags", Resource.QUEUES, DrillSettings::receive),
  GET_QUEUE_URL("sqs:GetQueueUrl", Resource.QUEUES, DrillSettings::receive),
  GET_QUEUE_ATTRIBUTES("sqs:GetQueueAttributes", Resource.QUEUES, DrillSettings::receive),
  RECEIVE_MESSAGE("sqs:ReceiveMessage", Resource.QUEUES, DrillSettings::receive),
  DELETE_MESSAGE("sqs:DeleteMessage", Resource.QUEUES, DrillSettings::receive),
  DELETE_QUEUE("sqs:DeleteQueue", Resource.QUEUES, DrillSettings::receive);

  /** Stands for the name of a log group in a resource. */
  static final String LOG_GROUP = "LOG_GROUP";

  private static final class Resource {
    private static final String QUEUES = "arn:*:sqs:*:*:" + DrillId.PREFIX + "-*";
  }

  private final String action;
  private final String resource;
  private final Predicate<DrillSettings> needed;

  Permission(String action, String resource, Predicate<DrillSettings> needed) {
    this.action = action;
    this.resource = resource;
    this.needed = needed;
  }

  /** The action as policies name it, such as {@code logs:PutLogEvents}. */
  public String action() {
    return action;
  }

  /** The narrowest resource that does, as an ARN with wildcards; {@code LOG_GROUP} is a name. */
  public String resource() {
    return resource;
  }

  /** What a drill with these settings needs. */
  public static List<Permission> of(DrillSettings settings) {
    return Arrays.stream(values()).filter(each -> each.needed.test(settings)).toList();
  }
}

package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.aws.AwsStub;
import io.github.cisalarms.aws.AwsStub.Answer;
import io.github.cisalarms.aws.AwsStub.Fault;
import io.github.cisalarms.aws.AwsStub.Request;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An account in which all is well: a trail of all regions, a filter and an alarm for each control,
 * a topic with a key of its own, an address, a queue and a function that subscribed. A test breaks
 * what it is about.
 */
public final class ExampleAccount {

  public static final String ID = "111122223333";
  public static final String REGION = "us-east-1";
  public static final String LOG_GROUP = "aws-cloudtrail-logs";
  public static final String TRAIL = arn("cloudtrail", "trail/main");
  public static final String LOG_GROUP_ARN = arn("logs", "log-group:" + LOG_GROUP);
  public static final String TOPIC = arn("sns", "alarms");
  public static final String KEY = arn("kms", "key/1a2b3c4d-0000-4000-8000-000000000000");
  public static final String QUEUE = arn("sqs", "alarms");
  public static final String FUNCTION = arn("lambda", "function:alarms");
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Function<Request, Answer>> answers = new HashMap<>();

  public ExampleAccount() {
    answer(
        "GetCallerIdentity",
        JSON.objectNode()
            .put("Account", ID)
            .put("Arn", "arn:aws:iam::" + ID + ":user/auditor")
            .put("UserId", "AIDAEXAMPLE"));
    answer("DescribeTrails", trails());
    answer(
        "GetTrailStatus",
        JSON.objectNode()
            .put("IsLogging", true)
            .put("LatestCloudWatchLogsDeliveryTime", "2026-11-20T11:58:00Z"));
    ObjectNode selectors = JSON.objectNode();
    selectors
        .putArray("EventSelectors")
        .addObject()
        .put("ReadWriteType", "All")
        .put("IncludeManagementEvents", true);
    answer("GetEventSelectors", selectors);
    ObjectNode groups = JSON.objectNode();
    groups
        .putArray("logGroups")
        .addObject()
        .put("logGroupName", LOG_GROUP)
        .put("arn", LOG_GROUP_ARN + ":*")
        .put("logGroupClass", "STANDARD");
    answer("DescribeLogGroups", groups);
    answer("DescribeMetricFilters", filters());
    answer("DescribeAlarms", alarms());
    answer("DescribeAlarmHistory", JSON.objectNode());
    answer(
        "GetTopicAttributes",
        attributes(
            Map.of(
                "TopicArn",
                TOPIC,
                "KmsMasterKeyId",
                "alias/alarms",
                "Policy",
                policy("cloudwatch.amazonaws.com", "sns:Publish", TOPIC))));
    answer("ListSubscriptionsByTopic", subscriptions());
    answers.put("GetSubscriptionAttributes", this::subscription);
    ObjectNode key = JSON.objectNode();
    key.putObject("KeyMetadata")
        .put("Arn", KEY)
        .put("KeyId", KEY.substring(KEY.indexOf('/') + 1))
        .put("Enabled", true)
        .put("KeyState", "Enabled")
        .put("KeyManager", "CUSTOMER");
    answer("DescribeKey", key);
    answer(
        "GetKeyPolicy",
        JSON.objectNode().put("Policy", policy("cloudwatch.amazonaws.com", "kms:*", "*")));
    answer("ListGrants", JSON.objectNode());
    answer(
        "GetQueueAttributes",
        attributes(
            Map.of(
                "QueueArn",
                QUEUE,
                "Policy",
                policy("sns.amazonaws.com", "sqs:SendMessage", QUEUE))));
    answer(
        "GetPolicy",
        JSON.objectNode()
            .put("Policy", policy("sns.amazonaws.com", "lambda:InvokeFunction", FUNCTION)));
  }

  private static String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ID, resource);
  }

  public static String policy(String service, String action, String resource) {
    return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "%s"}, "Action": "%s", "Resource": "%s"}]}"""
        .formatted(service, action, resource);
  }

  public static ObjectNode attributes(Map<String, String> values) {
    ObjectNode answer = JSON.objectNode();
    ObjectNode attributes = answer.putObject("Attributes");
    values.forEach(attributes::put);
    return answer;
  }

  private static ObjectNode trails() {
    ObjectNode answer = JSON.objectNode();
    answer
        .putArray("trailList")
        .addObject()
        .put("Name", "main")
        .put("TrailARN", TRAIL)
        .put("HomeRegion", REGION)
        .put("IsMultiRegionTrail", true)
        .put("IsOrganizationTrail", false)
        .put("CloudWatchLogsLogGroupArn", LOG_GROUP_ARN + ":*");
    return answer;
  }

  private static ObjectNode filters() {
    ObjectNode answer = JSON.objectNode();
    ArrayNode filters = answer.putArray("metricFilters");
    for (Control control : Controls.all()) {
      ObjectNode filter =
          filters
              .addObject()
              .put("filterName", control.metricName())
              .put("logGroupName", LOG_GROUP)
              .put("filterPattern", control.variants().get(0).pattern());
      filter
          .putArray("metricTransformations")
          .addObject()
          .put("metricName", control.metricName())
          .put("metricNamespace", "CISBenchmark")
          .put("metricValue", "1")
          .put("defaultValue", 0.0);
    }
    return answer;
  }

  private static ObjectNode alarms() {
    ObjectNode answer = JSON.objectNode();
    ArrayNode alarms = answer.putArray("MetricAlarms");
    for (Control control : Controls.all()) {
      ObjectNode alarm =
          alarms
              .addObject()
              .put("AlarmName", control.slug())
              .put("AlarmArn", arn("cloudwatch", "alarm:" + control.slug()))
              .put("ActionsEnabled", true)
              .put("StateValue", "OK")
              .put("StateReason", "Threshold Crossed: no datapoints were received")
              .put("AlarmConfigurationUpdatedTimestamp", "2026-10-01T00:00:00Z")
              .put("MetricName", control.metricName())
              .put("Namespace", "CISBenchmark")
              .put("Statistic", "Sum")
              .put("Period", 300)
              .put("EvaluationPeriods", 1)
              .put("Threshold", 1.0)
              .put("ComparisonOperator", "GreaterThanOrEqualToThreshold")
              .put("TreatMissingData", "notBreaching");
      alarm.putArray("AlarmActions").add(TOPIC);
    }
    return answer;
  }

  private static ObjectNode subscriptions() {
    ObjectNode answer = JSON.objectNode();
    ArrayNode subscriptions = answer.putArray("Subscriptions");
    Map.of("email", "security@example.com", "sqs", QUEUE, "lambda", FUNCTION).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each ->
                subscriptions
                    .addObject()
                    .put("SubscriptionArn", TOPIC + ":" + each.getKey())
                    .put("TopicArn", TOPIC)
                    .put("Protocol", each.getKey())
                    .put("Endpoint", each.getValue()));
    return answer;
  }

  private Answer subscription(Request request) {
    return Answer.of(
        attributes(
            Map.of(
                "SubscriptionArn",
                request.parameters().get("SubscriptionArn"),
                "PendingConfirmation",
                "false")));
  }

  /** Answers an operation with this. */
  public ExampleAccount answer(String operation, JsonNode json) {
    return answer(operation, request -> Answer.of(json));
  }

  /** Answers an operation in this way. */
  public ExampleAccount answer(String operation, Function<Request, Answer> answer) {
    answers.put(operation, answer);
    return this;
  }

  /** Changes the answer to an operation, which is the same to all requests. */
  public ExampleAccount change(String operation, Consumer<ObjectNode> change) {
    ObjectNode answer =
        ((AwsStub.Body)
                answers.get(operation).apply(new Request(operation, "", REGION, "", Map.of())))
            .json()
            .deepCopy();
    change.accept(answer);
    return answer(operation, answer);
  }

  public ExampleAccount deny(Operation operation) {
    return answer(
        operation.action(), any -> Answer.denied(operation.permission().orElse("sts:AssumeRole")));
  }

  /** The answer to a request. */
  public Answer answer(Request request) {
    return answers
        .getOrDefault(
            request.operation(),
            any -> new Fault(400, "InvalidAction", "nobody answers " + request.operation()))
        .apply(request);
  }

  /** Reads it as a live account. */
  public Evidence read() {
    return read(new Reading(List.of(), any -> Optional.empty(), CLOCK));
  }

  public Evidence read(Reading reading) {
    return with(() -> AccountReader.read(AwsAccess.of(AwsSettings.none()), reading));
  }

  /** Does something while the AWS SDK of this JVM is led here. */
  public <T> T with(Supplier<T> action) {
    try (AwsStub stub = AwsStub.start(this::answer)) {
      return stub.reached(action);
    }
  }
}

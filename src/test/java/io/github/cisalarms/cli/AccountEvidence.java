package io.github.cisalarms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.account.Call;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.EvidenceFile;
import io.github.cisalarms.account.Operation;
import io.github.cisalarms.catalog.Controls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Evidence of an account that is told piece by piece. */
final class AccountEvidence {

  static final String ACCOUNT = "111122223333";
  static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

  private static final String REGION = "us-east-1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOR_ALARMS =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"}, "Action": "sns:Publish",
        "Resource": "*"}]}
      """;

  private final ArrayNode filters = JSON.createArrayNode();
  private final ArrayNode alarms = JSON.createArrayNode();
  private final ArrayNode composites = JSON.createArrayNode();
  private final Map<String, ArrayNode> subscriptions = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();

  static String topicArn(String name) {
    return "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":" + name;
  }

  static String keyArn(String id) {
    return "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":key/" + id;
  }

  static String pattern(String control) {
    return Controls.require(control).defaultVariant().pattern();
  }

  /** A filter in namespace {@code LogMetrics}, whose metric has its name. */
  AccountEvidence filter(String name, String pattern) {
    return filter(name, pattern, any -> {});
  }

  AccountEvidence filter(String name, String pattern, Consumer<ObjectNode> change) {
    ObjectNode filter = filters.addObject();
    filter
        .put("filterName", name)
        .put("filterPattern", pattern)
        .put("logGroupName", "aws-cloudtrail-logs")
        .putArray("metricTransformations")
        .addObject()
        .put("metricName", name)
        .put("metricNamespace", "LogMetrics")
        .put("metricValue", "1");
    change.accept(filter);
    return this;
  }

  /** An alarm on one event of a metric in namespace {@code LogMetrics}. */
  AccountEvidence alarm(String name, String metric, String... actions) {
    return alarm(name, metric, any -> {}, actions);
  }

  AccountEvidence alarm(
      String name, String metric, Consumer<ObjectNode> change, String... actions) {
    ObjectNode alarm = alarms.addObject();
    alarm
        .put("AlarmName", name)
        .put("AlarmArn", "arn:aws:cloudwatch:" + REGION + ":" + ACCOUNT + ":alarm:" + name)
        .put("ActionsEnabled", true)
        .put("MetricName", metric)
        .put("Namespace", "LogMetrics")
        .put("Statistic", "Sum")
        .put("Period", 300)
        .put("EvaluationPeriods", 1)
        .put("Threshold", 1)
        .put("ComparisonOperator", "GreaterThanOrEqualToThreshold");
    alarm.set("AlarmActions", JSON.valueToTree(actions));
    change.accept(alarm);
    return this;
  }

  AccountEvidence composite(String name, String rule, String... actions) {
    composites
        .addObject()
        .put("AlarmName", name)
        .put("AlarmArn", "arn:aws:cloudwatch:" + REGION + ":" + ACCOUNT + ":alarm:" + name)
        .put("AlarmRule", rule)
        .put("ActionsEnabled", true)
        .set("AlarmActions", JSON.valueToTree(actions));
    return this;
  }

  /** A topic to which CloudWatch alone may publish. */
  AccountEvidence topic(String name, Consumer<ObjectNode> change) {
    ObjectNode attributes = JSON.createObjectNode();
    attributes.put("TopicArn", topicArn(name)).put("Policy", FOR_ALARMS);
    change.accept(attributes);
    answer(
        Operation.GET_TOPIC_ATTRIBUTES,
        Map.of("TopicArn", topicArn(name)),
        JSON.createObjectNode().set("Attributes", attributes));
    subscriptions.put(topicArn(name), JSON.createArrayNode());
    return this;
  }

  /** Somebody who has confirmed it. */
  AccountEvidence subscriber(String topic, String email) {
    String arn = topicArn(topic) + ":" + email.replace('@', '-');
    subscriptions
        .get(topicArn(topic))
        .addObject()
        .put("SubscriptionArn", arn)
        .put("TopicArn", topicArn(topic))
        .put("Protocol", "email")
        .put("Endpoint", email);
    answer(
        Operation.GET_SUBSCRIPTION_ATTRIBUTES,
        Map.of("SubscriptionArn", arn),
        JSON.createObjectNode()
            .set("Attributes", JSON.createObjectNode().put("PendingConfirmation", "false")));
    return this;
  }

  /**
   * A key that is asked for by a name.
   *
   * @param name id, ARN or alias
   * @param policy JSON text
   */
  AccountEvidence key(String name, String id, String description, String policy) {
    return key(name, id, description, policy, any -> {});
  }

  AccountEvidence key(
      String name, String id, String description, String policy, Consumer<ObjectNode> change) {
    ObjectNode metadata = JSON.createObjectNode();
    metadata.put("KeyId", id).put("Arn", keyArn(id)).put("KeyState", "Enabled");
    metadata.put("Description", description);
    change.accept(metadata);
    answer(
        Operation.DESCRIBE_KEY,
        Map.of("KeyId", name),
        JSON.createObjectNode().set("KeyMetadata", metadata));
    answer(
        Operation.GET_KEY_POLICY,
        Map.of("KeyId", keyArn(id)),
        JSON.createObjectNode().put("Policy", policy));
    answer(
        Operation.LIST_GRANTS,
        Map.of("KeyId", keyArn(id)),
        JSON.createObjectNode().set("Grants", JSON.createArrayNode()));
    return this;
  }

  /** It was asked for an alias, and there is none. */
  AccountEvidence noAlias(String name) {
    calls.add(
        call(
            Operation.DESCRIBE_KEY,
            Map.of("KeyId", name),
            Optional.empty(),
            Optional.of(new Refusal("not-found", "NotFoundException", "no such alias", ""))));
    return this;
  }

  private void answer(Operation operation, Map<String, String> parameters, JsonNode answer) {
    calls.add(call(operation, parameters, Optional.of(answer), Optional.empty()));
  }

  private static Call call(
      Operation operation,
      Map<String, String> parameters,
      Optional<JsonNode> answer,
      Optional<Refusal> refusal) {
    return new Call(ACCOUNT, REGION, operation, new TreeMap<>(parameters), answer, refusal);
  }

  /** The evidence, as {@code audit --evidence} writes it. */
  String text() {
    List<Call> all = new ArrayList<>();
    ObjectNode filterPage = JSON.createObjectNode();
    filterPage.set("metricFilters", filters);
    ObjectNode alarmPage = JSON.createObjectNode();
    alarmPage.set("MetricAlarms", alarms);
    alarmPage.set("CompositeAlarms", composites);
    all.add(
        call(
            Operation.DESCRIBE_METRIC_FILTERS,
            Map.of(),
            Optional.of(filterPage),
            Optional.empty()));
    all.add(call(Operation.DESCRIBE_ALARMS, Map.of(), Optional.of(alarmPage), Optional.empty()));
    all.addAll(calls);
    subscriptions.forEach(
        (topic, each) ->
            all.add(
                call(
                    Operation.LIST_SUBSCRIPTIONS_BY_TOPIC,
                    Map.of("TopicArn", topic),
                    Optional.of(JSON.createObjectNode().set("Subscriptions", each)),
                    Optional.empty())));
    Instant then = Instant.parse("2026-11-26T01:02:54Z");
    return EvidenceFile.print(
        new Evidence(
            ACCOUNT,
            "arn:aws:iam::" + ACCOUNT + ":user/example",
            REGION,
            then,
            then.plusSeconds(2),
            all));
  }
}

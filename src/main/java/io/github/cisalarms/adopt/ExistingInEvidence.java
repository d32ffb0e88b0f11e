package io.github.cisalarms.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.account.AccountChain;
import io.github.cisalarms.account.Call;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.Operation;
import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Composite;
import io.github.cisalarms.adopt.Existing.Filter;
import io.github.cisalarms.adopt.Existing.Metric;
import io.github.cisalarms.adopt.Existing.Subscription;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.chain.Infrastructure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the evidence of an account says of one region. */
final class ExistingInEvidence {

  private static final List<String> OTHER_OF_ALARM =
      List.of("Dimensions", "Unit", "EvaluateLowSampleCountPercentile");

  private static final List<String> OTHER_OF_TOPIC =
      List.of(
          "DisplayName",
          "DeliveryPolicy",
          "ArchivePolicy",
          "FifoTopic",
          "ApplicationSuccessFeedbackRoleArn",
          "ApplicationFailureFeedbackRoleArn",
          "FirehoseSuccessFeedbackRoleArn",
          "FirehoseFailureFeedbackRoleArn",
          "HTTPSuccessFeedbackRoleArn",
          "HTTPFailureFeedbackRoleArn",
          "LambdaSuccessFeedbackRoleArn",
          "LambdaFailureFeedbackRoleArn",
          "SQSSuccessFeedbackRoleArn",
          "SQSFailureFeedbackRoleArn");

  private static final List<String> OTHER_OF_SUBSCRIPTION =
      List.of("DeliveryPolicy", "ReplayPolicy");

  private final String name;
  private final Evidence evidence;
  private final String region;
  private final Infrastructure chain;
  private final Map<String, JsonNode> attributes = new HashMap<>();

  private ExistingInEvidence(String name, Evidence evidence, String region) {
    this.name = name;
    this.evidence = evidence;
    this.region = region;
    this.chain = AccountChain.of(evidence);
    calls(Operation.GET_SUBSCRIPTION_ATTRIBUTES)
        .forEach(
            call ->
                call.answer()
                    .ifPresent(
                        answer ->
                            attributes.put(
                                call.parameters().getOrDefault("SubscriptionArn", ""),
                                answer.path("Attributes"))));
  }

  /**
   * What there is in a region.
   *
   * @param name what messages call the evidence
   * @throws AdoptException if filters or alarms could not be read
   */
  static Existing of(String name, Evidence evidence, String region) {
    return new ExistingInEvidence(name, evidence, region).existing();
  }

  private Existing existing() {
    requireRead(Operation.DESCRIBE_METRIC_FILTERS, "metric filters");
    requireRead(Operation.DESCRIBE_ALARMS, "alarms");
    return new Existing(
        name,
        evidence.account(),
        region,
        Optional.empty(),
        each(Operation.DESCRIBE_METRIC_FILTERS, "metricFilters", this::filter),
        each(Operation.DESCRIBE_ALARMS, "MetricAlarms", alarm -> Optional.of(alarm(alarm))),
        each(Operation.DESCRIBE_ALARMS, "CompositeAlarms", alarm -> Optional.of(composite(alarm))),
        calls(Operation.GET_TOPIC_ATTRIBUTES).flatMap(call -> topic(call).stream()).toList(),
        each(
            Operation.LIST_SUBSCRIPTIONS_BY_TOPIC,
            "Subscriptions",
            subscription -> Optional.of(subscription(subscription))),
        new KeysInEvidence(this::calls).keys(),
        List.of());
  }

  /** What could not be read would be made a second time. */
  private void requireRead(Operation operation, String what) {
    List<Call> calls = calls(operation).toList();
    if (calls.isEmpty()) {
      throw new AdoptException(
          "%s says nothing of the %s of account %s in %s; read that region, with the trail's log group"
              .formatted(name, what, evidence.account(), region));
    }
    calls.stream()
        .flatMap(call -> call.refusal().stream())
        .findFirst()
        .ifPresent(
            refusal -> {
              throw new AdoptException(
                  "%s: the %s of account %s in %s could not be read (%s), so nobody can tell what is there; %s"
                      .formatted(
                          name,
                          what,
                          evidence.account(),
                          region,
                          refusal.code().isEmpty() ? refusal.kind() : refusal.code(),
                          refusal.permission().isEmpty()
                              ? "read the account again"
                              : "read it again with the permission " + refusal.permission()));
            });
  }

  private Stream<Call> calls(Operation operation) {
    return evidence.calls().stream()
        .filter(
            call ->
                call.operation() == operation
                    && call.account().equals(evidence.account())
                    && call.region().equals(region));
  }

  private <T> List<T> each(Operation operation, String list, Function<JsonNode, Optional<T>> read) {
    return calls(operation)
        .flatMap(call -> call.answer().stream())
        .flatMap(answer -> StreamSupport.stream(answer.path(list).spliterator(), false))
        .flatMap(element -> read.apply(element).stream())
        .toList();
  }

  private Optional<Filter> filter(JsonNode node) {
    JsonValues filter = new JsonValues(node);
    JsonValues metric = filter.first("metricTransformations");
    if (metric.text("metricName").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Filter(
            Optional.empty(),
            filter.textOr("filterName", ""),
            filter.textOr("logGroupName", ""),
            filter.textOr("filterPattern", ""),
            new Metric(metric.textOr("metricNamespace", ""), metric.textOr("metricName", "")),
            metric.textOr("metricValue", ""),
            metric.number("defaultValue"),
            metric.text("unit"),
            !metric.set(List.of("dimensions")).isEmpty()));
  }

  private Alarm alarm(JsonNode node) {
    JsonValues alarm = new JsonValues(node);
    boolean math = !alarm.set(List.of("Metrics")).isEmpty();
    return new Alarm(
        Optional.empty(),
        alarm.textOr("AlarmName", ""),
        alarm.textOr("AlarmArn", ""),
        alarm
            .text("MetricName")
            .filter(metric -> !math)
            .map(metric -> new Metric(alarm.textOr("Namespace", ""), metric)),
        alarm.text("Statistic").or(() -> alarm.text("ExtendedStatistic")).orElse(""),
        alarm.textOr("ComparisonOperator", ""),
        alarm.number("Threshold").orElse(0.0),
        alarm.integerOr("Period", 0),
        alarm.integerOr("EvaluationPeriods", 1),
        alarm.number("DatapointsToAlarm").map(Double::intValue).filter(count -> count > 0),
        alarm.textOr("TreatMissingData", "missing"),
        alarm.isTrue("ActionsEnabled"),
        alarm.texts("AlarmActions"),
        alarm.texts("OKActions"),
        alarm.texts("InsufficientDataActions"),
        alarm.text("AlarmDescription"),
        alarm.set(OTHER_OF_ALARM),
        Optional.empty());
  }

  private static Composite composite(JsonNode node) {
    JsonValues alarm = new JsonValues(node);
    return new Composite(
        alarm.textOr("AlarmName", ""),
        alarm.textOr("AlarmRule", ""),
        alarm.isTrue("ActionsEnabled"),
        alarm.texts("AlarmActions"));
  }

  private Optional<Topic> topic(Call call) {
    String arn = call.parameters().getOrDefault("TopicArn", "");
    return call.answer()
        .map(answer -> new JsonValues(answer.path("Attributes")))
        .map(
            topic ->
                new Topic(
                    Optional.empty(),
                    arn,
                    topic.text("Policy").flatMap(JsonValues::parse),
                    Optional.empty(),
                    topic.text("KmsMasterKeyId"),
                    KeysInEvidence.letsCloudWatchPublish(chain, arn),
                    subscriptionsAreRead(arn),
                    topic.set(OTHER_OF_TOPIC),
                    Optional.empty()));
  }

  private boolean subscriptionsAreRead(String topic) {
    List<Call> calls =
        calls(Operation.LIST_SUBSCRIPTIONS_BY_TOPIC)
            .filter(call -> topic.equals(call.parameters().get("TopicArn")))
            .toList();
    return !calls.isEmpty() && calls.stream().allMatch(call -> call.answer().isPresent());
  }

  private Subscription subscription(JsonNode node) {
    JsonValues subscription = new JsonValues(node);
    Optional<String> arn =
        subscription.text("SubscriptionArn").filter(text -> text.startsWith("arn:"));
    Optional<JsonValues> read = arn.map(attributes::get).map(JsonValues::new);
    JsonValues found = read.orElse(subscription);
    return new Subscription(
        Optional.empty(),
        arn.filter(any -> !found.isTrue("PendingConfirmation")),
        subscription.textOr("TopicArn", ""),
        subscription.textOr("Protocol", ""),
        subscription.textOr("Endpoint", ""),
        found.text("FilterPolicy"),
        found.text("FilterPolicyScope"),
        found.isTrue("RawMessageDelivery"),
        found.text("RedrivePolicy"),
        found.text("SubscriptionRoleArn"),
        read.isPresent()
            ? found.set(OTHER_OF_SUBSCRIPTION)
            : List.of("settings that nobody has read"),
        false);
  }
}

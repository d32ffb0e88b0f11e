package io.github.cisalarms.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.chain.value.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is of alarms in one account and region, with every attribute that Terraform compares.
 *
 * @param source what messages call it
 * @param account id of the account; empty if nothing tells
 * @param region such as {@code us-east-1}; empty if nothing tells
 * @param state the state that manages it, if it was read from one
 */
record Existing(
    String source,
    String account,
    String region,
    Optional<State> state,
    List<Filter> filters,
    List<Alarm> alarms,
    List<Topic> topics,
    List<Subscription> subscriptions) {

  Existing {
    filters = List.copyOf(filters);
    alarms = List.copyOf(alarms);
    topics = List.copyOf(topics);
    subscriptions = List.copyOf(subscriptions);
  }

  /**
   * The state that something was read from.
   *
   * @param terraformVersion version that has written it; empty if it does not say
   */
  record State(String terraformVersion) {}

  /** A resource that may be under our addresses one day. */
  interface Resource {

    /** Its address in the state that it was read from. */
    Optional<String> address();

    /** How Terraform's {@code import} calls it. */
    String importId();
  }

  /**
   * A metric filter that emits one metric.
   *
   * @param defaultValue what it counts for other events; empty if nothing
   * @param unit of the metric, if one was given
   * @param dimensions whether the metric has dimensions
   */
  record Filter(
      Optional<String> address,
      String name,
      String logGroup,
      String pattern,
      Metric metric,
      String value,
      Optional<Double> defaultValue,
      Optional<String> unit,
      boolean dimensions)
      implements Resource {

    @Override
    public String importId() {
      return logGroup + ":" + name;
    }
  }

  /** Namespace and name of a metric. */
  record Metric(String namespace, String name) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /**
   * A metric alarm.
   *
   * @param metric what it watches; empty for metric math and anything else that is not one metric
   * @param statistic such as {@code Sum}, or a percentile; empty for metric math
   * @param datapointsToAlarm empty if all evaluation periods have to breach
   * @param description empty if it has none
   * @param other settings that ours have not, such as a unit
   * @param tags empty if nobody has read them
   */
  record Alarm(
      Optional<String> address,
      String name,
      String arn,
      Optional<Metric> metric,
      String statistic,
      String comparisonOperator,
      double threshold,
      int period,
      int evaluationPeriods,
      Optional<Integer> datapointsToAlarm,
      String treatMissingData,
      boolean actionsEnabled,
      List<String> alarmActions,
      List<String> okActions,
      List<String> insufficientDataActions,
      Optional<String> description,
      List<String> other,
      Optional<Map<String, String>> tags)
      implements Resource {

    @Override
    public String importId() {
      return name;
    }
  }

  /**
   * A topic.
   *
   * @param policy its policy; empty if nobody has read it
   * @param policyAddress where the state has the policy as a resource of its own
   * @param key id, ARN or alias of the key that encrypts it
   * @param subscribersKnown whether all its subscriptions are known
   * @param other settings that ours have not, such as a display name
   * @param tags empty if nobody has read them
   */
  record Topic(
      Optional<String> address,
      String arn,
      Optional<JsonNode> policy,
      Optional<String> policyAddress,
      Optional<String> key,
      boolean subscribersKnown,
      List<String> other,
      Optional<Map<String, String>> tags)
      implements Resource {

    String name() {
      return arn.substring(arn.lastIndexOf(':') + 1);
    }

    @Override
    public String importId() {
      return arn;
    }
  }

  /**
   * A subscription.
   *
   * @param arn its ARN; empty while its receiver has not confirmed it
   * @param other settings that ours have not, such as a delivery policy
   * @param defaultsKnown whether the state has the values that only Terraform knows
   */
  record Subscription(
      Optional<String> address,
      Optional<String> arn,
      String topicArn,
      String protocol,
      String endpoint,
      Optional<String> filterPolicy,
      Optional<String> filterPolicyScope,
      boolean rawMessageDelivery,
      Optional<String> redrivePolicy,
      Optional<String> roleArn,
      List<String> other,
      boolean defaultsKnown)
      implements Resource {

    /** Whether its receiver has yet to confirm it. */
    boolean pending() {
      return arn.isEmpty();
    }

    @Override
    public String importId() {
      return arn.orElseThrow();
    }
  }

  /** The topic of that ARN, if it is one of these. */
  Optional<Topic> topic(String arn) {
    return topics.stream().filter(topic -> topic.arn().equals(arn)).findFirst();
  }

  /** The subscriptions to the topic of that ARN. */
  List<Subscription> subscriptions(String topicArn) {
    return subscriptions.stream()
        .filter(subscription -> subscription.topicArn().equals(topicArn))
        .toList();
  }

  /** Whether somebody who has confirmed it subscribes to that topic. */
  boolean reachesSomebody(String topicArn) {
    return subscriptions(topicArn).stream().anyMatch(subscription -> !subscription.pending());
  }

  /** Whether an action tells somebody; of a topic without known subscribers it may be unknown. */
  Answer tellsSomebody(String action) {
    if (action.contains(":sns:") && !reachesSomebody(action)) {
      return topic(action).filter(Topic::subscribersKnown).isPresent() ? Answer.NO : Answer.UNKNOWN;
    }
    return Answer.YES;
  }

  /** Whether an alarm tells somebody. */
  Answer tellsSomebody(Alarm alarm) {
    if (!alarm.actionsEnabled()) {
      return Answer.NO;
    }
    List<Answer> answers = alarm.alarmActions().stream().map(this::tellsSomebody).toList();
    return answers.contains(Answer.YES)
        ? Answer.YES
        : answers.contains(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.NO;
  }

  /** Whether the alarm tells somebody of whom it is known here. */
  boolean reachesSomebody(Alarm alarm) {
    return alarm.actionsEnabled() && alarm.alarmActions().stream().anyMatch(this::reachesSomebody);
  }
}

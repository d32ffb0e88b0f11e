package io.github.cisalarms.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is of alarms in one account and region, with every attribute that Terraform compares.
 *
 * @param source what messages call it
 * @param account id of the account; empty if nothing tells
 * @param region such as {@code us-east-1}; empty if nothing tells
 * @param state the state that manages it, if it was read from one
 * @param ofOthers alarms that other stacks have; not among the alarms
 */
// Over 300 lines: a record with its contract for each kind of resource.
record Existing(
    String source,
    String account,
    String region,
    Optional<State> state,
    List<Filter> filters,
    List<Alarm> alarms,
    List<Composite> composites,
    List<Topic> topics,
    List<Subscription> subscriptions,
    Keys keys,
    List<Alarm> ofOthers) {

  Existing {
    filters = List.copyOf(filters);
    alarms = List.copyOf(alarms);
    composites = List.copyOf(composites);
    topics = List.copyOf(topics);
    subscriptions = List.copyOf(subscriptions);
    ofOthers = List.copyOf(ofOthers);
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

    /** Whether a filter of a stack counts into it. */
    boolean isOf(StackResource.Filter filter) {
      return namespace.equals(filter.metricNamespace()) && name.equals(filter.metricName());
    }

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

    /**
     * After how many events it goes off, whatever its comparison: the sum that it waits for. Empty
     * if it does so without an event, or if what it watches is no sum of events.
     */
    Optional<Double> events() {
      if (!statistic.equals(AlarmSettings.STATISTIC)) {
        return Optional.empty();
      }
      double events =
          switch (comparisonOperator) {
            case AlarmSettings.COMPARISON_OPERATOR -> Math.ceil(threshold);
            case "GreaterThanThreshold" -> Math.floor(threshold) + 1;
            default -> 0;
          };
      return Optional.of(events).filter(sum -> sum >= 1);
    }

    @Override
    public String importId() {
      return name;
    }
  }

  /**
   * A composite alarm, which tells for others.
   *
   * @param rule its expression, which names them
   */
  record Composite(String name, String rule, boolean actionsEnabled, List<String> alarmActions) {

    private boolean isFor(Alarm alarm) {
      return List.of("\"", "'", "(").stream()
              .anyMatch(quote -> rule.contains(quote + alarm.name() + closing(quote)))
          || !alarm.arn().isEmpty() && rule.contains(alarm.arn());
    }

    private static String closing(String quote) {
      return quote.equals("(") ? ")" : quote;
    }
  }

  /**
   * A topic.
   *
   * @param policy its policy; empty if nobody has read it
   * @param policyAddress where the state has the policy as a resource of its own
   * @param key id, ARN or alias of the key that encrypts it
   * @param keyWorks whether CloudWatch can publish through that key; yes if there is none
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
      Answer keyWorks,
      boolean subscribersKnown,
      List<String> other,
      Optional<Map<String, String>> tags)
      implements Resource {

    String name() {
      return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** Whether a key is one of AWS, whose policy nobody can change. */
    static boolean isManagedByAws(String key) {
      return key.contains("alias/aws/");
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

    String identity() {
      return topicArn + " " + protocol + " " + endpoint;
    }

    /** Whether its receiver has yet to confirm it. */
    boolean pending() {
      return arn.isEmpty();
    }

    @Override
    public String importId() {
      return arn.orElseThrow();
    }
  }

  /** The same without the alarms that other stacks have. */
  Existing without(List<StackResources> others) {
    Set<String> names =
        others.stream()
            .flatMap(stack -> stack.alarms().stream())
            .map(StackResource.Alarm::name)
            .collect(Collectors.toSet());
    return new Existing(
        source,
        account,
        region,
        state,
        filters,
        alarms.stream().filter(alarm -> !names.contains(alarm.name())).toList(),
        composites,
        topics,
        subscriptions,
        keys,
        alarms.stream().filter(alarm -> names.contains(alarm.name())).toList());
  }

  /** The alarm of another stack that watches a metric. */
  Optional<Alarm> ofOthers(Metric metric) {
    return ofOthers.stream()
        .filter(alarm -> alarm.metric().equals(Optional.of(metric)))
        .findFirst();
  }

  /** What has an address, with what makes it this one for Terraform. */
  Map<String, String> identities() {
    Map<String, String> identities = new TreeMap<>();
    Stream.of(filters, alarms, topics, keys.aliases())
        .flatMap(List::stream)
        .forEach(each -> each.address().ifPresent(key -> identities.put(key, each.importId())));
    topics.forEach(
        topic -> topic.policyAddress().ifPresent(key -> identities.put(key, topic.arn())));
    subscriptions.forEach(
        each -> each.address().ifPresent(key -> identities.put(key, each.identity())));
    return identities;
  }

  /** How many filters count into a metric. */
  long countInto(Metric metric) {
    return filters.stream().filter(filter -> filter.metric().equals(metric)).count();
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
    return isHere(topicArn)
        && subscriptions(topicArn).stream().anyMatch(subscription -> !subscription.pending());
  }

  /** Whether alarms of this region can call it: they can't publish to topics of another one. */
  boolean isHere(String action) {
    String[] parts = action.split(":", 6);
    return region.isEmpty()
        || parts.length < 6
        || !parts[2].equals("sns")
        || parts[3].equals(region);
  }

  /** Whether an action tells somebody; of a topic without known subscribers it may be unknown. */
  Answer tellsSomebody(String action) {
    if (!action.contains(":sns:") || reachesSomebody(action)) {
      return Answer.YES;
    }
    return !isHere(action) || topic(action).filter(Topic::subscribersKnown).isPresent()
        ? Answer.NO
        : Answer.UNKNOWN;
  }

  /** Whether an alarm tells somebody; one that a composite alarm watches may, by that. */
  Answer tellsSomebody(Alarm alarm) {
    Answer own =
        alarm.actionsEnabled()
            ? alarm.alarmActions().stream().map(this::tellsSomebody).reduce(Answer.NO, Answer::or)
            : Answer.NO;
    boolean composite =
        composites(alarm).stream()
            .flatMap(each -> each.alarmActions().stream())
            .anyMatch(action -> tellsSomebody(action) != Answer.NO);
    return composite ? own.or(Answer.UNKNOWN) : own;
  }

  /** The composite alarms that tell for an alarm. */
  List<Composite> composites(Alarm alarm) {
    return composites.stream()
        .filter(composite -> composite.actionsEnabled() && composite.isFor(alarm))
        .toList();
  }

  /** Whether the alarm tells somebody of whom it is known here, itself or by a composite alarm. */
  boolean reachesSomebody(Alarm alarm) {
    return alarm.actionsEnabled() && alarm.alarmActions().stream().anyMatch(this::reachesSomebody)
        || composites(alarm).stream()
            .flatMap(composite -> composite.alarmActions().stream())
            .anyMatch(this::reachesSomebody);
  }
}

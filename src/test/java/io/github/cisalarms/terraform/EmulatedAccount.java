package io.github.cisalarms.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;

/** What is in an emulated account, asked with the AWS SDK as anybody else would ask. */
final class EmulatedAccount {

  /** The trail's, as the sample and the configurations of the tests name it. */
  static final String LOG_GROUP = "aws-cloudtrail-logs";

  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final CloudWatchLogsClient logs;
  private final CloudWatchClient cloudWatch;
  private final SnsClient sns;

  EmulatedAccount(Moto moto) {
    logs = moto.logs();
    cloudWatch = moto.cloudWatch();
    sns = moto.sns();
  }

  EmulatedAccount(EmulatedEndpoint endpoint) {
    logs = endpoint.logs();
    cloudWatch = endpoint.cloudWatch();
    sns = endpoint.sns();
  }

  void createLogGroup() {
    logs.createLogGroup(request -> request.logGroupName(LOG_GROUP));
  }

  String createTopic(String name) {
    return sns.createTopic(request -> request.name(name)).topicArn();
  }

  /** Metric filters of the log group, by name. */
  Map<String, MetricFilter> filters() {
    return logs
        .describeMetricFiltersPaginator(request -> request.logGroupName(LOG_GROUP))
        .metricFilters()
        .stream()
        .collect(Collectors.toMap(MetricFilter::filterName, Function.identity()));
  }

  /** Patterns of the metric filters, by name. */
  Map<String, String> patterns() {
    return filters().values().stream()
        .collect(Collectors.toMap(MetricFilter::filterName, MetricFilter::filterPattern));
  }

  /** Alarms, by name. */
  Map<String, MetricAlarm> alarms() {
    return cloudWatch.describeAlarmsPaginator().metricAlarms().stream()
        .collect(Collectors.toMap(MetricAlarm::alarmName, Function.identity()));
  }

  List<Tag> tags(MetricAlarm alarm) {
    return cloudWatch.listTagsForResource(request -> request.resourceARN(alarm.alarmArn())).tags();
  }

  /** ARNs of all topics. */
  List<String> topics() {
    return sns.listTopicsPaginator().topics().stream().map(Topic::topicArn).toList();
  }

  /** All that is set for a topic, without the counts of its subscriptions. */
  Map<String, String> topicSettings(String topic) {
    Map<String, String> settings =
        new TreeMap<>(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes());
    settings.keySet().removeIf(name -> name.startsWith("Subscriptions"));
    return settings;
  }

  /** The policy of a topic, with keys in alphabetical order. */
  JsonNode topicPolicy(String topic) {
    try {
      Object policy = SORTED.readValue(topicSettings(topic).get("Policy"), Object.class);
      return SORTED.readTree(SORTED.writeValueAsString(policy));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Protocol and endpoint of the topic's subscriptions, such as {@code email x@example.com}. */
  List<String> subscriptions(String topic) {
    return subscriptionsOf(topic).stream()
        .map(subscription -> subscription.protocol() + " " + subscription.endpoint())
        .toList();
  }

  /** All that is set for the subscription of an endpoint. */
  Map<String, String> subscriptionSettings(String topic, String endpoint) {
    String arn =
        subscriptionsOf(topic).stream()
            .filter(subscription -> subscription.endpoint().equals(endpoint))
            .findFirst()
            .orElseThrow()
            .subscriptionArn();
    return sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn)).attributes();
  }

  private List<Subscription> subscriptionsOf(String topic) {
    return sns
        .listSubscriptionsByTopicPaginator(request -> request.topicArn(topic))
        .subscriptions()
        .stream()
        .toList();
  }
}

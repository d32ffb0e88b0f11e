package io.github.cisalarms.fleet;

import io.github.cisalarms.construct.CisAlarmsConfig;
import io.github.cisalarms.construct.ControlValues;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.construct.Subscription;
import io.github.cisalarms.fleet.resource.Partition;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says what a stack will consist of, from the values that {@link AccountStack} gives the
 * constructs. The addresses are the module's: a stack that calls it has them one level down, and
 * with an index where the module has a {@code count}.
 */
final class ResourcesOfStack {

  private final StackConfig stack;
  private final CisAlarmsConfig config;
  private final String partition;
  private final String topicArn;
  private final String module;
  private final Map<String, String> defaultTags;

  private ResourcesOfStack(StackConfig stack) {
    this.stack = stack;
    config = AlarmsConfig.of(stack.accountId(), stack.settings());
    partition = Partition.ofRegion(stack.region());
    topicArn =
        config
            .topic()
            .existingTopicArn()
            .orElseGet(
                () ->
                    "arn:%s:sns:%s:%s:%s"
                        .formatted(
                            partition,
                            stack.region(),
                            stack.accountId(),
                            config.topic().topicName()));
    module = stack.settings().mapping("module").isPresent() ? "module.cis_alarms." : "";
    defaultTags = AlarmsConfig.texts(stack.settings(), "default_tags");
  }

  static StackResources of(StackConfig stack) {
    return new ResourcesOfStack(stack).resources();
  }

  private StackResources resources() {
    NotificationTopicConfig topic = config.topic();
    Optional<NotificationTopicConfig> created =
        Optional.of(topic).filter(config -> config.existingTopicArn().isEmpty());
    Optional<NotificationTopicConfig> ofKey =
        created.filter(config -> config.createdKeyAlias().isPresent());
    return new StackResources(
        stack.name(),
        stack.accountId(),
        stack.region(),
        stack.logGroupName(),
        topicArn,
        ofKey.map(this::key),
        ofKey.map(
            config -> new StackResource.KeyAlias(topicAddress("aws_kms_alias"), alias(config))),
        created.map(this::topic),
        created.map(this::policy),
        config.controls(topicArn).stream().map(this::filter).toList(),
        config.controls(topicArn).stream().map(this::alarm).toList(),
        topic.subscriptions().entrySet().stream()
            .map(entry -> subscription(entry.getKey(), entry.getValue()))
            .toList());
  }

  private StackResource.Key key(NotificationTopicConfig topic) {
    return new StackResource.Key(
        topicAddress("aws_kms_key"),
        topic.keyDescription(),
        topic.keyPolicy(),
        withDefaultTags(topic.tags()));
  }

  private static String alias(NotificationTopicConfig topic) {
    return topic.createdKeyAlias().orElseThrow();
  }

  private StackResource.Topic topic(NotificationTopicConfig topic) {
    return new StackResource.Topic(
        topicAddress("aws_sns_topic"),
        topic.topicName(),
        topicArn,
        topic.createdKeyAlias().or(topic::kmsMasterKeyId),
        withDefaultTags(topic.tags()));
  }

  private StackResource.TopicPolicy policy(NotificationTopicConfig topic) {
    return new StackResource.TopicPolicy(
        topicAddress("aws_sns_topic_policy"), topicArn, topic.policy(topicArn));
  }

  private StackResource.Filter filter(ControlValues control) {
    return new StackResource.Filter(
        address("aws_cloudwatch_log_metric_filter.control", control.filter().key()),
        control.filter(),
        control.filterName(),
        stack.logGroupName(),
        control.pattern(),
        control.metricName(),
        control.metricNamespace());
  }

  private StackResource.Alarm alarm(ControlValues control) {
    return new StackResource.Alarm(
        address("aws_cloudwatch_metric_alarm.control", control.filter().key()),
        control.filter(),
        control.alarmName(),
        "arn:%s:cloudwatch:%s:%s:alarm:%s"
            .formatted(partition, stack.region(), stack.accountId(), control.alarmName()),
        control.description(),
        control.metricName(),
        control.metricNamespace(),
        control.settings(),
        control.alarmActions(),
        control.okActions(),
        control.insufficientDataActions(),
        withDefaultTags(control.tags()));
  }

  private StackResource.Subscription subscription(String key, Subscription subscription) {
    return new StackResource.Subscription(
        address("aws_sns_topic_subscription.subscriber", key),
        key,
        topicArn,
        subscription.protocol(),
        subscription.endpoint(),
        subscription.filterPolicy(),
        subscription.filterPolicyScope(),
        subscription.rawMessageDelivery(),
        subscription.redrivePolicy(),
        subscription.subscriptionRoleArn());
  }

  private String topicAddress(String type) {
    return module + type + ".alarms" + (module.isEmpty() ? "" : "[0]");
  }

  private String address(String resource, String key) {
    return module + resource + "[\"" + key + "\"]";
  }

  private Map<String, String> withDefaultTags(Map<String, String> tags) {
    Map<String, String> all = new TreeMap<>(defaultTags);
    all.putAll(tags);
    return all;
  }
}

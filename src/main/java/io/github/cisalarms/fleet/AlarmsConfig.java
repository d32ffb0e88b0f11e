package io.github.cisalarms.fleet;

import io.github.cisalarms.construct.CisAlarmsConfig;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.construct.Subscription;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import java.util.Map;
import java.util.TreeMap;

/** A stack's settings as the constructs take them. */
final class AlarmsConfig {

  private AlarmsConfig() {}

  /**
   * Controls, log group and topic of one stack.
   *
   * @param accountId twelve digits
   * @param settings the stack's; with templates escaped if Terraform is to read what comes of them
   */
  static CisAlarmsConfig of(String accountId, Mapping settings) {
    Map<String, String> tags = texts(settings, "tags");
    CisAlarmsConfig.Builder alarms =
        CisAlarmsConfig.builder(
                topic(accountId, settings, tags), settings.text("log_group_name").orElseThrow())
            .selection(ControlSettings.selection(settings))
            .checkers(ControlSettings.checkers(settings))
            .okActions(settings.texts("ok_actions"))
            .insufficientDataActions(settings.texts("insufficient_data_actions"))
            .tags(tags)
            .shortAddresses();
    settings.text("metric_namespace").ifPresent(alarms::metricNamespace);
    settings.text("name_prefix").ifPresent(alarms::namePrefix);
    ControlSettings.overrides(settings).forEach(alarms::override);
    return alarms.build();
  }

  /** The texts of a mapping, in the order of their keys. */
  static Map<String, String> texts(Mapping settings, String key) {
    Map<String, String> texts = new TreeMap<>();
    settings
        .mapping(key)
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .keySet()
                    .forEach(name -> mapping.text(name).ifPresent(text -> texts.put(name, text))));
    return texts;
  }

  private static NotificationTopicConfig topic(
      String accountId, Mapping settings, Map<String, String> tags) {
    NotificationTopicConfig.Builder topic = NotificationTopicConfig.builder(accountId).tags(tags);
    settings.text("sns_topic_arn").ifPresent(topic::existingTopicArn);
    settings.text("sns_topic_name").ifPresent(topic::topicName);
    settings.text("kms_master_key_id").ifPresent(topic::kmsMasterKeyId);
    if (settings.bool("create_kms_key").orElse(false)) {
      topic.createKmsKey();
    }
    settings
        .mapping("subscriptions")
        .ifPresent(
            all ->
                all.entries()
                    .keySet()
                    .forEach(
                        key ->
                            all.mapping(key)
                                .ifPresent(each -> topic.subscription(key, subscription(each)))));
    return topic.build();
  }

  private static Subscription subscription(Mapping subscription) {
    return new Subscription(
        subscription.text("protocol").orElseThrow(),
        subscription.text("endpoint").orElseThrow(),
        ModuleCall.filterPolicy(subscription),
        subscription.text("filter_policy_scope"),
        subscription.bool("raw_message_delivery"),
        subscription.text("dead_letter_queue_arn"),
        subscription.text("subscription_role_arn"));
  }
}

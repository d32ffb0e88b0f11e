package io.github.cisalarms.fleet.resource;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource of a stack with the values that Terraform gives it. */
public sealed interface StackResource {

  /**
   * The address in the stack, such as {@code
   * aws_cloudwatch_metric_alarm.control["root-account-usage"]}; with {@code module.cis_alarms.}
   * before it where the stack calls the module.
   */
  String address();

  /**
   * What Terraform can't change: where it differs, the resource is replaced. Empty if there is
   * nothing of that kind.
   */
  String identity();

  /**
   * A metric filter. It counts {@link ControlFilter#VALUE} for an event that matches, and {@link
   * ControlFilter#DEFAULT_VALUE} otherwise.
   *
   * @param address as {@link StackResource#address}
   * @param control whose filter it is, and by which key
   * @param name name of the filter, unique in the log group
   * @param logGroupName the log group
   * @param pattern filter pattern
   * @param metricName name of the metric that it emits
   * @param metricNamespace namespace of the metric
   */
  record Filter(
      String address,
      ControlFilter control,
      String name,
      String logGroupName,
      String pattern,
      String metricName,
      String metricNamespace)
      implements StackResource {

    @Override
    public String identity() {
      return logGroupName + ":" + name;
    }
  }

  /**
   * An alarm on one metric, with {@link AlarmSettings#STATISTIC} and {@link
   * AlarmSettings#COMPARISON_OPERATOR}. Its actions are enabled.
   *
   * @param address as {@link StackResource#address}
   * @param control whose alarm it is, and by which key
   * @param name name of the alarm, unique in account and region
   * @param arn ARN of the alarm
   * @param description what whoever is paged reads
   * @param metricName name of the metric that it watches
   * @param metricNamespace namespace of the metric
   * @param settings when it goes off
   * @param alarmActions ARNs of what is told when it does
   * @param okActions ARNs of what is told when it is over
   * @param insufficientDataActions ARNs of what is told when data is missing
   * @param tags by key, those that the provider adds among them
   */
  record Alarm(
      String address,
      ControlFilter control,
      String name,
      String arn,
      String description,
      String metricName,
      String metricNamespace,
      AlarmSettings settings,
      List<String> alarmActions,
      List<String> okActions,
      List<String> insufficientDataActions,
      Map<String, String> tags)
      implements StackResource {

    @Override
    public String identity() {
      return name;
    }
  }

  /**
   * A topic that the stack creates.
   *
   * @param address as {@link StackResource#address}
   * @param name name of the topic
   * @param arn ARN of the topic
   * @param kmsMasterKeyId key that encrypts it: id, ARN or alias; the alias if the stack creates
   *     the key; none if empty
   * @param tags by key, those that the provider adds among them
   */
  record Topic(
      String address,
      String name,
      String arn,
      Optional<String> kmsMasterKeyId,
      Map<String, String> tags)
      implements StackResource {

    @Override
    public String identity() {
      return arn;
    }
  }

  /**
   * A key that the stack creates for its topic. It is rotated every year.
   *
   * @param address as {@link StackResource#address}
   * @param description what the key is for
   * @param policy JSON text
   * @param tags by key, those that the provider adds among them
   */
  record Key(String address, String description, String policy, Map<String, String> tags)
      implements StackResource {

    @Override
    public String identity() {
      return "";
    }
  }

  /**
   * The alias of a key that the stack creates.
   *
   * @param address as {@link StackResource#address}
   * @param name such as {@code alias/cis-alarms}
   */
  record KeyAlias(String address, String name) implements StackResource {

    @Override
    public String identity() {
      return name;
    }
  }

  /**
   * The policy of a topic that the stack creates.
   *
   * @param address as {@link StackResource#address}
   * @param topicArn ARN of the topic
   * @param policy JSON text
   */
  record TopicPolicy(String address, String topicArn, String policy) implements StackResource {

    @Override
    public String identity() {
      return topicArn;
    }
  }

  /**
   * A subscription of the topic, created or not.
   *
   * @param address as {@link StackResource#address}
   * @param key its key in {@code subscriptions}
   * @param topicArn ARN of the topic
   * @param protocol of SNS, such as {@code email}
   * @param endpoint what the protocol delivers to
   * @param filterPolicy JSON text; every message is delivered if empty
   * @param filterPolicyScope what the filter policy looks at; SNS's default if empty
   * @param rawMessageDelivery whether the bare message is delivered; not if empty
   * @param redrivePolicy JSON text that names the dead-letter queue; none if empty
   * @param subscriptionRoleArn role that SNS assumes; none if empty
   */
  record Subscription(
      String address,
      String key,
      String topicArn,
      String protocol,
      String endpoint,
      Optional<String> filterPolicy,
      Optional<String> filterPolicyScope,
      Optional<Boolean> rawMessageDelivery,
      Optional<String> redrivePolicy,
      Optional<String> subscriptionRoleArn)
      implements StackResource {

    @Override
    public String identity() {
      return topicArn + " " + protocol + " " + endpoint;
    }
  }
}

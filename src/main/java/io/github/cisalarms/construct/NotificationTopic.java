package io.github.cisalarms.construct;

import com.hashicorp.cdktf.MapTerraformIterator;
import com.hashicorp.cdktf.TerraformCount;
import com.hashicorp.cdktf.TerraformIterator;
import com.hashicorp.cdktf.TerraformLocal;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopicConfig;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicyConfig;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscriptionConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Defines the SNS topic that alarms publish to, and its subscriptions.
 *
 * <p>Creates {@code aws_sns_topic} and {@code aws_sns_topic_policy}, or neither when an existing
 * topic is used; and one {@code aws_sns_topic_subscription} under {@code for_each} with the
 * subscriptions' keys. The policy lets CloudWatch publish for alarms of one account, and refuses
 * whoever publishes without TLS.
 *
 * <p>Where a key is asked for, creates {@code aws_kms_key} and {@code aws_kms_alias}, too.
 *
 * <p>The child ids {@code topic}, {@code policy}, {@code key}, {@code key-alias} and {@code
 * subscription} are contract: they become resource addresses.
 */
public final class NotificationTopic extends Construct {

  private static final String TOPIC = "alarms";

  private final Optional<SnsTopic> topic;
  private final String topicArn;
  private final Addresses addresses;

  /**
   * Defines the topic.
   *
   * @param scope the stack or construct it belongs to
   * @param id unique within the scope
   * @param config create or reuse, and who is subscribed
   */
  public NotificationTopic(Construct scope, String id, NotificationTopicConfig config) {
    this(scope, id, config, Addresses.OF_CDKTF);
  }

  NotificationTopic(
      Construct scope, String id, NotificationTopicConfig config, Addresses addresses) {
    super(scope, id);
    this.addresses = addresses;
    if (config.existingTopicArn().isPresent()) {
      topic = Optional.empty();
      topicArn = config.existingTopicArn().get();
    } else {
      SnsTopic created = createTopic(config);
      String createdArn = createdArn(config, created);
      topic = Optional.of(created);
      createPolicy(config, createdArn);
      topicArn = createdOrExistingArn(config, created).orElse(createdArn);
    }
    if (config.subscriptionsFrom().isPresent()) {
      createSubscriptions(TerraformIterator.fromMap(config.subscriptionsFrom().get()));
    } else if (!config.subscriptions().isEmpty()) {
      createSubscriptions(
          addresses.each(local(config.subscriptions()), EachValue.OF_SUBSCRIPTIONS));
    }
  }

  /** ARN of the topic, created or not. */
  public String topicArn() {
    return topicArn;
  }

  /** The topic, where one is created. */
  public Optional<SnsTopic> topic() {
    return topic;
  }

  private SnsTopic createTopic(NotificationTopicConfig config) {
    SnsTopicConfig.Builder builder =
        SnsTopicConfig.builder().name(config.topicName()).tags(config.tags());
    keyId(config).ifPresent(builder::kmsMasterKeyId);
    if (!config.dependsOn().isEmpty()) {
      builder.dependsOn(config.dependsOn());
    }
    count(config).ifPresent(builder::count);
    return new SnsTopic(addresses.parent(this), addresses.id("topic", TOPIC), builder.build());
  }

  private Optional<String> keyId(NotificationTopicConfig config) {
    return config.createKmsKey()
        ? Optional.of(new TopicKey(addresses.parent(this), config, addresses, TOPIC).arnOrOther())
        : config.kmsMasterKeyId();
  }

  private void createPolicy(NotificationTopicConfig config, String arn) {
    SnsTopicPolicyConfig.Builder builder =
        SnsTopicPolicyConfig.builder().arn(arn).policy(config.policy(arn));
    count(config).ifPresent(builder::count);
    addresses.name(
        new SnsTopicPolicy(
            addresses.parent(this), addresses.id("policy", "policy"), builder.build()),
        TOPIC);
  }

  private static Optional<TerraformCount> count(NotificationTopicConfig config) {
    return config
        .choice()
        .map(
            choice ->
                TerraformCount.of(Token.asNumber("${%s ? 1 : 0}".formatted(choice.condition()))));
  }

  private static String createdArn(NotificationTopicConfig config, SnsTopic created) {
    return config.choice().isPresent()
        ? "${%s[0].arn}".formatted(created.getFqn())
        : created.getArn();
  }

  private static Optional<String> createdOrExistingArn(
      NotificationTopicConfig config, SnsTopic created) {
    return config
        .choice()
        .map(
            choice ->
                "${%s ? %s[0].arn : %s}"
                    .formatted(choice.condition(), created.getFqn(), choice.existingTopicArn()));
  }

  private TerraformLocal local(Map<String, Subscription> subscriptions) {
    return new TerraformLocal(
        addresses.parent(this),
        addresses.id(EachValue.SUBSCRIPTIONS, EachValue.SUBSCRIPTIONS),
        arguments(subscriptions));
  }

  private void createSubscriptions(MapTerraformIterator each) {
    new SnsTopicSubscription(
        addresses.parent(this),
        addresses.id("subscription", "subscriber"),
        SnsTopicSubscriptionConfig.builder()
            .forEach(each)
            .topicArn(topicArn)
            .protocol("${each.value.protocol}")
            .endpoint("${each.value.endpoint}")
            .filterPolicy(EachValue.orNull("filter_policy"))
            .filterPolicyScope(EachValue.orNull("filter_policy_scope"))
            .rawMessageDelivery(EachValue.RAW_MESSAGE_DELIVERY)
            .redrivePolicy(EachValue.orNull("redrive_policy"))
            .subscriptionRoleArn(EachValue.orNull("subscription_role_arn"))
            .build());
  }

  private static Map<String, Map<String, Object>> arguments(
      Map<String, Subscription> subscriptions) {
    Map<String, Map<String, Object>> all = new TreeMap<>();
    subscriptions.forEach((key, value) -> all.put(key, arguments(value)));
    return all;
  }

  private static Map<String, Object> arguments(Subscription subscription) {
    Map<String, Object> arguments = new TreeMap<>();
    arguments.put("protocol", subscription.protocol());
    arguments.put("endpoint", subscription.endpoint());
    subscription.filterPolicy().ifPresent(value -> arguments.put("filter_policy", value));
    subscription
        .filterPolicyScope()
        .ifPresent(value -> arguments.put("filter_policy_scope", value));
    subscription
        .rawMessageDelivery()
        .ifPresent(value -> arguments.put("raw_message_delivery", value));
    subscription.redrivePolicy().ifPresent(value -> arguments.put("redrive_policy", value));
    subscription
        .subscriptionRoleArn()
        .ifPresent(value -> arguments.put("subscription_role_arn", value));
    return arguments;
  }
}

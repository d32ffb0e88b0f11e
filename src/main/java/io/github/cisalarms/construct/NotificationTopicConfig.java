package io.github.cisalarms.construct;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a {@link NotificationTopic} is made of: a topic of its own, or one that exists. */
public final class NotificationTopicConfig {

  /** Name of a topic that is created, unless another is asked for. */
  public static final String DEFAULT_TOPIC_NAME = "cis-alarms";

  /** The key that AWS manages for SNS; CloudWatch has no right to use it, so no alarm arrives. */
  public static final String AWS_MANAGED_KEY = "alias/aws/sns";

  private final String accountId;
  private final String topicName;
  private final Optional<String> existingTopicArn;
  private final Optional<String> createUnless;
  private final Optional<String> kmsMasterKeyId;
  private final Map<String, Subscription> subscriptions;
  private final Optional<Map<String, Object>> subscriptionsFrom;
  private final Map<String, String> tags;
  private final List<ITerraformDependable> dependsOn;

  private NotificationTopicConfig(Builder builder) {
    accountId = builder.accountId;
    topicName = builder.topicName;
    existingTopicArn = builder.existingTopicArn;
    createUnless = builder.createUnless;
    kmsMasterKeyId = builder.kmsMasterKeyId;
    subscriptions = Collections.unmodifiableMap(new TreeMap<>(builder.subscriptions));
    subscriptionsFrom = builder.subscriptionsFrom;
    tags = builder.tags;
    dependsOn = builder.dependsOn;
  }

  /**
   * Starts a topic that is created under the name {@value #DEFAULT_TOPIC_NAME}.
   *
   * @param accountId twelve digits; alarms of this account alone may publish to a created topic
   */
  public static Builder builder(String accountId) {
    return new Builder(accountId);
  }

  String accountId() {
    return accountId;
  }

  String topicName() {
    return topicName;
  }

  Optional<String> existingTopicArn() {
    return existingTopicArn;
  }

  Optional<String> createUnless() {
    return createUnless;
  }

  Optional<String> kmsMasterKeyId() {
    return kmsMasterKeyId;
  }

  Map<String, Subscription> subscriptions() {
    return subscriptions;
  }

  Optional<Map<String, Object>> subscriptionsFrom() {
    return subscriptionsFrom;
  }

  Map<String, String> tags() {
    return tags;
  }

  List<ITerraformDependable> dependsOn() {
    return dependsOn;
  }

  /** Collects what is optional in a topic. */
  public static final class Builder {

    private final String accountId;
    private final Map<String, Subscription> subscriptions = new TreeMap<>();
    private String topicName = DEFAULT_TOPIC_NAME;
    private Optional<String> existingTopicArn = Optional.empty();
    private Optional<String> createUnless = Optional.empty();
    private Optional<String> kmsMasterKeyId = Optional.empty();
    private Optional<Map<String, Object>> subscriptionsFrom = Optional.empty();
    private Map<String, String> tags = Map.of();
    private List<ITerraformDependable> dependsOn = List.of();

    private Builder(String accountId) {
      this.accountId = accountId;
    }

    /** Name of the topic to create. Default: {@value #DEFAULT_TOPIC_NAME}. */
    public Builder topicName(String name) {
      topicName = name;
      return this;
    }

    /**
     * Uses this topic and creates none. It is left as it is, policy and key included, and only
     * subscribed to when subscriptions are given. Default: a topic is created.
     */
    public Builder existingTopicArn(String arn) {
      existingTopicArn = Optional.of(arn);
      return this;
    }

    /**
     * Leaves the choice to Terraform: creates a topic if this ARN is null when Terraform plans, and
     * uses the topic that it names otherwise. Default: decided here.
     *
     * @param arn expression without braces, such as {@code var.sns_topic_arn}; whether it is null
     *     has to be known when Terraform plans
     */
    public Builder createUnless(String arn) {
      createUnless = Optional.of(arn);
      return this;
    }

    /**
     * Encrypts the created topic with this customer-managed KMS key: a key id, an ARN or an alias.
     * The key's policy has to let {@code cloudwatch.amazonaws.com} use {@code kms:Decrypt} and
     * {@code kms:GenerateDataKey*}. Default: not encrypted with a key.
     *
     * @throws IllegalArgumentException for {@value #AWS_MANAGED_KEY}
     */
    public Builder kmsMasterKeyId(String keyId) {
      if (keyId.endsWith(AWS_MANAGED_KEY)) {
        throw new IllegalArgumentException(
            "kmsMasterKeyId '"
                + keyId
                + "': CloudWatch can't publish through the key that AWS manages; name a"
                + " customer-managed key that lets cloudwatch.amazonaws.com use it, or none");
      }
      kmsMasterKeyId = Optional.of(keyId);
      return this;
    }

    /**
     * Adds a subscription. Without any the topic reaches nobody.
     *
     * @param key stable name; it becomes part of the resource's address
     * @param subscription who is told
     */
    public Builder subscription(String key, Subscription subscription) {
      subscriptions.put(key, subscription);
      return this;
    }

    /**
     * Takes the subscriptions from Terraform instead: a token of a map from key to an object with
     * the arguments of {@code aws_sns_topic_subscription}.
     */
    public Builder subscriptionsFrom(Map<String, Object> token) {
      subscriptionsFrom = Optional.of(token);
      return this;
    }

    /** Tags of the created topic. Default: none. */
    public Builder tags(Map<String, String> newTags) {
      tags = newTags;
      return this;
    }

    /** What has to be there before the topic. Default: nothing. */
    public Builder dependsOn(List<? extends ITerraformDependable> dependables) {
      dependsOn = List.copyOf(dependables);
      return this;
    }

    /** The finished config. */
    public NotificationTopicConfig build() {
      return new NotificationTopicConfig(this);
    }
  }
}

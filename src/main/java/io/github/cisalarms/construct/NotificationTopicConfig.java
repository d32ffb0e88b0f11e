package io.github.cisalarms.construct;

import com.hashicorp.cdktf.ITerraformDependable;
import io.github.cisalarms.catalog.Shapes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a {@link NotificationTopic} is made of: a topic of its own, or one that exists. */
// Over 300 lines: one setter with its contract for each argument.
public final class NotificationTopicConfig {

  /** Name of a topic that is created, unless another is asked for. */
  public static final String DEFAULT_TOPIC_NAME = "cis-alarms";

  /**
   * How the names of keys begin that AWS manages, such as {@code alias/aws/sns}. CloudWatch has no
   * right to use them, so no alarm would arrive.
   */
  public static final String AWS_MANAGED_KEYS = "alias/aws/";

  /**
   * How many characters the name of a topic may have whose key is created along with it: KMS takes
   * 256 for an alias, {@code alias/} included.
   */
  public static final int LONGEST_NAME_WITH_KEY = 256 - "alias/".length();

  private static final Pattern ACCOUNT_ID = Pattern.compile(Shapes.ACCOUNT_ID);
  private static final Pattern TOPIC_NAME = Pattern.compile(Shapes.TOPIC_NAME);
  private static final Pattern KMS_KEY = Pattern.compile(Shapes.KMS_KEY);
  private static final Pattern TOPIC_ARN = Pattern.compile(Shapes.TOPIC_ARN);

  private final String accountId;
  private final String topicName;
  private final Optional<String> existingTopicArn;
  private final Optional<Choice> choice;
  private final Optional<String> kmsMasterKeyId;
  private final boolean createKmsKey;
  private final Optional<String> createKmsKeyWhen;
  private final Map<String, Subscription> subscriptions;
  private final Optional<Map<String, Object>> subscriptionsFrom;
  private final Map<String, String> tags;
  private final List<ITerraformDependable> dependsOn;

  private NotificationTopicConfig(Builder builder) {
    accountId = builder.accountId;
    topicName = builder.topicName;
    existingTopicArn = builder.existingTopicArn;
    choice = builder.choice;
    kmsMasterKeyId = builder.kmsMasterKeyId;
    createKmsKey = builder.createKmsKey;
    createKmsKeyWhen = builder.createKmsKeyWhen;
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

  /** Name of the topic that is created, unless there is one. */
  public String topicName() {
    return topicName;
  }

  /** ARN of the topic that is used instead of a created one. */
  public Optional<String> existingTopicArn() {
    return existingTopicArn;
  }

  /**
   * The created topic's policy, as JSON text.
   *
   * @param topicArn its ARN, or an expression for it
   */
  public String policy(String topicArn) {
    return ResourcePolicy.ofTopic(topicArn, accountId);
  }

  /** The policy of a key that is created along with the topic, as JSON text. */
  public String keyPolicy() {
    return ResourcePolicy.ofKey(accountId);
  }

  /** What a key that is created along with the topic says of itself. */
  public String keyDescription() {
    return "Encrypts the alarms of the SNS topic " + topicName;
  }

  Optional<Choice> choice() {
    return choice;
  }

  /** Key that encrypts the created topic, unless one is created along with it. */
  public Optional<String> kmsMasterKeyId() {
    return kmsMasterKeyId;
  }

  /** Alias of the key that is created along with the topic. */
  public Optional<String> createdKeyAlias() {
    return createKmsKey() ? Optional.of(TopicKey.ALIAS + topicName) : Optional.empty();
  }

  /** Whether a key is defined, be it under a condition of Terraform's. */
  boolean createKmsKey() {
    return createKmsKey || createKmsKeyWhen.isPresent();
  }

  Optional<String> createKmsKeyWhen() {
    return createKmsKeyWhen;
  }

  /** Who is subscribed, by key. */
  public Map<String, Subscription> subscriptions() {
    return subscriptions;
  }

  Optional<Map<String, Object>> subscriptionsFrom() {
    return subscriptionsFrom;
  }

  /** Tags of the created topic, without those that the provider adds. */
  public Map<String, String> tags() {
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
    private Optional<Choice> choice = Optional.empty();
    private Optional<String> kmsMasterKeyId = Optional.empty();
    private boolean createKmsKey;
    private Optional<String> createKmsKeyWhen = Optional.empty();
    private Optional<Map<String, Object>> subscriptionsFrom = Optional.empty();
    private Map<String, String> tags = Map.of();
    private List<ITerraformDependable> dependsOn = List.of();

    private Builder(String accountId) {
      new Argument("accountId", accountId)
          .require(ACCOUNT_ID, "write the 12 digits of the account, such as 111122223333");
      this.accountId = accountId;
    }

    /** Name of the topic to create. Default: {@value #DEFAULT_TOPIC_NAME}. */
    public Builder topicName(String name) {
      new Argument("topicName", name)
          .require(TOPIC_NAME, "write 1 to 256 of the characters a-z, A-Z, 0-9, '_' and '-'");
      topicName = name;
      return this;
    }

    /**
     * Uses this topic and creates none. It is left as it is, policy and key included, and only
     * subscribed to when subscriptions are given. Default: a topic is created.
     */
    public Builder existingTopicArn(String arn) {
      new Argument("existingTopicArn", arn)
          .require(
              TOPIC_ARN,
              "write the ARN of a standard SNS topic, such as"
                  + " arn:aws:sns:us-east-1:111122223333:security-alerts");
      existingTopicArn = Optional.of(arn);
      return this;
    }

    /**
     * Leaves the choice to Terraform. Default: decided here.
     *
     * @param condition expression without braces, such as {@code var.sns_topic_arn == null}, that
     *     is true if a topic is to be created; it has to be known when Terraform plans
     * @param existingTopicArn expression without braces of the topic that is used otherwise, such
     *     as {@code var.sns_topic_arn}
     */
    public Builder createWhen(String condition, String existingTopicArn) {
      choice = Optional.of(new Choice(condition, existingTopicArn));
      return this;
    }

    /**
     * Encrypts the created topic with this customer-managed KMS key: a key id, an ARN or an alias.
     * The key's policy has to let {@code cloudwatch.amazonaws.com} use {@code kms:Decrypt} and
     * {@code kms:GenerateDataKey*}. Default: not encrypted with a key.
     *
     * @throws IllegalArgumentException for a key that AWS manages, or what names no key
     */
    public Builder kmsMasterKeyId(String keyId) {
      new Argument("kmsMasterKeyId", keyId)
          .check(
              !keyId.startsWith(AWS_MANAGED_KEYS) && !keyId.contains(":" + AWS_MANAGED_KEYS),
              "CloudWatch can't publish through a key that AWS manages; name a customer-managed key"
                  + " that lets cloudwatch.amazonaws.com use it, or none");
      new Argument("kmsMasterKeyId", keyId)
          .require(KMS_KEY, "write the ARN, the id or the alias of a key, such as alias/alarms");
      kmsMasterKeyId = Optional.of(keyId);
      return this;
    }

    /**
     * Encrypts the created topic with a KMS key of its own, which is rotated every year, lets
     * CloudWatch use it for alarms of this account and the account administer it, and has an alias
     * of the topic's name, such as {@code alias/cis-alarms}. AWS charges for a key by the month.
     * Default: no key is created.
     */
    public Builder createKmsKey() {
      createKmsKey = true;
      return this;
    }

    /**
     * Leaves it to Terraform whether a key is created; {@link #kmsMasterKeyId} is used otherwise.
     * Default: decided here.
     *
     * @param condition expression without braces, such as {@code var.create_kms_key}, that is true
     *     if a key is to be created; it has to be known when Terraform plans
     */
    public Builder createKmsKeyWhen(String condition) {
      createKmsKeyWhen = Optional.of(condition);
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
     * {@code protocol} and {@code endpoint} and, where they are set, {@code filter_policy}, {@code
     * filter_policy_scope}, {@code raw_message_delivery}, {@code redrive_policy} and {@code
     * subscription_role_arn}, as {@code aws_sns_topic_subscription} has them.
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

    /**
     * The finished config.
     *
     * @throws IllegalArgumentException for settings of which one would have no effect
     */
    public NotificationTopicConfig build() {
      Argument.requireTags(tags);
      refuseTogether(
          existingTopicArn.isPresent() && kmsMasterKeyId.isPresent(),
          "existingTopicArn and kmsMasterKeyId: the key is for a topic that is created");
      refuseTogether(
          existingTopicArn.isPresent() && createKmsKey,
          "existingTopicArn and createKmsKey: the key is for a topic that is created");
      refuseTogether(
          kmsMasterKeyId.isPresent() && createKmsKey,
          "kmsMasterKeyId and createKmsKey: a topic has one key");
      if (createKmsKey) {
        new Argument("topicName", topicName)
            .check(
                topicName.length() <= LONGEST_NAME_WITH_KEY,
                "the created key gets an alias of this name, which has room for %d characters"
                    .formatted(LONGEST_NAME_WITH_KEY));
      }
      refuseTogether(
          existingTopicArn.isPresent() && choice.isPresent(),
          "existingTopicArn and createWhen: createWhen names the existing topic itself");
      refuseTogether(
          subscriptionsFrom.isPresent() && !subscriptions.isEmpty(),
          "subscriptionsFrom and subscription: Terraform's map is used alone");
      return new NotificationTopicConfig(this);
    }

    private static void refuseTogether(boolean both, String why) {
      if (both) {
        throw new IllegalArgumentException(why + "; leave one of them out");
      }
    }
  }

  /**
   * A choice that Terraform makes.
   *
   * @param condition expression, true if a topic is to be created
   * @param existingTopicArn expression of the topic that is used otherwise
   */
  record Choice(String condition, String existingTopicArn) {}
}

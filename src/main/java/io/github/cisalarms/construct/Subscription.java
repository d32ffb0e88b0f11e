package io.github.cisalarms.construct;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cisalarms.catalog.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who is told: one subscription of a {@link NotificationTopic}.
 *
 * <p>An e-mail or http(s) subscription stays pending until its receiver confirms it; until then
 * nothing is delivered.
 *
 * @param protocol one of {@link #PROTOCOLS}
 * @param endpoint what the protocol delivers to: an address, a number, a URL or an ARN
 * @param filterPolicy JSON text; only messages that it lets pass are delivered, all if empty
 * @param filterPolicyScope what the filter policy looks at, {@code MessageAttributes} (the
 *     service's default) or {@code MessageBody}. The message of an alarm has no attributes, so a
 *     policy on it wants {@code MessageBody}
 * @param rawMessageDelivery whether the bare message is delivered, without SNS's JSON around it;
 *     not if empty
 * @param deadLetterQueueArn ARN of the SQS queue that takes what could not be delivered; such
 *     messages are lost if empty
 * @param subscriptionRoleArn ARN of the role that SNS assumes to write to a Firehose stream; needed
 *     for {@code firehose} and for nothing else
 */
public record Subscription(
    String protocol,
    String endpoint,
    Optional<String> filterPolicy,
    Optional<String> filterPolicyScope,
    Optional<Boolean> rawMessageDelivery,
    Optional<String> deadLetterQueueArn,
    Optional<String> subscriptionRoleArn) {

  /** The protocols of SNS, by name. */
  public static final List<String> PROTOCOLS =
      List.of(
          "application",
          "email",
          "email-json",
          "firehose",
          "http",
          "https",
          "lambda",
          "sms",
          "sqs");

  /** The protocols that can deliver a message without SNS's JSON around it. */
  public static final List<String> RAW_PROTOCOLS = List.of("firehose", "http", "https", "sqs");

  /** What a filter policy can look at. */
  public static final List<String> FILTER_POLICY_SCOPES =
      List.of("MessageAttributes", "MessageBody");

  /**
   * Rejects what SNS would reject, unless it is a token.
   *
   * @throws IllegalArgumentException naming the argument, its value and what to write instead
   */
  public Subscription {
    new Argument("protocol", protocol)
        .check(PROTOCOLS.contains(protocol), "use one of " + String.join(", ", PROTOCOLS));
    requireEndpoint(protocol, new Argument("endpoint", endpoint));
    new Argument("rawMessageDelivery", "true")
        .check(
            !rawMessageDelivery.orElse(false) || RAW_PROTOCOLS.contains(protocol),
            "is for " + String.join(", ", RAW_PROTOCOLS) + " only; leave it out");
    deadLetterQueueArn.ifPresent(
        arn ->
            new Argument("deadLetterQueueArn", arn)
                .require(
                    Pattern.compile(Shapes.arnOf("sqs")),
                    "write the ARN of an SQS queue, such as"
                        + " arn:aws:sqs:us-east-1:111122223333:undelivered"));
    filterPolicyScope.ifPresent(
        scope ->
            new Argument("filterPolicyScope", scope)
                .check(
                    FILTER_POLICY_SCOPES.contains(scope),
                    "use one of " + String.join(", ", FILTER_POLICY_SCOPES)));
    new Argument("protocol", protocol)
        .check(
            protocol.equals("firehose") == subscriptionRoleArn.isPresent(),
            "subscriptionRoleArn goes with firehose, and only with it");
  }

  private static void requireEndpoint(String protocol, Argument endpoint) {
    switch (protocol) {
      case "email", "email-json" ->
          endpoint.require(
              Pattern.compile(Shapes.EMAIL),
              "write an e-mail address, such as security@example.com");
      case "http", "https" ->
          endpoint.require(
              Pattern.compile(Shapes.url(protocol)),
              "write its URL, such as " + protocol + "://alerts.example.com/sns");
      case "sms" ->
          endpoint.require(
              Pattern.compile(Shapes.PHONE),
              "write a telephone number with its country code, such as +15555550100");
      case "sqs", "lambda", "firehose" ->
          endpoint.require(
              Pattern.compile(Shapes.arnOf(protocol)),
              "write its ARN, such as arn:aws:%s:us-east-1:111122223333:%salarms"
                  .formatted(protocol, Shapes.resourceOf(protocol)));
      case "application" ->
          endpoint.require(
              Pattern.compile(Shapes.arnOf("sns")),
              "write the ARN of an application's endpoint, which starts with arn:aws:sns:");
      default -> {}
    }
  }

  /** Where SNS puts what it can't deliver, as the JSON text that it takes. */
  public Optional<String> redrivePolicy() {
    return deadLetterQueueArn.map(
        queue ->
            JsonNodeFactory.instance.objectNode().put("deadLetterTargetArn", queue).toString());
  }

  /**
   * A subscription to every message, with SNS's defaults.
   *
   * @param protocol as the record's
   * @param endpoint as the record's
   */
  public static Subscription of(String protocol, String endpoint) {
    return builder(protocol, endpoint).build();
  }

  /**
   * Starts a subscription to every message, with SNS's defaults.
   *
   * @param protocol as the record's
   * @param endpoint as the record's
   */
  public static Builder builder(String protocol, String endpoint) {
    return new Builder(protocol, endpoint);
  }

  /** Collects what is set. */
  public static final class Builder {

    private final String protocol;
    private final String endpoint;
    private Optional<String> filterPolicy = Optional.empty();
    private Optional<String> filterPolicyScope = Optional.empty();
    private Optional<Boolean> rawMessageDelivery = Optional.empty();
    private Optional<String> deadLetterQueueArn = Optional.empty();
    private Optional<String> subscriptionRoleArn = Optional.empty();

    private Builder(String protocol, String endpoint) {
      this.protocol = protocol;
      this.endpoint = endpoint;
    }

    /** Sets {@link Subscription#filterPolicy()}. */
    public Builder filterPolicy(String value) {
      filterPolicy = Optional.of(value);
      return this;
    }

    /** Sets {@link Subscription#filterPolicyScope()}. */
    public Builder filterPolicyScope(String value) {
      filterPolicyScope = Optional.of(value);
      return this;
    }

    /** Sets {@link Subscription#rawMessageDelivery()}. */
    public Builder rawMessageDelivery(boolean value) {
      rawMessageDelivery = Optional.of(value);
      return this;
    }

    /** Sets {@link Subscription#deadLetterQueueArn()}. */
    public Builder deadLetterQueueArn(String value) {
      deadLetterQueueArn = Optional.of(value);
      return this;
    }

    /** Sets {@link Subscription#subscriptionRoleArn()}. */
    public Builder subscriptionRoleArn(String value) {
      subscriptionRoleArn = Optional.of(value);
      return this;
    }

    /** The finished subscription. */
    public Subscription build() {
      return new Subscription(
          protocol,
          endpoint,
          filterPolicy,
          filterPolicyScope,
          rawMessageDelivery,
          deadLetterQueueArn,
          subscriptionRoleArn);
    }
  }
}

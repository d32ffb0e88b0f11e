package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Subscription;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subscriptions that there are, as a stack has them. */
final class Subscriptions {

  private Subscriptions() {}

  /** The subscription of the stack that SNS takes for this one: protocol and endpoint are its. */
  static Optional<StackResource.Subscription> wanted(
      StackResources stack, Subscription subscription) {
    return stack.subscriptions().stream()
        .filter(
            each ->
                each.protocol().equals(subscription.protocol())
                    && each.endpoint().equals(subscription.endpoint()))
        .findFirst();
  }

  /** A key that tells what it is, and that no other has. */
  static String newKey(Subscription subscription, Set<String> keys) {
    String endpoint = subscription.endpoint();
    String name =
        switch (subscription.protocol()) {
          case "email", "email-json" -> endpoint.split("@", 2)[0];
          case "http", "https" -> endpoint.replaceFirst("^https?://", "").split("[/:?]", 2)[0];
          case "sms" -> "sms";
          default -> endpoint.substring(endpoint.lastIndexOf(':') + 1);
        };
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String base = plain.isEmpty() ? subscription.protocol() : plain;
    String key = base;
    for (int i = 2; !keys.add(key); i++) {
      key = base + "-" + i;
    }
    return key;
  }

  /** What {@code cis-alarms.yaml} says of it. */
  static Map<String, Object> settings(Subscription subscription) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("protocol", subscription.protocol());
    settings.put("endpoint", subscription.endpoint());
    subscription
        .filterPolicy()
        .ifPresent(
            policy -> {
              settings.put("filter_policy", policy);
              subscription
                  .filterPolicyScope()
                  .filter(scope -> !scope.equals("MessageAttributes"))
                  .ifPresent(scope -> settings.put("filter_policy_scope", scope));
            });
    if (subscription.rawMessageDelivery()) {
      settings.put("raw_message_delivery", true);
    }
    subscription
        .redrivePolicy()
        .flatMap(JsonValues::parse)
        .map(policy -> policy.path("deadLetterTargetArn").asText())
        .filter(arn -> !arn.isEmpty())
        .ifPresent(arn -> settings.put("dead_letter_queue_arn", arn));
    subscription.roleArn().ifPresent(arn -> settings.put("subscription_role_arn", arn));
    return settings;
  }
}

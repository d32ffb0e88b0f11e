package io.github.cisalarms.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The topic that the stack's alarms are to publish to: one that is there, if they have one. It is
 * imported where the stack can say all of it, and otherwise used as it is.
 *
 * @param arn ARN of the topic that is there; empty if one is created
 * @param imported the topic, if the stack takes it over
 * @param why why it is not taken over, as a clause; empty if it is, or if nothing is there
 */
record TopicChoice(Optional<String> arn, Optional<Topic> imported, String why) {

  static TopicChoice of(
      StackResources stack, Existing existing, List<Taken> taken, List<StackResources> others) {
    if (stack.topic().isEmpty()) {
      return new TopicChoice(Optional.of(stack.topicArn()), Optional.empty(), "");
    }
    Optional<String> arn = mostUsed(existing, taken);
    if (existing.topic(stack.topicArn()).isPresent()
        && arn.filter(existing::reachesSomebody).isEmpty()) {
      // Whoever makes a topic of that name gets this one.
      arn = Optional.of(stack.topicArn());
    }
    if (arn.isEmpty()) {
      return new TopicChoice(Optional.empty(), Optional.empty(), "");
    }
    Optional<Topic> topic = existing.topic(arn.get());
    String why =
        topic.map(each -> reason(stack, each, others)).orElse("nobody has read what it is like");
    return new TopicChoice(arn, topic.filter(each -> why.isEmpty()), why);
  }

  /** The topic of most alarms, those before that reach somebody. */
  private static Optional<String> mostUsed(Existing existing, List<Taken> taken) {
    Map<String, Integer> uses = new LinkedHashMap<>();
    taken.stream()
        .flatMap(
            each ->
                each
                    .alarm()
                    .or(() -> each.filter().flatMap(filter -> existing.ofOthers(filter.metric())))
                    .stream())
        .flatMap(alarm -> actions(existing, alarm))
        .filter(action -> action.contains(":sns:") && !action.endsWith(".fifo"))
        .filter(existing::isHere)
        .sorted()
        .forEach(action -> uses.merge(action, 1, Integer::sum));
    return uses.keySet().stream()
        .max(
            Comparator.comparing((String arn) -> existing.reachesSomebody(arn))
                .thenComparing(uses::get)
                .thenComparing(Comparator.reverseOrder()));
  }

  /** Whom an alarm tells, itself or by composite alarms. */
  private static Stream<String> actions(Existing existing, Alarm alarm) {
    return Stream.concat(
        alarm.alarmActions().stream(),
        existing.composites(alarm).stream()
            .flatMap(composite -> composite.alarmActions().stream()));
  }

  private static String reason(StackResources stack, Topic topic, List<StackResources> others) {
    Optional<String> owner =
        others.stream()
            .filter(each -> each.topic().isPresent() && each.topicArn().equals(topic.arn()))
            .map(StackResources::stack)
            .findFirst();
    if (owner.isPresent()) {
      return "stack " + owner.get() + " has it";
    }
    String[] parts = topic.arn().split(":", 6);
    if (parts.length < 6
        || !parts[3].equals(stack.region())
        || !parts[4].equals(stack.accountId())) {
      return "it is in another account or region";
    }
    if (!topic.other().isEmpty()) {
      return "it has settings that a stack has not: " + String.join(", ", topic.other());
    }
    if (topic.policy().isEmpty()) {
      return "nobody has read its policy";
    }
    return isForAlarmsAlone(topic.policy().get(), stack.accountId())
        ? ""
        : "its policy lets others publish, too";
  }

  /** Whether ours can take the policy's place without anybody losing a right. */
  private static boolean isForAlarmsAlone(JsonNode policy, String account) {
    JsonNode statements = policy.path("Statement");
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      JsonNode principal = statement.path("Principal");
      boolean alarms =
          principal.size() == 1
              && principal.path("Service").asText().equals("cloudwatch.amazonaws.com");
      boolean owner =
          principal.path("Service").isMissingNode()
              && (isOwner(principal, account) || isForOwner(statement, account));
      boolean tls =
          statement.path("Effect").asText().equals("Deny")
              && statement.path("Condition").toString().contains("aws:SecureTransport");
      if (!alarms && !owner && !tls) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOwner(JsonNode principal, String account) {
    String aws = principal.path("AWS").asText();
    return aws.equals(account) || aws.matches("arn:[a-z-]+:iam::" + account + ":root");
  }

  /** As in the policy that SNS gives a topic. */
  private static boolean isForOwner(JsonNode statement, String account) {
    JsonNode condition = statement.path("Condition").path("StringEquals");
    return condition.properties().stream()
        .anyMatch(
            each ->
                List.of("aws:sourceowner", "aws:sourceaccount")
                        .contains(each.getKey().toLowerCase(java.util.Locale.ROOT))
                    && each.getValue().asText().equals(account));
  }

  /** Whether actions come to the topic, and to nothing else. */
  boolean isAllOf(List<String> actions) {
    return arn.map(topic -> actions.equals(List.of(topic))).orElse(false);
  }
}

package io.github.cisalarms.construct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resource policy of a created topic. */
final class TopicPolicy {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TopicPolicy() {}

  /**
   * Policy that lets the alarms of one account publish, and nobody without TLS.
   *
   * <p>Follows the example of the CloudWatch user guide for encrypted topics ({@code
   * aws:SourceAccount} against the confused deputy) and the SNS guide on data in transit.
   */
  static String json(String topicArn, String accountId) {
    Map<String, Object> allowAlarms =
        statement(
            "AllowCloudWatchAlarmsOfThisAccount",
            "Allow",
            Map.of("Service", "cloudwatch.amazonaws.com"),
            topicArn,
            Map.of("StringEquals", Map.of("aws:SourceAccount", accountId)));
    Map<String, Object> denyWithoutTls =
        statement(
            "DenyPublishWithoutTls",
            "Deny",
            Map.of("AWS", "*"),
            topicArn,
            Map.of("Bool", Map.of("aws:SecureTransport", "false")));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", List.of(allowAlarms, denyWithoutTls));
    try {
      return MAPPER.writeValueAsString(policy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }

  private static Map<String, Object> statement(
      String sid,
      String effect,
      Map<String, String> principal,
      String topicArn,
      Map<String, ?> condition) {
    // In insertion order, since the text is compared byte for byte.
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Sid", sid);
    statement.put("Effect", effect);
    statement.put("Principal", principal);
    statement.put("Action", "sns:Publish");
    statement.put("Resource", topicArn);
    statement.put("Condition", condition);
    return statement;
  }
}

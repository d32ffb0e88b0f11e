package io.github.cisalarms.construct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies of a created topic and of its key, as JSON text. */
final class ResourcePolicy {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, String> CLOUDWATCH =
      Map.of("Service", "cloudwatch.amazonaws.com");

  private ResourcePolicy() {}

  /**
   * Policy that lets the alarms of one account publish, and nobody without TLS.
   *
   * <p>Follows the example of the CloudWatch user guide for encrypted topics ({@code
   * aws:SourceAccount} against the confused deputy) and the SNS guide on data in transit.
   */
  static String ofTopic(String topicArn, String accountId) {
    return json(
        statement(
            "AllowCloudWatchAlarmsOfThisAccount",
            "Allow",
            CLOUDWATCH,
            "sns:Publish",
            topicArn,
            ofAccount(accountId)),
        statement(
            "DenyPublishWithoutTls",
            "Deny",
            Map.of("AWS", "*"),
            "sns:Publish",
            topicArn,
            Map.of("Bool", Map.of("aws:SecureTransport", "false"))));
  }

  /**
   * Policy that lets the account administer its key, and CloudWatch encrypt what alarms of the
   * account publish. Within a key's policy the resource {@code *} is the key itself.
   *
   * <p>CloudWatch's statement is that of the SNS guide on encrypted topics. An account's id alone
   * is its root principal in every partition.
   */
  static String ofKey(String accountId) {
    return json(
        statement(
            "AllowAdministrationByThisAccount",
            "Allow",
            Map.of("AWS", accountId),
            "kms:*",
            "*",
            Map.of()),
        statement(
            "AllowCloudWatchAlarmsOfThisAccount",
            "Allow",
            CLOUDWATCH,
            List.of("kms:Decrypt", "kms:GenerateDataKey*"),
            "*",
            ofAccount(accountId)));
  }

  private static Map<String, Object> ofAccount(String accountId) {
    return Map.of("StringEquals", Map.of("aws:SourceAccount", accountId));
  }

  private static String json(Map<?, ?>... statements) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", statements);
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
      Object action,
      String resource,
      Map<String, Object> condition) {
    // In insertion order, since the text is compared byte for byte.
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Sid", sid);
    statement.put("Effect", effect);
    statement.put("Principal", principal);
    statement.put("Action", action);
    statement.put("Resource", resource);
    if (!condition.isEmpty()) {
      statement.put("Condition", condition);
    }
    return statement;
  }
}

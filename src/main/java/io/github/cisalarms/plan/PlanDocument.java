package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.chain.verdict.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code terraform show -json} says of the resources that a review looks at, before anything
 * is made of it.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output
 *     format</a>
 */
final class PlanDocument {

  /** The types that are read; everything else is skipped unseen. */
  static final Set<String> TYPES =
      Set.of(
          "aws_caller_identity",
          "aws_cloudtrail",
          "aws_cloudwatch_composite_alarm",
          "aws_cloudwatch_log_group",
          "aws_cloudwatch_log_metric_filter",
          "aws_cloudwatch_metric_alarm",
          "aws_iam_policy_document",
          "aws_kms_alias",
          "aws_kms_key",
          "aws_kms_external_key",
          "aws_kms_grant",
          "aws_kms_key_policy",
          "aws_kms_replica_key",
          "aws_lambda_alias",
          "aws_lambda_function",
          "aws_lambda_permission",
          "aws_region",
          "aws_sns_topic",
          "aws_sns_topic_policy",
          "aws_sns_topic_subscription",
          "aws_sqs_queue",
          "aws_sqs_queue_policy");

  /** Whether it is a plan; otherwise it is a state. */
  boolean plan;

  /** The version that has written it; empty if it does not say. */
  String terraformVersion = "";

  /** What will be: the planned values, or the state. */
  final List<Resource> resources = new ArrayList<>();

  /** What is, as far as a plan says. */
  final List<Resource> prior = new ArrayList<>();

  /** Whether a resource is one of a provider of OpenTofu's registry. */
  boolean openTofu;

  /** Addresses of resources of other types, as far as they are managed. */
  final List<String> others = new ArrayList<>();

  final Map<String, Change> changes = new LinkedHashMap<>();
  final Map<String, JsonNode> variables = new HashMap<>();
  final Map<String, JsonNode> providers = new LinkedHashMap<>();
  ConfigModule configuration = new ConfigModule();

  /**
   * One resource instance.
   *
   * @param module address of its module's instance, such as {@code module.alarms["eu"]}; empty for
   *     the root module
   * @param key its {@code count} index or {@code for_each} key; missing if it has neither
   */
  record Resource(
      String address,
      String module,
      boolean data,
      String type,
      String name,
      JsonNode key,
      JsonNode values,
      JsonNode sensitive) {

    /** Whether it is the instance of that {@code count} index or {@code for_each} key. */
    boolean hasKey(String name) {
      return !key.isMissingNode() && key.asText().equals(name);
    }

    /** The resource within its module, such as {@code data.aws_region.current}. */
    String local() {
      return (data ? "data." : "") + type + "." + name;
    }
  }

  /** What a plan does to one resource instance. */
  record Change(
      String address,
      boolean data,
      String type,
      List<String> actions,
      JsonNode before,
      JsonNode after,
      JsonNode unknown,
      JsonNode sensitive) {}

  /**
   * A resource as it is configured.
   *
   * @param provider key of its provider configuration, such as {@code aws.eu}; empty if unknown
   */
  record ConfigResource(JsonNode expressions, JsonNode forEach, String provider) {
    static final ConfigResource NONE =
        new ConfigResource(MissingNode.getInstance(), MissingNode.getInstance(), "");
  }

  /** A module as it is configured. */
  static final class ConfigModule {
    final Map<String, ConfigResource> resources = new HashMap<>();
    final Map<String, ModuleCall> calls = new HashMap<>();
    final Map<String, JsonNode> outputs = new HashMap<>();

    /** The defaults of its variables. */
    final Map<String, JsonNode> defaults = new HashMap<>();
  }

  /** A call of a module as it is configured. */
  static final class ModuleCall {
    ConfigModule module = new ConfigModule();
    JsonNode expressions = MissingNode.getInstance();
    JsonNode forEach = MissingNode.getInstance();
  }
}

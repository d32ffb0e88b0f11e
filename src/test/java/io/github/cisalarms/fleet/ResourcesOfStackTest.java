package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a stack, against what Terraform reads of it. */
class ResourcesOfStackTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLE = Path.of("examples/fleet");

  @TempDir Path folder;

  static Stream<StackResources> stacksOfTheExample() {
    return FleetConfig.read(EXAMPLE.resolve("cis-alarms.yaml")).resources().stream();
  }

  @ParameterizedTest
  @MethodSource("stacksOfTheExample")
  void hasTheValuesOfTheStack(StackResources stack) throws IOException {
    JsonNode json =
        JSON.readTree(
            Files.readString(
                EXAMPLE.resolve("stacks").resolve(stack.stack()).resolve("cdk.tf.json")));
    if (!json.path("module").isMissingNode()) {
      assertThat(stack.all())
          .extracting(StackResource::address)
          .contains("module.cis_alarms.aws_cloudwatch_metric_alarm.control[\"root-account-usage\"]")
          .allMatch(address -> address.startsWith("module.cis_alarms."));
      return;
    }
    assertThat(values(stack)).isEqualTo(new Synthesized(json, stack.topicArn()).values());
  }

  @Test
  void hasTheNamesOfResourcesThatExistAlready() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cis-alarms.yaml"),
            """
            accounts:
              - account_id: "111122223333"
                region: us-east-1
                log_group_name: trail
                name_prefix: prod-
                metric_namespace: Security
                controls: [root-account-usage, organizations-changes, vpc-changes]
                overrides:
                  root-account-usage:
                    filter_name: Root login
                    metric_name: RootLogin
                    metric_namespace: LogMetrics
                    alarm_name: Somebody is root
                  organizations-changes: {metric_name: OrgChanges}
            """);
    FleetConfig config = FleetConfig.read(file);
    StackResources stack = config.resources().get(0);
    FleetStacks.synthesize(config, folder, done -> {}).write(false);
    JsonNode json =
        JSON.readTree(folder.resolve("stacks/111122223333-us-east-1/cdk.tf.json").toFile());
    assertThat(values(stack)).isEqualTo(new Synthesized(json, stack.topicArn()).values());
    assertThat(stack.filters())
        .extracting(
            filter -> filter.control().key(),
            StackResource.Filter::name,
            StackResource.Filter::metricNamespace,
            StackResource.Filter::metricName)
        .contains(
            tuple("root-account-usage", "Root login", "LogMetrics", "RootLogin"),
            tuple("organizations-changes", "OrgChanges", "Security", "OrgChanges"),
            tuple("vpc-changes", "prod-vpc_changes_metric", "Security", "prod-vpc_changes_metric"));
    assertThat(stack.alarms())
        .extracting(StackResource.Alarm::name)
        .contains("Somebody is root", "prod-vpc-changes");
  }

  @Test
  void readsTextThatTerraformWouldTakeForATemplate() throws IOException {
    StackResources stack =
        resources(
            """
            accounts:
              - account_id: "111122223333"
                region: eu-west-1
                log_group_name: trail
                name_prefix: own-
                overrides:
                  unauthorized-api-calls: {description: 'Ask ${team}'}
            """);
    assertThat(stack.alarms().get(0).description()).isEqualTo("Ask ${team}");
    assertThat(stack.topicArn()).isEqualTo("arn:aws:sns:eu-west-1:111122223333:cis-alarms");
    assertThat(stack.alarms().get(0).arn())
        .isEqualTo("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:own-unauthorized-api-calls");
  }

  @Test
  void makesNoTopicWhereOneExists() throws IOException {
    StackResources stack =
        resources(
            """
            accounts:
              - account_id: "111122223333"
                region: cn-north-1
                log_group_name: trail
                module: {source: "git::https://git.example.com/a.git?ref=v1"}
                sns_topic_arn: arn:aws-cn:sns:cn-north-1:111122223333:ours
            """);
    assertThat(stack.topic()).isEmpty();
    assertThat(stack.topicPolicy()).isEmpty();
    assertThat(stack.alarms())
        .allSatisfy(
            alarm -> {
              assertThat(alarm.alarmActions()).containsExactly(stack.topicArn());
              assertThat(alarm.arn()).startsWith("arn:aws-cn:cloudwatch:cn-north-1:");
            });
  }

  @Test
  void namesTheKeyThatIsCreatedByItsAlias() throws IOException {
    StackResources stack =
        resources(
            """
            accounts:
              - account_id: "111122223333"
                region: us-east-1
                log_group_name: trail
                sns_topic_name: security
                create_kms_key: true
            """);
    assertThat(stack.topic().flatMap(StackResource.Topic::kmsMasterKeyId))
        .contains("alias/security");
  }

  @Test
  void hasAnIndexWhereTheModuleHasACount() throws IOException {
    StackResources stack =
        resources(
            """
            accounts:
              - account_id: "111122223333"
                region: us-east-1
                log_group_name: trail
                module: {source: "git::https://git.example.com/a.git?ref=v1"}
            """);
    assertThat(stack.topic())
        .map(StackResource.Topic::address)
        .contains("module.cis_alarms.aws_sns_topic.alarms[0]");
    assertThat(stack.topicPolicy())
        .map(StackResource.TopicPolicy::address)
        .contains("module.cis_alarms.aws_sns_topic_policy.alarms[0]");
  }

  private StackResources resources(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("cis-alarms.yaml"), yaml);
    List<StackResources> all = FleetConfig.read(file).resources();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** The resources as Terraform's arguments, by address. */
  private static Map<String, JsonNode> values(StackResources stack) {
    Map<String, JsonNode> values = new TreeMap<>();
    stack
        .topic()
        .ifPresent(
            topic -> {
              Map<String, Object> arguments = new TreeMap<>();
              arguments.put("name", topic.name());
              topic.kmsMasterKeyId().ifPresent(key -> arguments.put("kms_master_key_id", key));
              arguments.put("tags", topic.tags());
              values.put(topic.address(), JSON.valueToTree(arguments));
            });
    stack
        .topicPolicy()
        .ifPresent(
            policy ->
                values.put(
                    policy.address(),
                    JSON.valueToTree(Map.of("arn", policy.topicArn(), "policy", policy.policy()))));
    stack.filters().forEach(filter -> values.put(filter.address(), arguments(filter)));
    stack.alarms().forEach(alarm -> values.put(alarm.address(), arguments(alarm)));
    stack
        .subscriptions()
        .forEach(subscription -> values.put(subscription.address(), arguments(subscription)));
    return values;
  }

  private static JsonNode arguments(StackResource.Filter filter) {
    return JSON.valueToTree(
        Map.of(
            "name",
            filter.name(),
            "log_group_name",
            filter.logGroupName(),
            "pattern",
            filter.pattern(),
            "metric_transformation",
            Map.of(
                "name",
                filter.metricName(),
                "namespace",
                filter.metricNamespace(),
                "value",
                ControlFilter.VALUE,
                "default_value",
                ControlFilter.DEFAULT_VALUE)));
  }

  private static JsonNode arguments(StackResource.Alarm alarm) {
    Map<String, Object> arguments = new TreeMap<>();
    arguments.put("alarm_name", alarm.name());
    arguments.put("alarm_description", alarm.description());
    arguments.put("metric_name", alarm.metricName());
    arguments.put("namespace", alarm.metricNamespace());
    arguments.put("statistic", AlarmSettings.STATISTIC);
    arguments.put("comparison_operator", AlarmSettings.COMPARISON_OPERATOR);
    arguments.put("actions_enabled", true);
    double threshold = alarm.settings().threshold();
    if (threshold == Math.rint(threshold)) {
      arguments.put("threshold", (int) threshold);
    } else {
      arguments.put("threshold", threshold);
    }
    arguments.put("period", alarm.settings().period());
    arguments.put("evaluation_periods", alarm.settings().evaluationPeriods());
    alarm
        .settings()
        .datapointsToAlarm()
        .ifPresent(count -> arguments.put("datapoints_to_alarm", count));
    arguments.put("treat_missing_data", alarm.settings().treatMissingData().value());
    arguments.put("alarm_actions", alarm.alarmActions());
    arguments.put("ok_actions", alarm.okActions());
    arguments.put("insufficient_data_actions", alarm.insufficientDataActions());
    arguments.put("tags", alarm.tags());
    return JSON.valueToTree(arguments);
  }

  private static JsonNode arguments(StackResource.Subscription subscription) {
    Map<String, Object> arguments = new TreeMap<>();
    arguments.put("topic_arn", subscription.topicArn());
    arguments.put("protocol", subscription.protocol());
    arguments.put("endpoint", subscription.endpoint());
    putIfPresent(arguments, "filter_policy", subscription.filterPolicy());
    putIfPresent(arguments, "filter_policy_scope", subscription.filterPolicyScope());
    putIfPresent(arguments, "raw_message_delivery", subscription.rawMessageDelivery());
    putIfPresent(arguments, "redrive_policy", subscription.redrivePolicy());
    putIfPresent(arguments, "subscription_role_arn", subscription.subscriptionRoleArn());
    return JSON.valueToTree(arguments);
  }

  private static void putIfPresent(Map<String, Object> arguments, String key, Optional<?> value) {
    value.ifPresent(present -> arguments.put(key, present));
  }

  /** Does what Terraform does with the few kinds of expressions that a stack has. */
  private record Synthesized(JsonNode json, String topicArn) {

    private static final Pattern LOOKUP =
        Pattern.compile("\\$\\{lookup\\(each\\.value, \"(\\w+)\", null\\)}");
    private static final Pattern VALUE = Pattern.compile("\\$\\{each\\.value\\.(\\w+)}");

    Map<String, JsonNode> values() {
      Map<String, JsonNode> values = new TreeMap<>();
      json.path("resource")
          .properties()
          .forEach(
              type ->
                  type.getValue()
                      .properties()
                      .forEach(
                          resource ->
                              values.putAll(
                                  instances(
                                      type.getKey() + "." + resource.getKey(),
                                      resource.getValue()))));
      return values;
    }

    private Map<String, JsonNode> instances(String address, JsonNode resource) {
      String each = resource.path("for_each").asText();
      if (each.isEmpty()) {
        return Map.of(address, evaluated(resource, "", json));
      }
      Map<String, JsonNode> instances = new TreeMap<>();
      json.at("/locals/" + each.substring("${local.".length(), each.length() - 1))
          .properties()
          .forEach(
              entry ->
                  instances.put(
                      address + "[\"" + entry.getKey() + "\"]",
                      evaluated(resource, entry.getKey(), entry.getValue())));
      return instances;
    }

    private JsonNode evaluated(JsonNode node, String key, JsonNode value) {
      if (node.isTextual()) {
        return text(node.asText(), key, value);
      }
      if (node.isArray()) {
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(element -> elements.add(evaluated(element, key, value)));
        return JSON.valueToTree(elements);
      }
      if (!node.isObject()) {
        return node;
      }
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties()
          .forEach(
              field -> {
                JsonNode found = evaluated(field.getValue(), key, value);
                if (!List.of("for_each", "depends_on").contains(field.getKey())
                    && !found.isMissingNode()) {
                  fields.put(field.getKey(), found);
                }
              });
      if (fields.containsKey("tags")) {
        fields.put("tags", withDefaults(fields.get("tags")));
      }
      return JSON.valueToTree(fields);
    }

    private JsonNode withDefaults(JsonNode tags) {
      Map<String, JsonNode> all = new TreeMap<>();
      json.at("/provider/aws/0/default_tags/0/tags")
          .properties()
          .forEach(tag -> all.put(tag.getKey(), tag.getValue()));
      tags.properties().forEach(tag -> all.put(tag.getKey(), tag.getValue()));
      return JSON.valueToTree(all);
    }

    private JsonNode text(String text, String key, JsonNode value) {
      Matcher lookup = LOOKUP.matcher(text);
      if (lookup.matches()) {
        return evaluated(value.path(lookup.group(1)), key, value);
      }
      Matcher whole = VALUE.matcher(text);
      if (whole.matches()) {
        return evaluated(value.path(whole.group(1)), key, value);
      }
      return JSON.getNodeFactory()
          .textNode(
              VALUE
                  .matcher(text)
                  .replaceAll(
                      match -> Matcher.quoteReplacement(value.path(match.group(1)).asText()))
                  .replace("${each.key}", key)
                  .replace("${aws_sns_topic.alarms.arn}", topicArn));
    }
  }
}

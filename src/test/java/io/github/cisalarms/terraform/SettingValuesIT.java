package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.cli.CommandLines;
import io.github.cisalarms.construct.CisAlarmsConfig;
import io.github.cisalarms.construct.ControlAlarmConfig;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.construct.Subscription;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.yaml.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * One table of setting values, judged by all who take settings: {@code cis-alarms.yaml}, the
 * module, the constructs, what review and audit ask of log groups, and the options of the commands.
 */
@Requires(Tool.TERRAFORM)
class SettingValuesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "region";
  private static final String ENDPOINT = "endpoint/";

  private static final List<String> OF_OVERRIDE =
      List.of(
          "threshold",
          "period",
          "evaluation_periods",
          "datapoints_to_alarm",
          "treat_missing_data",
          "description",
          "filter_name",
          "metric_name",
          "alarm_name",
          "alarm_actions");

  @TempDir private Path folder;

  /** A line of the table. */
  private record Case(String setting, Object value, boolean taken) {
    @Override
    public String toString() {
      return setting + " '" + value + "'";
    }
  }

  @Test
  void everybodyJudgesEveryValueAlike() throws Exception {
    List<Case> cases = cases();
    // A stack's region is its provider's, of which modules and constructs know nothing.
    List<Case> inStack = cases.stream().filter(one -> !one.setting().equals(REGION)).toList();
    List<Boolean> module = module(inStack);
    Map<String, List<String>> wrong = new TreeMap<>();
    for (int i = 0; i < inStack.size(); i++) {
      Case one = inStack.get(i);
      note(wrong, "module", one, module.get(i));
      note(wrong, "constructs", one, takes(() -> construct(one)));
    }
    for (Case one : cases) {
      note(wrong, "cis-alarms.yaml", one, yaml(one));
      commands(one.setting())
          .forEach(
              command ->
                  note(wrong, command, one, CommandLines.takes(command, one.value().toString())));
      if (one.setting().equals("log_group_name")) {
        note(wrong, "review and audit", one, takes(() -> require(one.value().toString())));
      }
    }
    assertThat(cases).hasSizeGreaterThan(250);
    assertThat(wrong)
        .as("who takes what it should refuse, or refuses what it should take")
        .isEmpty();
  }

  /** The command lines that end with such a value. */
  private static List<String> commands(String setting) {
    return switch (setting) {
      case "log_group_name" ->
          List.of(
              "review plan.json --log-group=",
              "audit --log-group=",
              "who root-account-usage --log-group=",
              "drill --log-group=",
              "adopt --module=alarms --log-group=");
      case REGION ->
          List.of("audit --region=", "who root-account-usage --region=", "drill --region=");
      default -> List.of();
    };
  }

  private static void note(Map<String, List<String>> wrong, String judge, Case one, boolean taken) {
    if (taken != one.taken()) {
      wrong
          .computeIfAbsent(judge, name -> new ArrayList<>())
          .add((taken ? "takes " : "refuses ") + one);
    }
  }

  private static List<Case> cases() throws IOException {
    Map<String, Map<String, List<Object>>> table =
        new Yaml()
            .load(
                new String(
                    SettingValuesIT.class.getResourceAsStream("settings.yaml").readAllBytes(),
                    StandardCharsets.UTF_8));
    List<Case> cases = new ArrayList<>();
    table.forEach(
        (setting, values) -> {
          values.get("taken").forEach(value -> cases.add(new Case(setting, plain(value), true)));
          values.get("refused").forEach(value -> cases.add(new Case(setting, plain(value), false)));
        });
    return cases;
  }

  private static Object plain(Object value) {
    return value instanceof Map<?, ?> text
        ? text.get("text").toString().repeat((Integer) text.get("times"))
        : value;
  }

  // cis-alarms.yaml

  private boolean yaml(Case one) throws IOException {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("account_id", ACCOUNT);
    account.put("region", "us-east-1");
    account.put("log_group_name", "logs");
    account.putAll(settings(one));
    Path file = folder.resolve("cis-alarms.yaml");
    JSON.writeValue(file.toFile(), Map.of("accounts", List.of(account)));
    try {
      FleetConfig.read(file);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  /** The setting where the module and the configuration have it. */
  private static Map<String, Object> settings(Case one) {
    String setting = one.setting();
    if (OF_OVERRIDE.contains(setting)) {
      Object value = setting.equals("alarm_actions") ? List.of(one.value()) : one.value();
      return Map.of("overrides", Map.of("root-account-usage", Map.of(setting, value)));
    }
    if (setting.startsWith(ENDPOINT)) {
      return subscription(setting.substring(ENDPOINT.length()), one.value(), Map.of());
    }
    return switch (setting) {
      case "protocol" -> subscription(one.value(), "a@example.com", Map.of());
      case "dead_letter_queue_arn" ->
          subscription("email", "a@example.com", Map.of(setting, one.value()));
      case "ok_actions" -> Map.of(setting, List.of(one.value()));
      case "tags" -> Map.of(setting, Map.of(one.value().toString(), "of ours"));
      default -> Map.of(setting, one.value());
    };
  }

  private static Map<String, Object> subscription(
      Object protocol, Object endpoint, Map<String, Object> more) {
    Map<String, Object> subscription = new TreeMap<>(more);
    subscription.put("protocol", protocol);
    subscription.put("endpoint", endpoint);
    return Map.of("subscriptions", Map.of("team", subscription));
  }

  // The module: its validations with the value in the variable's place, all in one console.

  private List<Boolean> module(List<Case> cases) throws Exception {
    JsonNode variables =
        JSON.readTree(ModuleFolder.PATH.resolve(ModuleFolder.MAIN).toFile()).get("variable");
    List<String> expressions = new ArrayList<>();
    for (Case one : cases) {
      Map.Entry<String, Object> argument = settings(one).entrySet().iterator().next();
      JsonNode variable = variables.get(argument.getKey());
      String literal = literal(variable.get("type").asText(), argument.getValue());
      List<String> conditions = new ArrayList<>();
      for (JsonNode validation : variable.get("validation")) {
        String condition = validation.get("condition").asText();
        conditions.add(
            condition
                .substring("${".length(), condition.length() - "}".length())
                .replace("var." + argument.getKey(), literal));
      }
      expressions.add("try(alltrue([" + String.join(", ", conditions) + "]), false)");
    }
    Path module = Files.createDirectory(folder.resolve("module"));
    JSON.writeValue(
        module.resolve("main.tf.json").toFile(),
        Map.of(
            "locals",
            Map.of("results", expressions.stream().map(text -> "${" + text + "}").toList())));
    Path input = Files.writeString(folder.resolve("input"), "jsonencode(local.results)\n");
    Path output = folder.resolve("results");
    ProcessBuilder builder =
        new ProcessBuilder("terraform", "console")
            .directory(module.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile());
    assertThat(builder.start().waitFor()).isZero();
    List<Boolean> results = new ArrayList<>();
    JSON.readTree(JSON.readTree(output.toFile()).asText())
        .forEach(result -> results.add(result.asBoolean()));
    assertThat(results).hasSameSizeAs(cases);
    return results;
  }

  /** A value as Terraform's type would convert it: with null for attributes that are not set. */
  private static String literal(String type, Object value) throws JsonProcessingException {
    JsonNode json = JSON.valueToTree(value);
    if (json.isObject() && type.contains("object(")) {
      for (JsonNode object : json) {
        Matcher attribute = Pattern.compile("(\\w+) *= *optional\\(").matcher(type);
        while (attribute.find()) {
          if (!object.has(attribute.group(1))) {
            ((ObjectNode) object).putNull(attribute.group(1));
          }
        }
      }
    }
    return "(" + JSON.writeValueAsString(json).replace("${", "$${") + ")";
  }

  // The constructs

  private static void construct(Case one) {
    String value = one.value().toString();
    if (one.setting().startsWith(ENDPOINT)) {
      Subscription.of(one.setting().substring(ENDPOINT.length()), value);
      return;
    }
    switch (one.setting()) {
      case "account_id" -> NotificationTopicConfig.builder(value);
      case "log_group_name" -> alarm(value).build();
      case "sns_topic_name" -> NotificationTopicConfig.builder(ACCOUNT).topicName(value);
      case "sns_topic_arn" -> NotificationTopicConfig.builder(ACCOUNT).existingTopicArn(value);
      case "ok_actions" -> alarm("logs").okActions(List.of(value)).build();
      case "alarm_actions" -> alarm("logs").alarmActions(List.of(value)).build();
      case "kms_master_key_id" -> NotificationTopicConfig.builder(ACCOUNT).kmsMasterKeyId(value);
      case "filter_name" -> alarm("logs").filterName(value).build();
      case "metric_name" -> ControlAlarmConfig.builder("a", value, "{ $.a = 1 }", "logs").build();
      case "alarm_name" -> ControlAlarmConfig.builder(value, "m", "{ $.a = 1 }", "logs").build();
      case "name_prefix" ->
          CisAlarmsConfig.builder(NotificationTopicConfig.builder(ACCOUNT).build(), "logs")
              .namePrefix(value)
              .build();
      case "tags" -> alarm("logs").tags(Map.of(value, "of ours")).build();
      case "datapoints_to_alarm" -> alarm("logs").datapointsToAlarm((Number) one.value()).build();
      case "metric_namespace" -> alarm("logs").metricNamespace(value).build();
      case "threshold" -> alarm("logs").threshold((Number) one.value()).build();
      case "period" -> alarm("logs").period((Number) one.value()).build();
      case "evaluation_periods" -> alarm("logs").evaluationPeriods((Number) one.value()).build();
      case "treat_missing_data" -> alarm("logs").treatMissingData(value).build();
      case "description" -> alarm("logs").alarmDescription(value).build();
      case "protocol" -> Subscription.of(value, "a@example.com");
      case "dead_letter_queue_arn" ->
          Subscription.builder("email", "a@example.com").deadLetterQueueArn(value).build();
      default -> throw new IllegalStateException("no construct takes " + one.setting());
    }
  }

  private static ControlAlarmConfig.Builder alarm(String logGroupName) {
    return ControlAlarmConfig.builder(Controls.require("root-account-usage"), logGroupName);
  }

  // Review and audit, which have one object for what they require

  private static void require(String logGroup) {
    new Requirements(Selection.all(), Checker.defaults(), List.of(), false, Map.of())
        .withLogGroups(List.of(logGroup));
  }

  private static boolean takes(Runnable judge) {
    try {
      judge.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

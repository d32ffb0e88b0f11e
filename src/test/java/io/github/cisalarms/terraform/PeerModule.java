package io.github.cisalarms.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A configuration with the shape of a public module: its addresses and values come from a recorded
 * plan, its code doesn't. It is called as {@code module.alarms}.
 */
final class PeerModule {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PLANS = Path.of("src/test/resources/io/github/cisalarms/review/peers");
  private static final String FILTER = "aws_cloudwatch_log_metric_filter";
  private static final String ALARM = "aws_cloudwatch_metric_alarm";
  private static final String TOPIC = "aws_sns_topic";

  /** What Terraform or AWS gives by itself. */
  private static final Set<String> COMPUTED = Set.of("id", "arn", "tags_all", "owner");

  /** Values by type, name and key of the instance. */
  private final Map<String, Map<String, Map<String, ObjectNode>>> resources = new TreeMap<>();

  private PeerModule(JsonNode plan) {
    read(plan.at("/planned_values/root_module"));
    complete();
  }

  /**
   * Writes the configuration of a recorded plan.
   *
   * @param plan name of the plan's file, without its extension
   * @param folder that gets a root module and the module that it calls
   */
  static void write(String plan, Path folder) throws IOException {
    PeerModule peer = new PeerModule(JSON.readTree(PLANS.resolve(plan + ".json").toFile()));
    Files.createDirectories(folder.resolve("alarms"));
    ObjectNode root = JSON.createObjectNode();
    root.withObject("/terraform/required_providers/aws").put("source", "hashicorp/aws");
    root.withArray("/provider/aws").addObject().put("region", Moto.REGION);
    root.withObject("/module/alarms").put("source", "./alarms");
    Files.writeString(folder.resolve("main.tf.json"), root.toPrettyString());
    Files.writeString(folder.resolve("alarms/main.tf.json"), peer.module().toPrettyString());
  }

  private void read(JsonNode module) {
    for (JsonNode resource : module.path("resources")) {
      String type = resource.path("type").asText();
      if (resource.path("mode").asText().equals("managed")
          && Set.of(FILTER, ALARM, TOPIC).contains(type)) {
        resources
            .computeIfAbsent(type, any -> new TreeMap<>())
            .computeIfAbsent(resource.path("name").asText(), any -> new LinkedHashMap<>())
            .put(resource.path("index").asText(), given(resource.path("values")));
      }
    }
    module.path("child_modules").forEach(this::read);
  }

  private static ObjectNode given(JsonNode values) {
    ObjectNode given = JSON.createObjectNode();
    values
        .properties()
        .forEach(
            each -> {
              JsonNode value = each.getValue();
              boolean empty = value.isNull() || value.isContainerNode() && value.isEmpty();
              if (!empty && !COMPUTED.contains(each.getKey())) {
                given.set(
                    each.getKey(),
                    each.getKey().equals("metric_transformation") ? given(value.get(0)) : value);
              }
            });
    if (given.path("default_value").asText("-").isEmpty()) {
      given.remove("default_value");
    }
    return given;
  }

  /** What a plan doesn't know: the metric is named like its filter, and the topic is their own. */
  private void complete() {
    resources
        .getOrDefault(ALARM, Map.of())
        .forEach(
            (name, instances) ->
                instances.forEach(
                    (key, alarm) -> {
                      JsonNode metric = metric(name, key, alarm.path("alarm_name").asText());
                      alarm.set("metric_name", metric.path("name"));
                      alarm.set("namespace", metric.path("namespace"));
                      if (resources.containsKey(TOPIC)) {
                        alarm.putArray("alarm_actions").add("${aws_sns_topic.alarms[0].arn}");
                      }
                    }));
    resources
        .getOrDefault(TOPIC, Map.of())
        .forEach((name, instances) -> instances.put("0", instances.values().iterator().next()));
    resources
        .getOrDefault(TOPIC, Map.of())
        .forEach((name, instances) -> instances.keySet().removeIf(key -> !key.equals("0")));
  }

  private JsonNode metric(String name, String key, String alarmName) {
    Map<String, Map<String, ObjectNode>> filters = resources.get(FILTER);
    if (filters.containsKey(name) && filters.get(name).containsKey(key)) {
      return filters.get(name).get(key).path("metric_transformation");
    }
    return filters.values().stream()
        .flatMap(instances -> instances.values().stream())
        .filter(
            filter ->
                filter
                    .path("name")
                    .asText()
                    .toLowerCase(Locale.ROOT)
                    .startsWith(alarmName.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow()
        .path("metric_transformation");
  }

  private ObjectNode module() {
    ObjectNode module = JSON.createObjectNode();
    resources.forEach(
        (type, names) ->
            names.forEach(
                (name, instances) ->
                    module
                        .withObject("/resource/" + type)
                        .set(name, resource(module, type, name, instances))));
    return module;
  }

  private static ObjectNode resource(
      ObjectNode module, String type, String name, Map<String, ObjectNode> instances) {
    if (instances.keySet().equals(Set.of("0"))) {
      return instances.get("0").deepCopy().put("count", 1);
    }
    String local = type + "_" + name;
    module.withObject("/locals").set(local, JSON.valueToTree(instances));
    ObjectNode each = each(instances.values().iterator().next(), "each.value");
    return each.put("for_each", "${local." + local + "}");
  }

  private static ObjectNode each(ObjectNode values, String path) {
    ObjectNode each = JSON.createObjectNode();
    values
        .properties()
        .forEach(
            value -> {
              String inner = path + "." + value.getKey();
              if (value.getValue() instanceof ObjectNode nested) {
                each.set(value.getKey(), each(nested, inner));
              } else if (value.getValue() instanceof ArrayNode || value.getValue().isValueNode()) {
                each.put(value.getKey(), "${" + inner + "}");
              }
            });
    return each;
  }
}

package io.github.cisalarms.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration that makes what a recorded plan would make: the planned values of its resources,
 * in one module, and a reference where the plan refers to another resource.
 */
final class PeerConfiguration {

  private static final Path FOLDER = Path.of("src/test/resources/io/github/cisalarms/review/peers");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode plan;
  private final ObjectNode main = JSON.createObjectNode();

  private PeerConfiguration(JsonNode plan) {
    this.plan = plan;
  }

  /** The recorded plan. */
  static JsonNode plan(String peer) throws IOException {
    return JSON.readTree(FOLDER.resolve(peer + ".json").toFile());
  }

  /** Writes the configuration into a folder. */
  static void write(String peer, Path folder) throws IOException {
    PeerConfiguration configuration = new PeerConfiguration(plan(peer));
    configuration.main.putObject("provider").putObject("aws").put("region", Moto.REGION);
    configuration.plan.path("resource_changes").forEach(configuration::add);
    Files.writeString(folder.resolve("main.tf.json"), configuration.main.toPrettyString());
  }

  private void add(JsonNode change) {
    JsonNode after = change.at("/change/after");
    ObjectNode values = after.isObject() ? after.deepCopy() : JSON.createObjectNode();
    change
        .at("/change/after_unknown")
        .properties()
        .forEach(unknown -> fill(change, values, unknown.getKey(), unknown.getValue()));
    removeNulls(values);
    main.withObject("/" + (isData(change) ? "data" : "resource"))
        .withObject("/" + change.get("type").asText())
        .set(name(change), values);
  }

  private static boolean isData(JsonNode change) {
    return change.get("mode").asText().equals("data");
  }

  /** Such as {@code aws_config_changes_0}. */
  private static String name(JsonNode change) {
    String key = change.path("index").asText();
    return change.get("name").asText() + (key.isEmpty() ? "" : "_" + key);
  }

  /** What isn't known before the apply refers to another resource, or the provider fills it in. */
  private void fill(JsonNode change, ObjectNode values, String attribute, JsonNode unknown) {
    if (unknown.isArray() && attribute.equals("statement")) {
      // The one thing that a policy's statements leave open is the topic.
      values
          .get(attribute)
          .forEach(
              statement ->
                  ((ObjectNode) statement)
                      .set("resources", JSON.createArrayNode().add(topic(change))));
      return;
    }
    if (!unknown.isBoolean() || !unknown.asBoolean()) {
      return;
    }
    reference(change, attribute)
        .ifPresent(
            reference -> {
              if (attribute.equals("alarm_actions")) {
                values.set(attribute, JSON.createArrayNode().add(reference));
              } else {
                values.put(attribute, reference);
              }
            });
  }

  private String topic(JsonNode change) {
    return expression(change, "aws_sns_topic", "arn").orElseThrow();
  }

  /** Of the two ends of a condition only one is planned. */
  private Optional<String> reference(JsonNode change, String attribute) {
    return references(change, attribute).stream()
        .map(reference -> reference.replaceAll("\\[.*", ""))
        .filter(reference -> reference.startsWith("aws_") || reference.startsWith("data.aws_"))
        .map(reference -> reference.replaceFirst("^data\\.", "").split("\\."))
        .flatMap(
            parts ->
                expression(
                    change,
                    parts[0],
                    switch (attribute) {
                      case "policy" -> "json";
                      case "metric_name" -> "id";
                      default -> "arn";
                    },
                    parts[1])
                    .stream())
        .findFirst();
  }

  private List<String> references(JsonNode change, String attribute) {
    List<String> references = new ArrayList<>();
    plan.at("/configuration/root_module/module_calls")
        .forEach(
            call ->
                call.at("/module/resources")
                    .forEach(
                        resource -> {
                          if (resource.get("type").equals(change.get("type"))
                              && resource.get("name").equals(change.get("name"))) {
                            resource
                                .at("/expressions/" + attribute + "/references")
                                .forEach(each -> references.add(each.asText()));
                          }
                        }));
    return references;
  }

  private Optional<String> expression(JsonNode from, String type, String attribute) {
    return find(from, type, "").map(found -> expression(found, attribute));
  }

  private Optional<String> expression(JsonNode from, String type, String attribute, String name) {
    return find(from, type, name).map(found -> expression(found, attribute));
  }

  private static String expression(JsonNode found, String attribute) {
    return "${%s%s.%s.%s}"
        .formatted(
            isData(found) ? "data." : "", found.get("type").asText(), name(found), attribute);
  }

  /** The resource of that name with the same key, or the only one. */
  private Optional<JsonNode> find(JsonNode from, String type, String name) {
    List<JsonNode> found = new ArrayList<>();
    plan.path("resource_changes")
        .forEach(
            other -> {
              if (other.get("type").asText().equals(type)
                  && (name.isEmpty() || other.get("name").asText().equals(name))
                  && (other.path("index").isMissingNode()
                      || other.path("index").equals(from.path("index")))) {
                found.add(other);
              }
            });
    return found.stream().findFirst();
  }

  private static void removeNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(each -> each.getValue().isNull() || isEmpty(each.getValue()));
    }
    node.forEach(PeerConfiguration::removeNulls);
  }

  private static boolean isEmpty(JsonNode node) {
    return node instanceof ArrayNode array && array.isEmpty();
  }
}

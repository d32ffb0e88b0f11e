package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.fleet.resource.StackResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a stack is, and what is known of its state.
 *
 * @param folder the stack's folder
 * @param remoteState whether a backend keeps the state, so that nobody can look into it from here
 * @param identities what the state on this machine manages: addresses, with what {@link
 *     StackResource#identity} says of them; empty with a remote state
 */
public record StackPlace(Path folder, boolean remoteState, Map<String, String> identities) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes the map immutable. */
  public StackPlace {
    identities = Map.copyOf(identities);
  }

  /** The addresses of what the state on this machine manages; none with a remote state. */
  public Set<String> addresses() {
    return identities.keySet();
  }

  static StackPlace of(FleetConfig config, String stack, Path out) throws IOException {
    StackPaths paths =
        new StackPaths(
            out.resolve(FleetStacks.STACKS).normalize(), config.folder(), Optional.empty());
    StackConfig settings =
        config.stacks().stream()
            .filter(each -> each.name().equals(stack))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no stack is called " + stack));
    boolean remote =
        settings
            .settings()
            .mapping("backend")
            .flatMap(backend -> backend.mapping("s3"))
            .isPresent();
    StackFolder folder = paths.folder(stack);
    return new StackPlace(
        folder.path(), remote, remote ? Map.of() : identities(folder.localState()));
  }

  /** What is in a state file, which is not what {@code terraform show -json} prints. */
  private static Map<String, String> identities(Path state) throws IOException {
    Map<String, String> identities = new TreeMap<>();
    if (!Files.exists(state)) {
      return identities;
    }
    for (JsonNode resource : JSON.readTree(Files.readAllBytes(state)).path("resources")) {
      if (resource.path("mode").asText().equals("managed")) {
        String module = resource.path("module").asText();
        String type = resource.path("type").asText();
        String address =
            (module.isEmpty() ? "" : module + ".") + type + "." + resource.path("name").asText();
        for (JsonNode instance : resource.path("instances")) {
          JsonNode key = instance.path("index_key");
          identities.put(
              address + (key.isMissingNode() ? "" : "[" + key + "]"),
              identity(type, instance.path("attributes")));
        }
      }
    }
    return identities;
  }

  /** As {@link StackResource#identity} has it. */
  private static String identity(String type, JsonNode values) {
    return switch (type) {
      case "aws_cloudwatch_log_metric_filter" ->
          join(":", values.path("log_group_name"), values.path("name"));
      case "aws_cloudwatch_metric_alarm" -> join("", values.path("alarm_name"));
      case "aws_kms_alias" -> join("", values.path("name"));
      case "aws_sns_topic", "aws_sns_topic_policy" -> join("", values.path("arn"));
      case "aws_sns_topic_subscription" ->
          join(" ", values.path("topic_arn"), values.path("protocol"), values.path("endpoint"));
      default -> "";
    };
  }

  private static String join(String separator, JsonNode... parts) {
    return Stream.of(parts).anyMatch(JsonNode::isMissingNode)
        ? ""
        : Stream.of(parts).map(JsonNode::asText).collect(Collectors.joining(separator));
  }
}

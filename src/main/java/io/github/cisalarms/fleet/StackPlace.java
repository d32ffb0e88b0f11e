package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a stack is, and what is known of its state.
 *
 * @param folder the stack's folder
 * @param remoteState whether a backend keeps the state, so that nobody can look into it from here
 * @param addresses what the state on this machine manages; empty with a remote state
 */
public record StackPlace(Path folder, boolean remoteState, Set<String> addresses) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes the set immutable. */
  public StackPlace {
    addresses = Set.copyOf(addresses);
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
        folder.path(), remote, remote ? Set.of() : addresses(folder.localState()));
  }

  /** Addresses in a state file, which is not what {@code terraform show -json} prints. */
  private static Set<String> addresses(Path state) throws IOException {
    Set<String> addresses = new TreeSet<>();
    if (!Files.exists(state)) {
      return addresses;
    }
    for (JsonNode resource : JSON.readTree(Files.readAllBytes(state)).path("resources")) {
      if (resource.path("mode").asText().equals("managed")) {
        String module = resource.path("module").asText();
        String address =
            (module.isEmpty() ? "" : module + ".")
                + resource.path("type").asText()
                + "."
                + resource.path("name").asText();
        for (JsonNode instance : resource.path("instances")) {
          JsonNode key = instance.path("index_key");
          addresses.add(address + (key.isMissingNode() ? "" : "[" + key + "]"));
        }
      }
    }
    return addresses;
  }
}

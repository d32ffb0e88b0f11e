package io.github.cisalarms.adopt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.files.IndentedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The file with which Terraform takes over what there is: {@code import} and {@code moved} blocks,
 * in Terraform's JSON syntax.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/import">Import</a>
 */
public final class AdoptFile {

  /** Its name, beside {@code cdk.tf.json}. */
  public static final String NAME = "adopt.tf.json";

  /** Terraform takes this key for a comment; it tells whose the file is. */
  private static final String COMMENT = "//";

  private static final String MARK = "Written by cis-alarms adopt";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AdoptFile() {}

  /**
   * The file, if anything is imported or moved.
   *
   * @param folder that gets it
   * @param rename gives an address of the stack the one that it has in the configuration there
   */
  public static Optional<GeneratedFile> of(
      Adoption adoption, Path folder, UnaryOperator<String> rename) {
    List<Map<String, Object>> imports = new ArrayList<>();
    List<Map<String, Object>> moves = new ArrayList<>();
    for (Step step : adoption.steps()) {
      String address = rename.apply(step.resource().address());
      if (step.kind() == Kind.IMPORT) {
        imports.add(ordered("to", address, "id", literal(step.source().orElseThrow())));
      } else if (step.kind() == Kind.MOVE) {
        moves.add(ordered("from", step.source().orElseThrow(), "to", address));
      }
    }
    if (imports.isEmpty() && moves.isEmpty() && adoption.forgotten().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> file = new LinkedHashMap<>();
    file.put(
        COMMENT,
        MARK + "; after the apply it is no longer needed: cis-alarms adopt --done removes it.");
    if (!imports.isEmpty()) {
      file.put("import", imports);
    }
    if (!moves.isEmpty()) {
      file.put("moved", moves);
    }
    if (!adoption.forgotten().isEmpty()) {
      file.put(Removal.REMOVED, Removal.blocks(adoption.forgotten()));
    }
    return Optional.of(new GeneratedFile(folder.resolve(NAME), IndentedJson.print(file)));
  }

  /** An id is an expression, in which a template would be evaluated. */
  static String literal(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  private static Map<String, Object> ordered(
      String name, String value, String second, String other) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put(name, value);
    ordered.put(second, other);
    return ordered;
  }

  /**
   * Whether a folder has such a file that this program has written.
   *
   * @throws IOException if it can't be read
   */
  public static boolean isIn(Path folder) throws IOException {
    return read(folder).path(COMMENT).asText().startsWith(MARK);
  }

  /**
   * Whether all that the file of a folder takes over is in a state.
   *
   * @param addresses what is in the state
   * @throws IOException if the file can't be read
   */
  public static boolean isDone(Path folder, Set<String> addresses) throws IOException {
    JsonNode file = read(folder);
    List<String> targets = new ArrayList<>();
    file.path("import").forEach(block -> targets.add(block.path("to").asText()));
    file.path("moved").forEach(block -> targets.add(block.path("to").asText()));
    return addresses.containsAll(targets);
  }

  /**
   * Makes sure that a folder has no file of that name which somebody else has written.
   *
   * @throws AdoptException if it has
   * @throws IOException if it can't be read
   */
  static void requireOurs(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (Files.isRegularFile(file) && !isIn(folder)) {
      throw new AdoptException(
          file
              + ": cis-alarms adopt has not written this file; give it another name, and adopt"
              + " again");
    }
  }

  private static JsonNode read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}

package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one stack: what was generated, and what Terraform keeps there.
 *
 * @param path where it is
 */
record StackFolder(Path path) {

  private static final String FILE = "cdk.tf.json";
  private static final String LOCK_FILE = ".terraform.lock.hcl";
  private static final String TERRAFORM_FOLDER = ".terraform";
  private static final String DEFAULT_STATE = "terraform.tfstate";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The folders in {@code stacks} that {@link AccountStack} has made, in the order of names.
   *
   * @param except names of folders that are left out, unread
   */
  static List<StackFolder> generatedIn(Path stacks, Set<String> except) throws IOException {
    if (!Files.isDirectory(stacks)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(stacks)) {
      return folders
          .map(StackFolder::new)
          .filter(folder -> !except.contains(folder.name()))
          .filter(folder -> AccountStack.isGenerated(folder.json()))
          .sorted(Comparator.comparing(StackFolder::name))
          .toList();
    }
  }

  /** The stack's name. */
  String name() {
    return path.getFileName().toString();
  }

  /** The file that is generated. */
  Path file() {
    return path.resolve(FILE);
  }

  /** Where Terraform keeps the state of a stack without a backend. */
  Path defaultState() {
    return path.resolve(DEFAULT_STATE).toAbsolutePath().normalize();
  }

  /** Where the generated file, as it is now, has Terraform keep a state on this machine. */
  Path localState() {
    String state = json().at("/terraform/backend/local/path").asText();
    return state.isEmpty() ? defaultState() : path.resolve(state).toAbsolutePath().normalize();
  }

  /**
   * Whether Terraform has something to lose: a state that holds resources. One that can't be read
   * counts as such.
   */
  static boolean holdsResources(Path state) {
    if (!Files.exists(state)) {
      return false;
    }
    try {
      return !JSON.readTree(Files.readAllBytes(state)).path("resources").isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  /** Removes what was generated and what {@code terraform init} made of it, and nothing else. */
  void remove() throws IOException {
    Files.delete(file());
    Files.deleteIfExists(path.resolve(LOCK_FILE));
    if (Files.isDirectory(path.resolve(TERRAFORM_FOLDER))) {
      deleteTree(path.resolve(TERRAFORM_FOLDER));
    }
    boolean empty;
    try (Stream<Path> rest = Files.list(path)) {
      empty = rest.findAny().isEmpty();
    }
    if (empty) {
      Files.delete(path);
    }
  }

  /** What the file holds; nothing if it is not there or not JSON, and so not generated. */
  private JsonNode json() {
    try {
      return Files.isRegularFile(file())
          ? JSON.readTree(Files.readAllBytes(file()))
          : MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static void deleteTree(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(root)) {
      files = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}

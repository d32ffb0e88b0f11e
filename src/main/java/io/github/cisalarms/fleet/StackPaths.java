package io.github.cisalarms.fleet;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The way from a stack's folder to other places: always relative, since a stack is committed and
 * planned on other machines.
 *
 * @param stacks the folder that holds the stacks' folders
 * @param configFolder the folder that paths in the configuration start from
 * @param stateFolder where stacks without a backend keep their state; beside the stack if empty
 */
record StackPaths(Path stacks, Path configFolder, Optional<Path> stateFolder) {

  /** From a stack's folder to what the configuration calls by that path. */
  String fromStack(String stack, String path) {
    return relative(stack, configFolder.resolve(path));
  }

  /** The folder of a stack. */
  StackFolder folder(String stack) {
    return new StackFolder(stacks.resolve(stack));
  }

  /** The state file of a stack without a backend, where that is not Terraform's own choice. */
  Optional<String> defaultState(String stack) {
    return stateFolder.map(folder -> relative(stack, stateIn(folder, stack)));
  }

  /** The state file of a stack without a backend. */
  Path localState(String stack) {
    return stateFolder
        .map(folder -> stateIn(folder, stack).toAbsolutePath().normalize())
        .orElseGet(() -> folder(stack).defaultState());
  }

  private static Path stateIn(Path folder, String stack) {
    return folder.resolve("terraform." + stack + ".tfstate");
  }

  private String relative(String stack, Path target) {
    Path from = stacks.resolve(stack).toAbsolutePath().normalize();
    Path to = target.toAbsolutePath().normalize();
    String path = from.relativize(to).toString().replace('\\', '/');
    return path.startsWith("../") ? path : "./" + path;
  }
}

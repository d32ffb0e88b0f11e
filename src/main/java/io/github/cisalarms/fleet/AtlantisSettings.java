package io.github.cisalarms.fleet;

import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.fleet.yaml.ConfigException;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the configuration says of Atlantis, and the {@code atlantis.yaml} that it comes to. */
final class AtlantisSettings {

  private static final List<String> TOP_LEVEL =
      List.of("abort_on_execution_order_fail", "parallel_apply", "parallel_plan");

  private static final List<String> REQUIREMENTS =
      List.of("plan_requirements", "apply_requirements", "import_requirements");

  private final Mapping settings;
  private final FleetConfig config;
  private final StackPaths paths;

  private AtlantisSettings(Mapping settings, FleetConfig config, StackPaths paths) {
    this.settings = settings;
    this.config = config;
    this.paths = paths;
  }

  /**
   * The file as it has to be, if the configuration speaks of Atlantis.
   *
   * @param config the fleet
   * @param paths knows where the stacks are
   * @throws ConfigException if the stacks are not below the file, or what people wrote in it can't
   *     be understood
   * @throws IOException if the file is there and can't be read
   */
  static Optional<GeneratedFile> file(FleetConfig config, StackPaths paths) throws IOException {
    Optional<Mapping> settings = config.atlantis();
    return settings.isEmpty()
        ? Optional.empty()
        : Optional.of(new AtlantisSettings(settings.get(), config, paths).file());
  }

  private GeneratedFile file() throws IOException {
    String name = settings.text("file").orElse("atlantis.yaml");
    Path path = config.folder().resolve(name).normalize();
    String existing = Files.exists(path) ? Files.readString(path) : "";
    Path root = path.toAbsolutePath().normalize().getParent();
    return new GeneratedFile(
        path, AtlantisYaml.merge(name, existing, topLevelKeys(), projects(root)));
  }

  private SortedMap<String, Object> topLevelKeys() {
    SortedMap<String, Object> keys = new TreeMap<>();
    TOP_LEVEL.forEach(key -> keys.put(key, settings.bool(key).orElse(true)));
    return keys;
  }

  private List<Map<String, Object>> projects(Path root) {
    OptionalInt lastWave =
        config.stacks().stream()
            .flatMap(stack -> wave(stack).stream())
            .mapToInt(wave -> wave)
            .max();
    SortedMap<String, Map<String, Object>> projects = new TreeMap<>();
    for (StackConfig stack : config.stacks()) {
      projects.put(stack.name(), project(stack, root, lastWave));
    }
    return new ArrayList<>(projects.values());
  }

  private Map<String, Object> project(StackConfig stack, Path root, OptionalInt lastWave) {
    Map<String, Object> project = new LinkedHashMap<>();
    project.put("name", stack.name());
    project.put("dir", folder(stack, root));
    Map<String, Object> autoplan = new LinkedHashMap<>();
    autoplan.put("enabled", true);
    autoplan.put("when_modified", whenModified(stack));
    project.put("autoplan", autoplan);
    // Group 0 is Atlantis's default and its first; without a wave a stack has to come last.
    lastWave.ifPresent(last -> project.put("execution_order_group", wave(stack).orElse(last + 1)));
    for (String key : List.of("terraform_distribution", "terraform_version", "workflow")) {
      settings.text(key).ifPresent(value -> project.put(key, value));
    }
    for (String key : REQUIREMENTS) {
      if (settings.get(key).isPresent()) {
        project.put(key, settings.texts(key));
      }
    }
    return project;
  }

  private String folder(StackConfig stack, Path root) {
    Path folder = paths.stacks().resolve(stack.name()).toAbsolutePath().normalize();
    if (!folder.startsWith(root)) {
      Problems problems = new Problems();
      problems.add(
          settings.source(),
          "the stacks ("
              + paths.stacks()
              + ") are not below the folder of atlantis.yaml; name a folder there with --out, or the"
              + " repository's root, as in 'file: ../atlantis.yaml'");
      problems.throwIfAny();
    }
    return root.relativize(folder).toString().replace('\\', '/');
  }

  private List<String> whenModified(StackConfig stack) {
    List<String> patterns = new ArrayList<>(List.of("*.tf.json", ".terraform.lock.hcl"));
    stack
        .settings()
        .mapping("module")
        .flatMap(module -> module.text("source"))
        .filter(ModuleSource::isPath)
        .ifPresent(source -> patterns.add(paths.fromStack(stack.name(), source) + "/**/*.tf*"));
    return patterns;
  }

  private static Optional<Integer> wave(StackConfig stack) {
    return stack.settings().integer("wave");
  }
}

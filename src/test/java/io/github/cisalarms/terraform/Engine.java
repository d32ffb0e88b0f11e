package io.github.cisalarms.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that reads the Terraform language, together with the AWS provider.
 *
 * <p>The provider comes from the folder that {@code TERRAFORM_PLUGIN_DIR} names, which has to hold
 * {@code registry.terraform.io/hashicorp/aws}, or else from the registry.
 */
enum Engine {
  TERRAFORM("terraform", "registry.terraform.io"),
  OPENTOFU("tofu", "registry.opentofu.org");

  private static final String MIRROR_VARIABLE = "TERRAFORM_PLUGIN_DIR";
  private static final String PROVIDER_ONLY =
      """
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = ">= 5.0.0, < 7.0.0"
          }
        }
      }
      """;

  private final String program;
  private final String registry;
  private Optional<String> missing;
  private Optional<Path> mirror = Optional.empty();

  Engine(String program, String registry) {
    this.program = program;
    this.registry = registry;
  }

  /** What is missing and how to get it, or nothing if the engine and the provider can be used. */
  synchronized Optional<String> missing() {
    if (missing == null) {
      missing = prepare();
    }
    return missing;
  }

  /** The engine in a folder with a configuration, initialized. */
  Terraform init(Path folder) {
    return init(folder, Map.of());
  }

  /**
   * The engine in a folder with a configuration, initialized.
   *
   * @param folder holds the root module; the lock file is added to it
   * @param environment variables for all commands, such as those of {@link Moto#environment}
   */
  Terraform init(Path folder, Map<String, String> environment) {
    missing()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    // Not in the folder: the provider is a link there, which JUnit's temporary folders dislike.
    String dataFolder = Programs.temporaryFolder("cis-alarms-data").toString();
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("TF_DATA_DIR", dataFolder);
    initialize(folder, dataFolder).assertSucceeded();
    return new Terraform(program, folder, variables);
  }

  private Terraform.Outcome initialize(Path folder, String dataFolder) {
    Map<String, String> variables = new TreeMap<>(Map.of("TF_DATA_DIR", dataFolder));
    List<String> arguments = new ArrayList<>(List.of("init", "-input=false", "-backend=false"));
    mirror.ifPresentOrElse(
        dir -> arguments.add("-plugin-dir=" + dir),
        () -> variables.put("TF_PLUGIN_CACHE_DIR", pluginCache()));
    return new Terraform(program, folder, variables).run(arguments.toArray(String[]::new));
  }

  /** Under the build's folder, so that the provider is downloaded once. */
  private static String pluginCache() {
    try {
      return Files.createDirectories(Path.of("target", "terraform-plugin-cache"))
          .toAbsolutePath()
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> prepare() {
    if (Programs.onPath(program).isEmpty()) {
      return Optional.of(program + " is not on PATH");
    }
    Optional<Path> local = Optional.ofNullable(System.getenv(MIRROR_VARIABLE)).map(Path::of);
    if (local.isPresent() && !Files.isDirectory(awsProvider(local.get()))) {
      return Optional.of(
          "%s=%s holds no registry.terraform.io/hashicorp/aws"
              .formatted(MIRROR_VARIABLE, local.get()));
    }
    mirror = local.map(this::underTheEnginesRegistry);
    return probe();
  }

  private Optional<String> probe() {
    try {
      Path folder = Programs.temporaryFolder("cis-alarms-probe");
      Files.writeString(folder.resolve("main.tf"), PROVIDER_ONLY);
      Terraform.Outcome outcome = initialize(folder, folder.resolve("data").toString());
      return outcome.exitCode() == 0
          ? Optional.empty()
          : Optional.of(
              "%s found no AWS provider; let it reach %s, or name a folder that holds the provider"
                      .formatted(program, registry)
                  + " in %s: %s".formatted(MIRROR_VARIABLE, outcome.stderr().strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mirror under the host name by which this engine asks for it. */
  private Path underTheEnginesRegistry(Path local) {
    if (Files.isDirectory(local.resolve(registry))) {
      return local;
    }
    try {
      Path linked = Programs.temporaryFolder("cis-alarms-" + registry);
      Path original = awsProvider(local).toAbsolutePath();
      Path provider = linked.resolve(registry).resolve("hashicorp").resolve("aws");
      // Engines follow a link at the depth of a platform (VERSION/OS_ARCH) only.
      for (Path platform : entries(original, 2)) {
        Path link = provider.resolve(original.relativize(platform).toString());
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, platform);
      }
      return linked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> entries(Path folder, int depth) throws IOException {
    try (Stream<Path> paths = Files.find(folder, depth, (path, attributes) -> true)) {
      return paths.filter(path -> folder.relativize(path).getNameCount() == depth).toList();
    }
  }

  private static Path awsProvider(Path mirror) {
    return mirror.resolve("registry.terraform.io").resolve("hashicorp").resolve("aws");
  }
}

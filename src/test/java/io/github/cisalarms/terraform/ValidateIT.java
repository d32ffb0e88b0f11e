package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The module, its examples and the stacks, as the engine and the provider's schema see them. */
@Requires(Tool.TERRAFORM)
@TestInstance(Lifecycle.PER_CLASS)
class ValidateIT {

  private static final Path SNAPSHOT = Path.of("main.tf.json.snapshot");
  private static final Path AUDIT_ROLE = Path.of("examples", "audit-role");
  private static final Path FLEET = Path.of("examples", "fleet", "stacks");

  private Path copy;

  @BeforeAll
  void copyWhole(@TempDir Path folder) {
    // The examples call the module by a relative path.
    copy = folder;
    Programs.copyFolder(Path.of("modules"), copy.resolve("modules"));
    Programs.copyFolder(FLEET, copy.resolve(FLEET));
    Programs.copyFolder(AUDIT_ROLE, copy.resolve(AUDIT_ROLE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configurations")
  void isValid(Path configuration) {
    assertValid(copy.resolve(configuration));
  }

  @Test
  void theSamplesStackIsValid() throws IOException {
    Path stack = Files.createDirectory(copy.resolve("sample"));
    Files.copy(SNAPSHOT, stack.resolve("main.tf.json"));
    assertValid(stack);
  }

  private static void assertValid(Path configuration) {
    Terraform terraform = Engine.TERRAFORM.init(configuration);

    assertThat(terraform.run("validate", "-json").assertSucceeded().json().get("diagnostics"))
        .isEmpty();
  }

  static List<Path> configurations() throws IOException {
    List<Path> all = new ArrayList<>(List.of(ModuleFolder.PATH));
    all.addAll(foldersIn(ModuleFolder.PATH.resolve("examples")));
    all.addAll(foldersIn(FLEET));
    all.add(AUDIT_ROLE);
    return all;
  }

  private static List<Path> foldersIn(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }
}

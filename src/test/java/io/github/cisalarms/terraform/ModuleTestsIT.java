package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.terraform.Terraform.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The module's own tests, run as its users run them: by Terraform, and by OpenTofu if it's here.
 */
@Requires(Tool.TERRAFORM)
@TestInstance(Lifecycle.PER_CLASS)
class ModuleTestsIT {

  @TempDir private static Path temporary;

  private final Map<Engine, Terraform> byEngine = new EnumMap<>(Engine.class);

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("filesByEngine")
  void pass(Engine engine, String file) throws IOException {
    Outcome outcome =
        byEngine
            .computeIfAbsent(engine, this::initialize)
            .run("test", "-json", "-filter=" + ModuleFolder.TESTS + "/" + file);

    JsonNode summary =
        outcome.assertSucceeded().jsonLines().stream()
            .filter(line -> line.path("type").asText().equals("test_summary"))
            .findFirst()
            .orElseThrow()
            .get("test_summary");
    assertThat(summary.get("passed").asLong()).isEqualTo(runs(file)).isPositive();
  }

  /** One skipped test in place of one for each file. */
  @Test
  void openTofuTookPart() {
    assumeThat(Engine.OPENTOFU.missing()).as("OpenTofu").isEmpty();
  }

  static Stream<Arguments> filesByEngine() {
    List<String> files = ModuleFolder.testFiles();
    return Arrays.stream(Engine.values())
        .filter(engine -> engine.missing().isEmpty())
        .flatMap(engine -> files.stream().map(file -> arguments(engine, file)));
  }

  private Terraform initialize(Engine engine) {
    return engine.init(ModuleFolder.copyTo(temporary.resolve(engine.name())));
  }

  private static long runs(String file) throws IOException {
    try (Stream<String> lines =
        Files.lines(ModuleFolder.PATH.resolve(ModuleFolder.TESTS).resolve(file))) {
      return lines.filter(line -> line.startsWith("run \"")).count();
    }
  }
}

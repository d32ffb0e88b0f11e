package io.github.cisalarms.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What continuous integration reads. */
class WorkflowsTest {

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workflows")
  void isYamlWithFewPermissionsAndTimeouts(Path workflow) throws IOException {
    Map<String, Object> content =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(workflow));
    assertThat(content.get("permissions")).isEqualTo(Map.of("contents", "read"));
    assertThat(((Map<?, ?>) content.get("jobs")).values())
        .isNotEmpty()
        .allSatisfy(job -> assertThat(((Map<?, ?>) job).containsKey("timeout-minutes")).isTrue());
  }

  @Test
  void actionlintFindsNothing() throws Exception {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "actionlint")));
    assumeTrue(there, "actionlint is not installed");
    List<String> command = new ArrayList<>(List.of("actionlint", "-no-color"));
    workflows().forEach(workflow -> command.add(workflow.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(found).isZero();
  }
}

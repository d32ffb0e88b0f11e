package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The fleet in {@code examples/fleet}, which is checked in with what it comes to. */
class ExampleFleetTest {

  private static final Path EXAMPLE = Path.of("examples/fleet");

  private FleetConfig config;

  @BeforeEach
  void read() {
    config = FleetConfig.read(EXAMPLE.resolve("cis-alarms.yaml"));
  }

  @Test
  void isWhatTheCodeGenerates() throws IOException {
    SynthSummary summary = FleetStacks.synthesize(config, EXAMPLE, done -> {}).compare();
    assertThat(summary)
        .as(
            "examples/fleet is stale: run 'java -jar target/cis-alarms.jar synth --config"
                + " examples/fleet/cis-alarms.yaml --out examples/fleet', read the diff, commit it")
        .matches(SynthSummary::isClean);
    assertThat(summary.unchanged())
        .containsExactly(
            "audit-us-east-1",
            "workloads-dev-eu-west-1",
            "workloads-dev-us-east-1",
            "workloads-prod-eu-west-1",
            "workloads-prod-us-east-1");
  }

  /** Read by YAML 1.1 as well, which is what other tools in a pipeline may do. */
  @Test
  void atlantisPlansTheCanaryFirst() throws IOException {
    Map<String, Object> atlantis =
        new Yaml().load(Files.readString(EXAMPLE.resolve("atlantis.yaml")));
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> projects = (List<Map<String, Object>>) atlantis.get("projects");
    assertThat(
            projects.stream()
                .collect(
                    Collectors.groupingBy(
                        project -> project.get("execution_order_group"),
                        Collectors.mapping(project -> project.get("name"), Collectors.toList()))))
        .isEqualTo(
            Map.of(
                1,
                List.of("workloads-dev-eu-west-1", "workloads-dev-us-east-1"),
                2,
                List.of(
                    "audit-us-east-1", "workloads-prod-eu-west-1", "workloads-prod-us-east-1")));
    assertThat(projects)
        .allSatisfy(project -> assertThat(EXAMPLE.resolve((String) project.get("dir"))).exists());
  }
}

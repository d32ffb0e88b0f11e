package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the module says of bad input. Terraform's own tests can't look at messages, so the runs of
 * {@code *_refused.tftest.hcl} are run once more without their {@code expect_failures}, and what
 * they say is compared with {@code refusals.yaml}.
 */
@Requires(Tool.TERRAFORM)
@TestInstance(Lifecycle.PER_CLASS)
class RefusalsIT {

  private static final String REFUSED = "_refused";

  /** Refused by what the module reads and not by a variable, so these need the whole module. */
  private static final String CONDITIONS = "conditions_refused";

  /** Put before the message of each validation, to tell which one speaks. */
  private static final Pattern MARK = Pattern.compile("^<[a-z_]+ \\d+>");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, List<String>> said = new TreeMap<>();
  private Map<String, List<String>> expected;
  private List<String> marks;

  @BeforeAll
  void runThemWithoutTheirExpectations(@TempDir Path variables, @TempDir Path whole)
      throws IOException {
    expected = expected();
    writeVariables(variables);
    Files.copy(ModuleFolder.PATH.resolve(ModuleFolder.MAIN), whole.resolve(ModuleFolder.MAIN));
    for (TestRun run : refused()) {
      if (run.topic().equals(CONDITIONS)) {
        run.withoutExpectation().writeTo(whole);
      } else {
        run.withoutExpectation().withoutMocks().writeTo(variables);
      }
    }
    for (Path folder : List.of(variables, whole)) {
      collectErrors(Engine.TERRAFORM.init(folder).run("test", "-json"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ids")
  void aMistakeIsNamedWithItsRemedy(String run) {
    assertThat(said.get(run).stream().map(text -> MARK.matcher(text).replaceFirst("")))
        .containsExactlyElementsOf(expected.get(run));
  }

  @Test
  void everyMessageBelongsToARun() {
    assertThat(expected.keySet()).containsExactlyElementsOf(ids());
  }

  @Test
  void everyValidationOfTheModuleRefusesSomething() {
    assertThat(
            said.values().stream()
                .flatMap(List::stream)
                .map(MARK::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(marks);
  }

  static List<String> ids() {
    return refused().stream().map(TestRun::id).toList();
  }

  private static List<TestRun> refused() {
    return TestRun.all().stream().filter(run -> run.topic().endsWith(REFUSED)).toList();
  }

  /** The module's variables alone: without a resource no provider has to be started for each. */
  private void writeVariables(Path folder) throws IOException {
    JsonNode variables =
        mapper.readTree(ModuleFolder.PATH.resolve(ModuleFolder.MAIN).toFile()).get("variable");
    marks = new ArrayList<>();
    for (Map.Entry<String, JsonNode> variable : variables.properties()) {
      int index = 0;
      for (JsonNode validation : variable.getValue().path("validation")) {
        String mark = "<%s %d>".formatted(variable.getKey(), index++);
        marks.add(mark);
        ((ObjectNode) validation)
            .put("error_message", mark + validation.get("error_message").asText());
      }
    }
    mapper.writeValue(folder.resolve(ModuleFolder.MAIN).toFile(), Map.of("variable", variables));
  }

  /** Without the last paragraph, in which Terraform says where the validation stands. */
  private void collectErrors(Terraform.Outcome outcome) {
    outcome.jsonLines().stream()
        .filter(line -> line.at("/diagnostic/severity").asText().equals("error"))
        .forEach(
            line ->
                said.computeIfAbsent(
                        runOf(line.get("@testfile").asText()), file -> new ArrayList<>())
                    .add(
                        line.at("/diagnostic/detail")
                            .asText()
                            .replaceFirst("\n\nThis was checked by .*", "")));
  }

  private static Map<String, List<String>> expected() throws IOException {
    try (InputStream in = RefusalsIT.class.getResourceAsStream("refusals.yaml")) {
      Map<String, Map<String, List<String>>> byTopic =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      Map<String, List<String>> byRun = new LinkedHashMap<>();
      byTopic.forEach(
          (topic, runs) -> runs.forEach((run, messages) -> byRun.put(topic + "." + run, messages)));
      return byRun;
    }
  }

  private static String runOf(String testFile) {
    return Path.of(testFile).getFileName().toString().replace(ModuleFolder.TEST_SUFFIX, "");
  }
}

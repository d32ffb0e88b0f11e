package io.github.cisalarms.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every set of checkers judges the texts that the module holds for them. That Terraform takes these
 * out of the tables is what the module's own tests show.
 */
class CheckersOnModuleTest {

  private static JsonNode locals;

  @BeforeAll
  static void readTheModule() throws IOException {
    String text = Files.readString(Path.of("modules", "cis-alarms", "main.tf.json"));
    locals = new ObjectMapper().readTree(text).get("locals");
  }

  static Stream<Arguments> controlsAndCheckers() {
    return Controls.all().stream()
        .flatMap(
            control ->
                Reading.allCheckerSets().stream()
                    .map(checkers -> arguments(control.slug(), checkers)));
  }

  @ParameterizedTest(name = "{0} for {1}")
  @MethodSource("controlsAndCheckers")
  void everyCheckerAcceptsOneOfTheTexts(String slug, Set<Checker> checkers) {
    Control control = Controls.require(slug);
    List<String> patterns = patterns(slug, checkers);

    assertThat(checkers)
        .allSatisfy(
            checker ->
                control
                    .rule(checker)
                    .ifPresent(rule -> assertThat(patterns).anyMatch(rule::accepts)));
  }

  @ParameterizedTest(name = "{0} for {1}")
  @MethodSource("controlsAndCheckers")
  void everyFilterHasAKeyAndAMetricOfItsOwn(String slug, Set<Checker> checkers) {
    JsonNode filters = locals.at("/readings/" + slug + "/" + Checker.key(checkers));

    assertThat(filters.findValuesAsText("key")).doesNotHaveDuplicates();
    assertThat(filters.findValuesAsText("metric_name")).doesNotHaveDuplicates();
  }

  private static List<String> patterns(String slug, Set<Checker> checkers) {
    JsonNode filters = locals.at("/readings/" + slug + "/" + Checker.key(checkers));
    JsonNode texts = locals.at("/catalog/" + slug + "/patterns");
    if (filters.isMissingNode()) {
      return List.of(texts.get("default").asText());
    }
    List<String> patterns = new ArrayList<>();
    filters.forEach(filter -> patterns.add(texts.get(filter.get("variant").asText()).asText()));
    return patterns;
  }
}

package io.github.cisalarms.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every set of checkers judges what a stack for them holds, text and link alike. */
class CheckersOnStacksTest {

  private static SortedMap<String, String> stacks;

  static List<Set<Checker>> checkerSets() {
    return Reading.allCheckerSets();
  }

  @BeforeAll
  static void synthesizeAStackForEverySet() {
    stacks =
        TerraformJson.synthesize(
            app -> {
              for (Set<Checker> checkers : checkerSets()) {
                new CisAlarms(
                    new TerraformStack(app, name(checkers)),
                    "alarms",
                    CisAlarmsConfig.builder(
                            NotificationTopicConfig.builder("111122223333").build(),
                            "aws-cloudtrail-logs")
                        .checkers(checkers)
                        .shortAddresses()
                        .build());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("checkerSets")
  void everyCheckerAcceptsAFilterOfEveryControl(Set<Checker> checkers) {
    JsonNode controls = controls(checkers);
    for (Control control : Controls.all()) {
      List<String> patterns = new ArrayList<>();
      controls
          .properties()
          .forEach(
              entry -> {
                if (entry.getValue().get("metric_name").asText().startsWith(control.metricName())) {
                  patterns.add(entry.getValue().get("pattern").asText());
                }
              });
      for (Checker checker : checkers) {
        control
            .rule(checker)
            .ifPresent(
                rule ->
                    assertThat(patterns)
                        .as("%s for %s", control.slug(), checker.title())
                        .anyMatch(rule::accepts));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("checkerSets")
  void everyFilterHasAMetricAndAnAlarmOfItsOwn(Set<Checker> checkers) {
    JsonNode controls = controls(checkers);

    assertThat(controls.findValuesAsText("metric_name"))
        .doesNotHaveDuplicates()
        .hasSize(controls.size());
    JsonNode resources = json(checkers).get("resource");
    JsonNode filter = resources.at("/aws_cloudwatch_log_metric_filter/control");
    JsonNode alarm = resources.at("/aws_cloudwatch_metric_alarm/control");
    assertThat(filter.get("for_each")).isEqualTo(alarm.get("for_each"));
    assertThat(filter.get("name")).isEqualTo(alarm.get("metric_name"));
    assertThat(filter.at("/metric_transformation/name")).isEqualTo(alarm.get("metric_name"));
    assertThat(filter.at("/metric_transformation/namespace")).isEqualTo(alarm.get("namespace"));
  }

  private static JsonNode controls(Set<Checker> checkers) {
    return json(checkers).at("/locals/controls");
  }

  private static JsonNode json(Set<Checker> checkers) {
    return Synthesized.read(stacks.get(name(checkers)));
  }

  private static String name(Set<Checker> checkers) {
    return Checker.key(checkers).replace('+', '-');
  }
}

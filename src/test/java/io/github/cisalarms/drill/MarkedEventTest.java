package io.github.cisalarms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Examples;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.pattern.FilterPattern;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkedEventTest {

  private static final DrillId DRILL = new DrillId("20261126T001500Z-3fa9c2");
  private static final Instant TIME = Instant.parse("2026-11-26T00:15:01.5Z");
  private static final String ALL = "io.github.cisalarms.catalog.Controls#all";
  private static final Pattern ACCOUNT = Pattern.compile("(?<![0-9a-f-])[0-9]{12}(?![0-9])");

  @ParameterizedTest
  @MethodSource(ALL)
  void marksLeaveTheEventToAllVariantsOfItsControl(Control control) {
    String event = MarkedEvent.of(Examples.matchedBy(control), DRILL, 0, TIME);
    assertThat(control.variants())
        .extracting(PatternVariant::pattern)
        .allMatch(pattern -> FilterPattern.parse(pattern).matches(event));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void marksLeaveTheNearMissToNone(Control control) {
    String event = MarkedEvent.of(Examples.nearMissOf(control), DRILL, 0, TIME);
    assertThat(control.variants())
        .extracting(PatternVariant::pattern)
        .noneMatch(pattern -> FilterPattern.parse(pattern).matches(event));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void tellsWhatItIsAndOfNobody(Control control) throws Exception {
    String text = MarkedEvent.of(Examples.matchedBy(control), DRILL, 7, TIME);
    JsonNode event = new ObjectMapper().readTree(text);

    assertThat(event.get("eventID").asText())
        .isEqualTo("cis-alarms-drill-20261126T001500Z-3fa9c2-" + control.slug() + "-7");
    assertThat(event.get("eventTime").asText()).isEqualTo("2026-11-26T00:15:01Z");
    assertThat(event.get("userAgent").asText()).isEqualTo("cis-alarms drill");
    assertThat(event.get("sourceIPAddress").asText()).isEqualTo("192.0.2.1");
    assertThat(event.at("/cisAlarmsDrill/id").asText()).isEqualTo(DRILL.text());
    assertThat(ACCOUNT.matcher(text).results().map(MatchResult::group))
        .as("documentation's account alone")
        .isNotEmpty()
        .containsOnly("111122223333");
    assertThat(text).doesNotContain("\n");
  }
}

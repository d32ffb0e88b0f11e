package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Controls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The patterns of all controls, together, on events of real trails. */
class TrailEventsTest {

  private final List<String> names = new ArrayList<>();
  private final List<FilterPattern> patterns = new ArrayList<>();

  TrailEventsTest() {
    Controls.all()
        .forEach(
            control ->
                control
                    .variants()
                    .forEach(
                        variant -> {
                          names.add(control.slug() + "/" + variant.name());
                          patterns.add(FilterPattern.parse(variant.pattern()));
                        }));
  }

  private static JsonNode events() throws IOException {
    try (InputStream in = TrailEventsTest.class.getResourceAsStream("trail-events.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  @Test
  void eachEventIsMatchedByTheVariantsThatAreListed() throws IOException {
    PatternMatcher matcher = PatternSet.of(patterns).matcher();
    for (JsonNode entry : events()) {
      byte[] utf8 = entry.get("event").toString().getBytes(StandardCharsets.UTF_8);
      BitSet matched = matcher.matches(utf8, 0, utf8.length);
      List<String> expected = new ArrayList<>();
      entry.get("matches").forEach(name -> expected.add(name.textValue()));
      assertThat(matched.stream().mapToObj(names::get))
          .as("%s", entry.get("event"))
          .containsExactlyElementsOf(expected);
    }
  }

  /** Otherwise the test above would say little. */
  @Test
  void eachVariantMatchesSomeEventsAndMissesOthers() throws IOException {
    Map<String, Integer> matches = new TreeMap<>();
    JsonNode events = events();
    for (JsonNode entry : events) {
      entry.get("matches").forEach(name -> matches.merge(name.textValue(), 1, Integer::sum));
    }
    assertThat(matches).containsOnlyKeys(names);
    assertThat(matches.values()).allMatch(count -> count < events.size() / 2);
  }
}

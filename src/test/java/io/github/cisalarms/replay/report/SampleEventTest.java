package io.github.cisalarms.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cisalarms.files.IndentedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleEventTest {

  @Test
  void keepsTheTextOfWhatIsNoJson() {
    assertThat(SampleEvent.of("{\"a\": [1, }")).isEqualTo("{\"a\": [1, }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\": 1, \"a\": {\"c\": [true, false, null, \"x\"]}, \"d\": {}, \"e\": []}",
        "{\"twice\": 1, \"other\": {\"x\": 1}, \"twice\": {\"y\": 2}, \"other\": 3}",
        "[0, -0, 1, -1, 2147483648, 9223372036854775807, 9223372036854775808, -98765432109876543210]",
        "[0.0, -0.0, 1.0, 1.50, 1e2, 1E-7, 1.0E400, -1.0E400, 1e-400, 123456789.123456789123456789]",
        "[0.1000000000000000055511151231257827, 100000000000000000000.0, 5e-324, 1.7976931348623157e308]",
        "{\"\\u0041\\n\\\"\": \"\\ud83d\\ude00 \\ud83d \\u0000 \\/ é\"}",
        "\"text\"",
        "7",
        "null",
        "true",
        "",
        "  ",
        "{} trailing",
        "{}{",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{'a': 1}",
        "{\"a\": NaN}",
        "{\"a\": 01}",
        "{\"a\": .5}",
        "[1,]",
        "plain text",
        "\"open"
      })
  void isWhatAJsonNodeWouldBe(String text) {
    assertThat(IndentedJson.print(SampleEvent.of(text))).isEqualTo(IndentedJson.print(node(text)));
  }

  @Test
  void hasTheLimitsOfAJsonNode() {
    for (String text :
        new String[] {
          "[".repeat(1001) + "]".repeat(1001),
          "[" + "1".repeat(1000) + "]",
          "[" + "1".repeat(1001) + "]",
          "[1." + "1".repeat(998) + "]",
          "[1." + "1".repeat(1000) + "]",
          "{\"" + "n".repeat(50_001) + "\": 1}"
        }) {
      isWhatAJsonNodeWouldBe(text);
    }
  }

  private static JsonNode node(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}

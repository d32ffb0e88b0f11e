package io.github.cisalarms.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndentedJsonTest {

  record Place(String file, List<Integer> lines) {}

  @Test
  void indentsByTwoBlanks() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1, "two"));
    map.put("empty", List.of());
    map.put("none", Map.of());
    map.put("place", new Place("x", List.of(3)));
    assertThat(IndentedJson.print(map))
        .isEqualTo(
            """
            {
              "a": [
                1,
                "two"
              ],
              "empty": [],
              "none": {},
              "place": {
                "file": "x",
                "lines": [
                  3
                ]
              }
            }
            """);
  }

  @ParameterizedTest
  @MethodSource("values")
  void printsWhatDataBindingPrints(Object value) throws JsonProcessingException {
    DefaultIndenter blanks = new DefaultIndenter("  ", "\n");
    String bound =
        new ObjectMapper()
            .writer(
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(blanks)
                    .withArrayIndenter(blanks))
            .writeValueAsString(value);
    assertThat(IndentedJson.print(value)).isEqualTo(bound + "\n");
  }

  static Stream<Object> values() throws JsonProcessingException {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("null", null);
    nested.put("list", Arrays.asList(1, null, Map.of(), List.of(), List.of(Map.of("b", true))));
    nested.put("record", new Place("x", List.of(1, 2)));
    nested.put("node", new ObjectMapper().readTree("{\"a\":[1.50,{\"b\":null},[]],\"c\":{}}"));
    nested.put("behind", "both");
    return Stream.of(
        nested,
        "quote \" backslash \\ control \u0001 \n\t\u007f é \u2028 \ud83d\ude00 \ud83d",
        false,
        -1,
        Long.MIN_VALUE,
        new BigInteger("123456789012345678901234567890"),
        1.0,
        1e300,
        -0.0,
        0.1f,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        new BigDecimal("1.10"),
        (short) 3,
        'c',
        TimeUnit.DAYS,
        Set.of("one"),
        new String[] {"a", "b"},
        new TreeMap<>(Map.of(1, 2, 10, 20)),
        Map.of(TimeUnit.DAYS, 1),
        new Place("x", List.of()),
        new ObjectMapper().readTree("[{}, {\"a\": 12345678901234567890}, \"x\"]"));
  }
}

package io.github.cisalarms.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatternSetTest {

  @Test
  void tellsWhichPatternsMatch() {
    PatternMatcher matcher =
        PatternSet.of(
                List.of(
                    FilterPattern.parse("{ $.a = 1 }"),
                    FilterPattern.parse("a"),
                    FilterPattern.parse("{ $.b NOT EXISTS }"),
                    FilterPattern.parse("")))
            .matcher();
    assertThat(matches(matcher, "{\"a\":1,\"b\":2}")).isEqualTo(bits(0, 1, 3));
    assertThat(matches(matcher, "{}")).isEqualTo(bits(2, 3));
    assertThat(matches(matcher, "a")).isEqualTo(bits(1, 3));
  }

  @Test
  void givesValuesOfSelectorsFromTheSamePass() {
    PatternMatcher matcher =
        PatternSet.of(
                List.of(FilterPattern.parse("{ $.a.b = x }")),
                List.of("$.a.b", "$.n", "$.flag", "$.none", "$.a", "$.list[*]", "$.list[1]"))
            .matcher();
    matches(
        matcher,
        "{\"list\":[\"p\",\"q\"],\"a\":{\"b\":\"x\\u0079\"},\"n\":12,\"flag\":true,\"none\":null}");
    assertThat(matcher.value(0)).hasValue("xy");
    assertThat(matcher.value(1)).hasValue("12");
    assertThat(matcher.value(2)).hasValue("true");
    assertThat(matcher.value(3)).isEmpty();
    assertThat(matcher.value(4)).isEmpty();
    assertThat(matcher.value(5)).hasValue("p");
    assertThat(matcher.value(6)).hasValue("q");
    assertThatThrownBy(() -> matcher.value(7)).isInstanceOf(IndexOutOfBoundsException.class);
    matches(matcher, "{\"n\":1} trailing");
    assertThat(matcher.isJsonObject()).isFalse();
    assertThat(matcher.value(1)).isEmpty();
    matches(matcher, "{\"n\":1}");
    assertThat(matcher.isJsonObject()).isTrue();
    assertThat(matcher.value(0)).isEmpty();
    assertThat(matcher.value(1)).hasValue("1");
  }

  @Test
  void findsTheEndOfAnObjectWhileItTestsIt() {
    PatternMatcher matcher =
        PatternSet.of(
                List.of(FilterPattern.parse("{ $.a = x }"), FilterPattern.parse("x")),
                List.of("$.a"))
            .matcher();
    byte[] records = "[{\"a\":\"x\"},{\"a\":\"x}".getBytes(StandardCharsets.UTF_8);
    assertThat(matcher.matchObject(records, 1, records.length, false)).isEqualTo(10);
    assertThat(matcher.matched()).isEqualTo(bits(0, 1));
    assertThat(matcher.isJsonObject()).isTrue();
    assertThat(matcher.value(0)).hasValue("x");
    assertThat(matcher.matchObject(records, 11, records.length, false))
        .isEqualTo(PatternMatcher.UNDECIDED);
    assertThat(matcher.matched()).isEqualTo(bits());
    assertThat(matcher.isJsonObject()).isFalse();
    assertThat(matcher.value(0)).isEmpty();
    assertThatThrownBy(() -> matcher.matchObject(records, 1, records.length + 1, false))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** No event in UTF-8 has it as it is, and as an escape it is not the question mark either. */
  @Test
  void takesHalfASurrogatePairForNoOtherText() {
    PatternMatcher matcher =
        PatternSet.of(
                List.of(
                    FilterPattern.parse("{ $.a = \"\ud800\" }"),
                    FilterPattern.parse("{ $.a = \"?\" }")),
                List.of())
            .matcher();
    byte[] event = "{\"a\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(matcher.matchObject(event, 0, event.length, false)).isEqualTo(event.length);
    assertThat(matcher.matched()).isEqualTo(bits(1));
  }

  @Test
  void givesFingerprintsOfValues() {
    PatternMatcher matcher = PatternSet.of(List.of(), List.of("$.a", "$.b")).matcher();
    matches(matcher, "{\"a\":\"x\",\"b\":1}");
    long x = matcher.fingerprint(0);
    assertThat(x).isNotZero();
    assertThat(matcher.fingerprint(1)).isNotZero().isNotEqualTo(x);
    matches(matcher, "{\"b\":\"\\u0078\"}");
    assertThat(matcher.fingerprint(0)).isZero();
    assertThat(matcher.fingerprint(1)).isEqualTo(x);
  }

  @Test
  void worksWithSelectorsAlone() {
    PatternMatcher matcher = PatternSet.of(List.of(), List.of("$.a")).matcher();
    assertThat(matches(matcher, "{\"a\":\"x\"}")).isEqualTo(new BitSet());
    assertThat(matcher.value(0)).isEqualTo(Optional.of("x"));
  }

  @Test
  void takesTheLastOfTwoPropertiesOfOneName() {
    PatternMatcher matcher =
        PatternSet.of(
                List.of(
                    FilterPattern.parse("{ $.a = 1 }"),
                    FilterPattern.parse("{ $.a.b = 1 }"),
                    FilterPattern.parse("{ $.* = 1 }")),
                List.of("$.a"))
            .matcher();
    assertThat(matches(matcher, "{\"a\":1,\"a\":2}")).isEqualTo(bits());
    assertThat(matcher.value(0)).hasValue("2");
    assertThat(matches(matcher, "{\"a\":2,\"\\u0061\":1}")).isEqualTo(bits(0, 2));
    assertThat(matches(matcher, "{\"a\":{\"b\":1},\"a\":{\"c\":1}}")).isEqualTo(bits());
    assertThat(matches(matcher, "{\"x\":1,\"x\":2}")).isEqualTo(bits());
    assertThat(matches(matcher, "{\"a\":2,\"a\":1} x")).isEqualTo(bits());
  }

  @Test
  void readsOnlyTheBytesOfTheEvent() {
    PatternMatcher matcher =
        PatternSet.of(List.of(FilterPattern.parse("{ $.a = \"é\" }"), FilterPattern.parse("x")))
            .matcher();
    byte[] buffer = "x{\"a\":\"é\"}x".getBytes(StandardCharsets.UTF_8);
    assertThat(matcher.matches(buffer, 1, buffer.length - 2)).isEqualTo(bits(0));
    assertThatThrownBy(() -> matcher.matches(buffer, 1, buffer.length))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void takesUtf8Only() {
    PatternMatcher matcher =
        PatternSet.of(List.of(FilterPattern.parse("{ $.a NOT EXISTS }"))).matcher();
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
    assertThat(matcher.matches(utf16, 0, utf16.length)).isEqualTo(bits());
  }

  @Test
  void refusesWhatIsNoSelector() {
    assertThatThrownBy(() -> PatternSet.of(List.of(), List.of("a")))
        .isInstanceOf(FilterPatternException.class)
        .hasMessageStartingWith("filter pattern, column 1: a selector starts with '$.'");
    assertThatThrownBy(() -> PatternSet.of(List.of(), List.of("$.a = 1")))
        .isInstanceOf(FilterPatternException.class)
        .hasMessageStartingWith("filter pattern, column 4: expected the end of the selector");
  }

  private static BitSet matches(PatternMatcher matcher, String event) {
    byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
    return matcher.matches(utf8, 0, utf8.length);
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}

package io.github.cisalarms.pattern;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Tests events against the patterns of a {@link PatternSet}, one event after the other.
 *
 * <p>Keeps what it needs from event to event, so it is not for use by several threads at once.
 */
public final class PatternMatcher {

  /** Per pattern: whether it matches the event that was read last, whose text is given. */
  private final List<Predicate<String>> tests;

  private final boolean readsJson;
  private final boolean readsText;
  private final JsonReading reading;
  private final int selectorCount;
  private final BitSet matched;
  private boolean json;

  PatternMatcher(PatternSet set) {
    int count = set.patterns().size();
    this.selectorCount = set.selectorCount();
    this.reading = new JsonReading(set.program(), selectorCount);
    this.tests = IntStream.range(0, count).mapToObj(pattern -> test(set, pattern)).toList();
    long onText = IntStream.range(0, count).filter(i -> set.messageTest(i).isPresent()).count();
    this.readsText = onText > 0;
    this.readsJson = selectorCount > 0 || onText < count;
    this.matched = new BitSet(count);
  }

  private Predicate<String> test(PatternSet set, int pattern) {
    return set.messageTest(pattern)
        .orElseGet(
            () -> {
              JsonProgram.Check check = set.program().check(set.condition(pattern).orElseThrow());
              return message -> json && check.holds(reading);
            });
  }

  /**
   * Tests one event.
   *
   * @param buffer holds the event's text, in UTF-8 and without a line end; only read, and only
   *     during the call
   * @return bit i is set if pattern i matches. The same object each time: it is changed by the next
   *     call.
   */
  public BitSet matches(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    matched.clear();
    json = readsJson && reading.read(buffer, offset, length);
    String message = readsText ? new String(buffer, offset, length, StandardCharsets.UTF_8) : "";
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i).test(message)) {
        matched.set(i);
      }
    }
    return matched;
  }

  /**
   * The value in the last event of a selector that the set was made with: the text of a string, a
   * number, {@code true} or {@code false}. A selector with a wildcard gives its first value.
   *
   * @param selector its index among the set's selectors
   * @return empty if the event has no such field, or null, an object or an array there, or is no
   *     JSON object
   * @throws IndexOutOfBoundsException if the set has no such selector
   */
  public Optional<String> value(int selector) {
    Objects.checkIndex(selector, selectorCount);
    return json
        ? reading.kept(selector).stream().findFirst().flatMap(PatternMatcher::text)
        : Optional.empty();
  }

  /**
   * Whether the last event is a JSON object. Known only if the set has a JSON pattern or a
   * selector; false otherwise.
   */
  public boolean isJsonObject() {
    return json;
  }

  private static Optional<String> text(JsonValue value) {
    return switch (value.kind()) {
      case STRING, NUMBER -> Optional.of(value.text());
      case TRUE -> Optional.of("true");
      case FALSE -> Optional.of("false");
      case NULL, OBJECT, ARRAY -> Optional.empty();
    };
  }
}

package io.github.cisalarms.pattern;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tests events against the patterns of a {@link PatternSet}, one event after the other.
 *
 * <p>Keeps what it needs from event to event, so it is not for use by several threads at once.
 */
public final class PatternMatcher {

  private final JsonProgram.Check[] checks;
  private final Predicate<?>[] messageTests;
  private final boolean readsJson;
  private final boolean readsText;
  private final JsonReading reading;
  private final int selectorCount;
  private final BitSet matched;
  private boolean json;

  PatternMatcher(PatternSet set) {
    int count = set.patterns().size();
    this.checks = new JsonProgram.Check[count];
    this.messageTests = new Predicate<?>[count];
    for (int i = 0; i < count; i++) {
      checks[i] = set.condition(i).map(set.program()::check).orElse(null);
      messageTests[i] = set.messageTest(i).orElse(null);
    }
    this.selectorCount = set.selectorCount();
    this.reading = new JsonReading(set.program(), selectorCount);
    this.readsText = Arrays.stream(messageTests).anyMatch(Objects::nonNull);
    this.readsJson = selectorCount > 0 || Arrays.stream(checks).anyMatch(Objects::nonNull);
    this.matched = new BitSet(count);
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
    for (int i = 0; i < checks.length; i++) {
      if (checks[i] != null ? json && checks[i].holds(reading) : test(messageTests[i], message)) {
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

  @SuppressWarnings("unchecked")
  private static boolean test(Predicate<?> test, String message) {
    return ((Predicate<String>) test).test(message);
  }
}

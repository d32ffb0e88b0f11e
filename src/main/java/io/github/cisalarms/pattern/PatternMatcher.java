package io.github.cisalarms.pattern;

import io.github.cisalarms.pattern.evaluation.EventScan;
import io.github.cisalarms.pattern.evaluation.Facts;
import io.github.cisalarms.pattern.evaluation.Fingerprint;
import io.github.cisalarms.pattern.evaluation.JsonReading;
import io.github.cisalarms.pattern.evaluation.JsonValue;
import io.github.cisalarms.pattern.evaluation.Verdicts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tests events against the patterns of a {@link PatternSet}, one event after the other.
 *
 * <p>Keeps what it needs from event to event, so it is not for use by several threads at once.
 */
public final class PatternMatcher {

  /** What {@link #matchObject} gives when it has not tested the event. */
  public static final int UNDECIDED = EventScan.UNDECIDED;

  private final boolean readsJson;
  private final int selectorCount;
  private final Facts facts;
  private final EventScan scan;
  private final JsonReading reading;
  private final Verdicts verdicts;
  private final List<TextPattern> textPatterns = new ArrayList<>();
  private final BitSet matched = new BitSet();

  /** How the last event was read. */
  private Source source = Source.NOTHING;

  private enum Source {
    NOTHING,
    SCAN,
    READING
  }

  private record TextPattern(int index, Predicate<String> test) {}

  PatternMatcher(PatternSet set) {
    List<Verdicts.JsonPattern> jsonPatterns = new ArrayList<>();
    for (int i = 0; i < set.patterns().size(); i++) {
      int index = i;
      set.condition(i)
          .map(condition -> new Verdicts.JsonPattern(index, set.program().check(condition)))
          .ifPresent(jsonPatterns::add);
      set.messageTest(i).map(test -> new TextPattern(index, test)).ifPresent(textPatterns::add);
    }
    this.selectorCount = set.selectorCount();
    this.readsJson = selectorCount > 0 || !jsonPatterns.isEmpty();
    this.facts = set.program().facts();
    this.scan = new EventScan(set.program(), facts, selectorCount);
    this.reading = new JsonReading(set.program(), facts, selectorCount);
    this.verdicts = new Verdicts(jsonPatterns);
  }

  /**
   * Tests one event.
   *
   * @param buffer holds the event's text, in UTF-8 and without a line end; only read, and no more
   *     once another event is tested
   * @return bit i is set if pattern i matches. The same object each time: it is changed by the next
   *     call.
   */
  public BitSet matches(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    source = readsJson ? read(buffer, offset, length) : Source.NOTHING;
    decide(buffer, offset, length);
    return matched;
  }

  private Source read(byte[] buffer, int offset, int length) {
    int limit = offset + length;
    int end = scan.read(buffer, offset, limit, false);
    if (end != UNDECIDED) {
      return scan.skipBlanks(end) == limit ? Source.SCAN : Source.NOTHING;
    }
    return reading.read(buffer, offset, length) ? Source.READING : Source.NOTHING;
  }

  /**
   * Tests the event that is the JSON object at an offset, and says where it ends: for those who
   * would have to look for the end anyway. What the patterns say is in {@link #matched()} then.
   *
   * @param buffer holds the event's text, in UTF-8; only read, and no more once another event is
   *     tested
   * @param limit where the bytes end that may belong to the event
   * @param oneLine whether an event that goes on in another line counts as broken
   * @return the index behind the event; or {@link #UNDECIDED} if it is broken, goes on behind the
   *     limit or is unusual. Then nothing is known of it: find its end and ask {@link #matches}.
   */
  public int matchObject(byte[] buffer, int offset, int limit, boolean oneLine) {
    Objects.checkFromToIndex(offset, limit, buffer.length);
    int end = scan.read(buffer, offset, limit, oneLine);
    source = end == UNDECIDED || !readsJson ? Source.NOTHING : Source.SCAN;
    if (end == UNDECIDED) {
      matched.clear();
    } else {
      decide(buffer, offset, end - offset);
    }
    return end;
  }

  private void decide(byte[] buffer, int offset, int length) {
    matched.clear();
    if (isJsonObject()) {
      matched.or(verdicts.of(facts));
    }
    if (!textPatterns.isEmpty()) {
      String message = new String(buffer, offset, length, StandardCharsets.UTF_8);
      for (TextPattern pattern : textPatterns) {
        matched.set(pattern.index(), pattern.test().test(message));
      }
    }
  }

  /**
   * The patterns that match the last event, as {@link #matches} or {@link #matchObject} found; none
   * after {@link #UNDECIDED}.
   */
  public BitSet matched() {
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
    return switch (source) {
      case SCAN -> scan.value(selector);
      case READING -> reading.kept(selector).stream().findFirst().flatMap(JsonValue::content);
      case NOTHING -> Optional.empty();
    };
  }

  /**
   * 64 bits that stand for the {@link #value} of a selector, and are cheaper than its text:
   * different values have different ones, but for a chance of about 2^-64 that two have the same.
   *
   * @return 0 if there is no value, and only then
   * @throws IndexOutOfBoundsException if the set has no such selector
   */
  public long fingerprint(int selector) {
    long scanned = source == Source.SCAN ? scan.fingerprint(selector) : 0;
    return scanned != 0 ? scanned : value(selector).map(Fingerprint::of).orElse(0L);
  }

  /**
   * Whether the last event is a JSON object. Known only if the set has a JSON pattern or a
   * selector; false otherwise.
   */
  public boolean isJsonObject() {
    return source != Source.NOTHING;
  }
}

package io.github.cisalarms.pattern.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.cisalarms.pattern.evaluation.JsonProgram.ValueTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads events, one after the other, and notes what the conditions of a {@link JsonProgram} ask
 * for. Not for use by several threads.
 *
 * <p>An event is read once, as a stream; what no selector leads to is skipped. The way down is kept
 * on a stack that is as deep as the longest selector, never as deep as the event.
 */
public final class JsonReading {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // A log event is UTF-8; anything else is not JSON.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // Events decide the names: keep them out of the JVM's table of strings, and let a table
          // of hostile names grow slow rather than fail.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** How many values are kept of a selector with a wildcard. */
  public static final int MAX_KEPT = 5;

  private final JsonProgram program;
  private final Facts facts;
  private final List<List<JsonValue>> kept = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private int depth;

  /**
   * @param facts what is found becomes known here
   * @param keptCount how many selectors the program keeps the values of
   */
  public JsonReading(JsonProgram program, Facts facts, int keptCount) {
    this.program = program;
    this.facts = facts;
    for (int i = 0; i < keptCount; i++) {
      kept.add(new ArrayList<>());
    }
  }

  /**
   * Reads an event, in UTF-8.
   *
   * @return whether it is a JSON object with nothing around it but blanks; if not, no condition
   *     holds
   */
  public boolean read(byte[] buffer, int offset, int length) {
    try {
      try (JsonParser parser = JSON.createParser(buffer, offset, length)) {
        return read(parser, Set.of());
      } catch (DuplicateNameException e) {
        // Rare: of two properties with one name the last counts. Which is the last, a pass of its
        // own finds out.
        Set<Long> overridden;
        try (JsonParser parser = JSON.createParser(buffer, offset, length)) {
          overridden = overridden(parser);
        }
        try (JsonParser parser = JSON.createParser(buffer, offset, length)) {
          return read(parser, overridden);
        }
      }
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory can't fail", e);
    }
  }

  /** The first values of a kept selector, at most {@link #MAX_KEPT}. */
  public List<JsonValue> kept(int index) {
    return kept.get(index);
  }

  /** Where the names stand of properties that another one of the same name follows. */
  private static Set<Long> overridden(JsonParser parser) throws IOException {
    Set<Long> overridden = new HashSet<>();
    Deque<Map<String, Long>> objects = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        objects.push(new HashMap<>());
      } else if (token == JsonToken.END_OBJECT) {
        objects.pop();
      } else if (token == JsonToken.FIELD_NAME) {
        Long earlier = objects.element().put(parser.currentName(), place(parser));
        if (earlier != null) {
          overridden.add(earlier);
        }
      }
    }
    return overridden;
  }

  private static long place(JsonParser parser) {
    return parser.currentTokenLocation().getByteOffset();
  }

  private boolean read(JsonParser parser, Set<Long> overridden) throws IOException {
    facts.clear();
    kept.forEach(List::clear);
    depth = 0;
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    for (int selector : program.root().wildcardParents()) {
      facts.setReachedWildcard(selector);
    }
    enter(program.root());
    while (depth > 0) {
      Frame frame = frames.get(depth - 1);
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        boolean counts = overridden.isEmpty() || !overridden.contains(place(parser));
        EventState state = counts ? frame.property(parser.currentName()) : null;
        parser.nextToken();
        visit(parser, state);
      } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        depth--;
      } else {
        visitElement(parser, frame);
      }
    }
    return parser.nextToken() == null;
  }

  private void enter(EventState state) {
    if (depth == frames.size()) {
      frames.add(new Frame());
    }
    frames.get(depth++).start(state);
  }

  private void visitElement(JsonParser parser, Frame array) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isScalarValue()) {
      for (int selector : array.state.selected()) {
        facts.satisfy(program.tests(selector).hasElement(JsonValue.Kind.of(token)));
      }
    }
    visit(parser, array.state.element(array.index++));
  }

  /** Looks at the value that the parser's current token starts, and moves to its end or into it. */
  private void visit(JsonParser parser, EventState state) throws IOException {
    JsonToken token = parser.currentToken();
    boolean enters = false;
    if (state != null) {
      for (int selector : state.selected()) {
        enters |= arrive(parser, selector) && token == JsonToken.START_ARRAY;
      }
      for (int selector : state.wildcardParents()) {
        facts.setReachedWildcard(selector);
      }
      enters |=
          token == JsonToken.START_OBJECT && state.entersObjects()
              || token == JsonToken.START_ARRAY && state.entersArrays();
    }
    if (enters) {
      enter(state);
    } else {
      parser.skipChildren();
    }
  }

  /** Tests a value of a selector; true if an array there has to be looked into. */
  private boolean arrive(JsonParser parser, int selector) throws IOException {
    facts.setExists(selector);
    ValueTests tests = program.tests(selector);
    JsonToken token = parser.currentToken();
    JsonValue.Kind kind = JsonValue.Kind.of(token);
    if (kind == JsonValue.Kind.STRING || kind == JsonValue.Kind.NUMBER) {
      facts.setComparable(selector);
      if (tests.looksAtText()) {
        JsonValue value = JsonValue.current(parser);
        tests.satisfyBy(value, facts);
        keep(tests, value);
      }
    } else {
      facts.satisfy(tests.is(kind));
      keep(tests, new JsonValue(kind, ""));
    }
    return kind == JsonValue.Kind.ARRAY && tests.looksIntoArrays();
  }

  private void keep(ValueTests tests, JsonValue value) {
    for (int index : tests.keptAs()) {
      List<JsonValue> values = kept.get(index);
      if (values.size() < MAX_KEPT) {
        values.add(value);
      }
    }
  }

  /** An object or array that selectors lead into. */
  private static final class Frame {

    private final BitSet seen = new BitSet();
    private final Set<String> seenElsewhere = new HashSet<>();
    private EventState state;
    private int index;

    void start(EventState newState) {
      state = newState;
      index = 0;
      seen.clear();
      if (!seenElsewhere.isEmpty()) {
        seenElsewhere.clear();
      }
    }

    /** Where the property of that name leads, or null. */
    EventState property(String name) throws DuplicateNameException {
      EventState.Child child = state.named(name);
      if (child != null) {
        if (seen.get(child.ordinal())) {
          throw new DuplicateNameException();
        }
        seen.set(child.ordinal());
        return child.state();
      }
      if (state.any() != null && !seenElsewhere.add(name)) {
        throw new DuplicateNameException();
      }
      return state.any();
    }
  }

  /** An object has two properties of one name, and a selector leads there. */
  private static final class DuplicateNameException extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}

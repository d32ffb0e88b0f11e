package io.github.cisalarms.pattern.evaluation;

import io.github.cisalarms.pattern.evaluation.JsonProgram.ValueTests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads events, one after the other, straight from their bytes, and finds where they end. Several
 * times as fast as {@link JsonReading}, since nothing becomes a string before a test needs one.
 *
 * <p>Finds out the same about an event, or nothing: what is rare in events, beside all that is no
 * JSON, is left to {@link JsonReading}. That is any property that stands twice and any escape where
 * a pattern looks, a wildcard that applies to an object, and depth. Not for use by several threads.
 */
public final class EventScan {

  /** What {@link #read} gives for an event that it leaves alone. */
  public static final int UNDECIDED = -1;

  /** How deep objects and arrays may lie in one another within the event. */
  static final int MAX_DEPTH = 64;

  private final JsonProgram program;
  private final Facts facts;
  private final JsonText text = new JsonText();

  private final PropertyNames names = new PropertyNames();

  /** In place of a name that has the event as its value. */
  private final PropertyNames.Name document = PropertyNames.Name.none();

  /** In place of every name that is not plain: where no selector leads, it may be any. */
  private final PropertyNames.Name unusual = PropertyNames.Name.none();

  private final ScanLevel root = ScanLevel.ofDepth(1 + MAX_DEPTH);

  /** The innermost object or array around; null outside of the root. */
  private ScanLevel level;

  // Per kept selector: its first value; a kind of null if there is none.
  private final JsonValue.Kind[] keptKind;
  private final int[] keptFrom;
  private final int[] keptTo;

  /**
   * @param facts what is found becomes known here
   * @param keptCount how many selectors the program keeps the values of
   */
  public EventScan(JsonProgram program, Facts facts, int keptCount) {
    this.program = program;
    this.facts = facts;
    this.keptKind = new JsonValue.Kind[keptCount];
    this.keptFrom = new int[keptCount];
    this.keptTo = new int[keptCount];
  }

  /**
   * Reads the JSON object that starts at an index, in UTF-8 and maybe behind blanks.
   *
   * @param limit where the bytes end at the latest
   * @param oneLine whether an object that goes on in another line counts as broken
   * @return the index behind the object, or {@link #UNDECIDED}
   */
  public int read(byte[] buffer, int from, int limit, boolean oneLine) {
    text.set(buffer, limit, oneLine);
    facts.clear();
    Arrays.fill(keptKind, null);
    reachWildcards(program.root());
    int start = text.skipBlanks(from);
    return text.at(start) == '{' ? members(start) : UNDECIDED;
  }

  /** Goes over blanks in the text that was read. */
  public int skipBlanks(int index) {
    return text.skipBlanks(index);
  }

  /** The first value of a kept selector. */
  Optional<JsonValue> kept(int index) {
    JsonValue.Kind kind = keptKind[index];
    if (kind == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (kind) {
          case STRING -> new JsonValue(kind, ascii(keptFrom[index], keptTo[index]));
          case NUMBER -> JsonValue.number(ascii(keptFrom[index], keptTo[index]));
          default -> new JsonValue(kind, "");
        });
  }

  /** The {@link JsonValue#content} of a kept selector's first value. */
  public Optional<String> value(int index) {
    return keptKind[index] == JsonValue.Kind.STRING
        ? Optional.of(ascii(keptFrom[index], keptTo[index]))
        : kept(index).flatMap(JsonValue::content);
  }

  /** The fingerprint of the text of a kept selector's first value; 0 unless that is a string. */
  public long fingerprint(int index) {
    return keptKind[index] == JsonValue.Kind.STRING
        ? Fingerprint.of(text.bytes(), keptFrom[index], keptTo[index])
        : 0;
  }

  private String ascii(int from, int to) {
    return new String(text.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Where nothing follows: {@link #read} comes to no result. */
  private int undecided() {
    return text.limit() + 1;
  }

  /** Reads the members of the root object, and of all that is in it. */
  private int members(int start) {
    level = null;
    int i = enter(start, program.root(), document);
    while (level != null && i <= text.limit()) {
      EventState state;
      PropertyNames.Name owner;
      if (level.isArray()) {
        if (level.state().selected().length > 0) {
          satisfyByElement(level.state(), JsonValue.Kind.startingWith(text.at(i)));
        }
        state = level.state().element(level.nextElement());
        owner = level.owner();
      } else {
        i = name(i);
        owner = level.last();
        EventState.Child child = owner.child();
        if (level.state().any() != null || child != null && !level.add(child)) {
          return UNDECIDED;
        }
        state = child == null ? null : child.state();
      }
      i = state == null ? other(i, owner) : value(i, state, owner);
    }
    return level == null ? i : UNDECIDED;
  }

  /** Goes over the name of a property and the colon: the level knows which it was. */
  private int name(int index) {
    PropertyNames.Name expected = level.expected();
    if (expected != null && expected.isAt(text.bytes(), index, text.limit())) {
      level.setLast(expected);
      return text.skipBlanks(index + expected.length());
    }
    int from = text.skip('"', index);
    int to = text.skipPlain(from);
    if (text.at(to) == '"') {
      PropertyNames.Name name = names.name(level.state(), text.bytes(), from, to);
      level.found(name);
      level.setLast(name);
      return text.skipColon(to + 1);
    }
    level.setLast(unusual);
    return level.state() == EventState.NOWHERE ? text.skipColon(text.skipString(to)) : undecided();
  }

  /**
   * Goes down into the object or array that starts at an index.
   *
   * @param owner the name of the property that has it
   * @return where the next member starts, of this object or, if it has none, of one around it
   */
  private int enter(int index, EventState state, PropertyNames.Name owner) {
    ScanLevel entered = level == null ? root : level.inner();
    if (entered == null) {
      return undecided();
    }
    level = entered;
    level.start(state, owner, text.at(index) == '[');
    int i = text.skipBlanks(index + 1);
    return text.at(i) == level.end() ? next(i) : i;
  }

  /** Goes from the end of a member to the start of the next; up again where objects end. */
  private int next(int index) {
    int i = text.skipBlanks(index);
    if (text.at(i) == ',') {
      return text.skipBlanks(i + 1);
    }
    while (text.at(i) == level.end()) {
      level = level.outer();
      if (level == null) {
        return i + 1;
      }
      i = text.skipBlanks(i + 1);
    }
    return text.skipBlanks(text.skip(',', i));
  }

  /** Goes over a value that no selector leads to. Where the next member starts. */
  private int other(int index, PropertyNames.Name owner) {
    int first = text.at(index);
    if (first == '{' || first == '[') {
      return enter(index, EventState.NOWHERE, owner);
    }
    return next(first == '"' ? text.skipString(index + 1) : text.skipScalar(index));
  }

  /** Reads a value that selectors lead to or through. Where the next member starts. */
  private int value(int index, EventState state, PropertyNames.Name owner) {
    JsonValue.Kind kind = JsonValue.Kind.startingWith(text.at(index));
    int from = kind == JsonValue.Kind.STRING ? index + 1 : index;
    int to = endOfText(kind, from);
    if (to > text.limit()) {
      return undecided();
    }
    reachWildcards(state);
    for (int selector : state.selected()) {
      if (!arrive(selector, kind, from, to)) {
        return undecided();
      }
    }
    if (enters(state, kind)) {
      return enter(index, state, owner);
    }
    return switch (kind) {
      case STRING -> next(text.skipString(to));
      case NUMBER -> next(to);
      default -> other(index, owner);
    };
  }

  /** Where the text of a number ends, and that of a string as far as it is plain. */
  private int endOfText(JsonValue.Kind kind, int from) {
    return switch (kind) {
      case STRING -> text.skipPlain(from);
      case NUMBER -> text.skipScalar(from);
      default -> from;
    };
  }

  /** Tests a value of a selector. Whether that is possible. */
  private boolean arrive(int selector, JsonValue.Kind kind, int from, int to) {
    ValueTests tests = program.tests(selector);
    facts.setExists(selector);
    if (kind == JsonValue.Kind.STRING) {
      if (tests.looksAtText() && text.at(to) != '"') {
        return false;
      }
      facts.setComparable(selector);
      facts.satisfy(tests.equalTo(text.bytes(), from, to));
      if (tests.hasOthers()) {
        tests.satisfyOthersBy(new JsonValue(kind, ascii(from, to)), facts);
      }
    } else if (kind == JsonValue.Kind.NUMBER) {
      facts.setComparable(selector);
      if (tests.comparesText()) {
        tests.satisfyBy(JsonValue.number(ascii(from, to)), facts);
      }
    } else {
      facts.satisfy(tests.is(kind));
    }
    for (int index : tests.keptAs()) {
      keep(index, kind, from, to);
    }
    return true;
  }

  private void keep(int index, JsonValue.Kind kind, int from, int to) {
    if (keptKind[index] == null) {
      keptKind[index] = kind;
      keptFrom[index] = from;
      keptTo[index] = to;
    }
  }

  private boolean enters(EventState state, JsonValue.Kind kind) {
    return kind == JsonValue.Kind.OBJECT && state.entersObjects()
        || kind == JsonValue.Kind.ARRAY && (state.entersArrays() || looksIntoArrays(state));
  }

  private void reachWildcards(EventState state) {
    for (int selector : state.wildcardParents()) {
      facts.setReachedWildcard(selector);
    }
  }

  private boolean looksIntoArrays(EventState state) {
    for (int selector : state.selected()) {
      if (program.tests(selector).looksIntoArrays()) {
        return true;
      }
    }
    return false;
  }

  private void satisfyByElement(EventState state, JsonValue.Kind kind) {
    for (int selector : state.selected()) {
      facts.satisfy(program.tests(selector).hasElement(kind));
    }
  }
}

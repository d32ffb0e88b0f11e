package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Selector.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads property selectors: {@code $.name}, {@code $.a[0]}, {@code $.a[*].b}, {@code $.['a.b']}.
 */
final class SelectorReader {

  /** How many wildcards one selector may have. */
  static final int MAX_WILDCARDS = 1;

  /** How many wildcards all selectors of a pattern may have together. */
  static final int MAX_WILDCARDS_PER_PATTERN = 3;

  private final String pattern;
  private final int start;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  private SelectorReader(String pattern, int start) {
    this.pattern = pattern;
    this.start = start;
    this.at = start + 1;
  }

  /** The length of the selector that starts at {@code start}. */
  static int lengthAt(String pattern, int start) {
    SelectorReader reader = new SelectorReader(pattern, start);
    reader.readSteps();
    return reader.at - start;
  }

  /** The selector that starts at {@code start}. */
  static Selector read(String pattern, int start) {
    SelectorReader reader = new SelectorReader(pattern, start);
    reader.readSteps();
    return new Selector(reader.steps);
  }

  /** A text that is a selector and nothing else. */
  static Selector parse(String text) {
    if (!text.startsWith("$")) {
      throw new InvalidPatternException(
          text, 0, "a selector starts with '$.'", "write $. and the name of a field");
    }
    SelectorReader reader = new SelectorReader(text, 0);
    reader.readSteps();
    if (reader.at < text.length()) {
      throw reader.error(reader.at, "expected the end of the selector" + reader.found(), "");
    }
    return new Selector(reader.steps);
  }

  private void readSteps() {
    if (!lookingAt('.')) {
      throw error(
          start,
          "a selector starts with '$.'",
          lookingAt('[')
              ? "write $.name, or $.['name'] for a name with other characters than A-Z a-z 0-9 _ -"
              : "write $. and the name of a field, as in $.eventName");
    }
    while (at < pattern.length()) {
      if (lookingAt('.')) {
        readNamed();
      } else if (lookingAt('[')) {
        readBracketed();
      } else {
        break;
      }
    }
    if (at < pattern.length() && !Lexer.endsWord(pattern.charAt(at))) {
      throw error(
          at,
          "'" + Quoted.characterAt(pattern, at) + "' can't stand in an unquoted name",
          "names other than A-Z a-z 0-9 _ - stand in brackets, as in $.['a.b']");
    }
    if (steps.stream().filter(Step.Wildcard.ANY::equals).count() > MAX_WILDCARDS) {
      throw error(
          start, "a selector has at most one wildcard", "write one '[*]' or '.*', and plain names");
    }
  }

  private void readNamed() {
    int dot = at++;
    if (lookingAt('*')) {
      at++;
      steps.add(Step.Wildcard.ANY);
    } else if (lookingAt('[')) {
      at++;
      readQuotedName(dot);
    } else {
      int from = at;
      while (at < pattern.length() && Step.isNameCharacter(pattern.charAt(at))) {
        at++;
      }
      if (from == at) {
        throw error(
            at,
            "expected a name after '.'" + found(),
            "names other than A-Z a-z 0-9 _ - stand in brackets, as in $.['a.b']");
      }
      steps.add(new Step.Name(pattern.substring(from, at)));
    }
  }

  private void readQuotedName(int dot) {
    if (!lookingAt('\'')) {
      throw error(
          at,
          "expected a name in single quotes after '.['" + found(),
          "write $.['a.b'] for a name, $.a[0] for an element");
    }
    int from = ++at;
    at = pattern.indexOf('\'', from);
    if (at < 0 || at + 1 >= pattern.length() || pattern.charAt(at + 1) != ']') {
      throw error(dot + 1, "this bracket is never closed", "a quoted name ends with \"']\"");
    }
    if (from == at) {
      throw error(from, "expected a name between the single quotes", "");
    }
    steps.add(new Step.Name(pattern.substring(from, at)));
    at += 2;
  }

  private void readBracketed() {
    at++;
    if (lookingAt('*')) {
      at++;
      steps.add(Step.Wildcard.ANY);
    } else if (lookingAt('\'') || lookingAt('"')) {
      throw error(at, "a quoted name needs a dot before its bracket", "write .['a.b']");
    } else {
      int from = at;
      while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
        at++;
      }
      if (from == at) {
        throw error(
            at,
            "expected an index or '*' after '['" + found(),
            "elements are counted from 0 and from the front");
      }
      steps.add(new Step.Index(index(pattern.substring(from, at))));
    }
    if (!lookingAt(']')) {
      throw error(at, "expected ']'" + found(), "");
    }
    at++;
  }

  /** No event has as many elements as an int can count, so larger ones needn't be told apart. */
  private static int index(String digits) {
    return Decimal.parse(digits)
        .filter(d -> d.exponent() < 10)
        .map(d -> Integer.parseInt(digits))
        .orElse(Integer.MAX_VALUE);
  }

  private boolean lookingAt(char c) {
    return at < pattern.length() && pattern.charAt(at) == c;
  }

  private String found() {
    return ", found "
        + (at < pattern.length()
            ? "'" + Quoted.characterAt(pattern, at) + "'"
            : "the end of the pattern");
  }

  private InvalidPatternException error(int position, String problem, String hint) {
    return new InvalidPatternException(pattern, position, problem, hint);
  }
}

package io.github.cisalarms.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which each {@code *} stands for any text, also none.
 *
 * <p>The first piece must start the value and the last end it; the pieces between are looked for
 * from left to right, each after the one before. Taking the leftmost place is never wrong, so
 * nothing is tried twice.
 */
final class Glob {

  private final String text;
  private final List<String> pieces;
  private final List<TextSearch> inner;

  /** A run of several {@code *} is the same as one. */
  Glob(String text) {
    this.text = text.replaceAll("\\*+", "*");
    this.pieces = List.of(this.text.split("\\*", -1));
    this.inner = new ArrayList<>();
    for (int i = 1; i < pieces.size() - 1; i++) {
      inner.add(new TextSearch(pieces.get(i)));
    }
  }

  /** As written, with runs of {@code *} made one. */
  String text() {
    return text;
  }

  /** The texts between the wildcards; the first and the last may be empty. */
  List<String> pieces() {
    return pieces;
  }

  boolean hasWildcard() {
    return pieces.size() > 1;
  }

  boolean matches(String value) {
    String first = pieces.get(0);
    if (pieces.size() == 1) {
      return value.equals(first);
    }
    String last = pieces.get(pieces.size() - 1);
    if (value.length() < first.length() + last.length()
        || !value.startsWith(first)
        || !value.endsWith(last)) {
      return false;
    }
    int at = first.length();
    for (int i = 0; i < inner.size(); i++) {
      int found = inner.get(i).indexIn(value, at);
      if (found < 0) {
        return false;
      }
      at = found + pieces.get(i + 1).length();
    }
    return at <= value.length() - last.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && glob.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

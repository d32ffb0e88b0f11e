package io.github.cisalarms.pattern.language;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which each {@code *} stands for any text, also none, as the service reads it.
 *
 * <p>The first piece must start the value. Each further one is looked for after the one before, and
 * the place that is found first counts: the service never goes back to a later one. So the last
 * piece must end the value where it is found first, and {@code *11} does not match {@code 1111}.
 */
public final class Glob {

  /** The place of a {@link #step} after which no text matches. */
  static final int NOWHERE = -1;

  private final String text;
  private final List<String> pieces;

  /** For each piece but the first. */
  private final List<TextSearch> searches;

  /** For each piece, the place at which nothing of it is found yet. */
  private final int[] places;

  /** A run of several {@code *} is the same as one. */
  public Glob(String text) {
    this.text = text.replaceAll("\\*+", "*");
    this.pieces = List.of(this.text.split("\\*", -1));
    List<TextSearch> further = new ArrayList<>();
    this.places = new int[pieces.size() + 1];
    for (int i = 0; i < pieces.size(); i++) {
      places[i + 1] = places[i] + pieces.get(i).length() + 1;
      if (i > 0) {
        further.add(new TextSearch(pieces.get(i)));
      }
    }
    this.searches = List.copyOf(further);
  }

  /** As written, with runs of {@code *} made one. */
  public String text() {
    return text;
  }

  /** The texts between the wildcards; the first and the last may be empty. */
  public List<String> pieces() {
    return pieces;
  }

  /** Whether it stands for more than one text. */
  public boolean hasWildcard() {
    return pieces.size() > 1;
  }

  /** Whether it stands for this text, from its beginning to its end. */
  public boolean matches(String value) {
    if (!hasWildcard()) {
      return value.equals(text);
    }
    if (!value.startsWith(pieces.get(0))) {
      return false;
    }
    int at = pieces.get(0).length();
    for (int i = 1; i < pieces.size(); i++) {
      int found = searches.get(i - 1).indexIn(value, at);
      if (found < 0) {
        return false;
      }
      at = found + pieces.get(i).length();
    }
    return endsWithWildcard() || at == value.length();
  }

  private boolean endsWithWildcard() {
    return hasWildcard() && text.endsWith("*");
  }

  /** How many places there are; they are numbered from 0. */
  public int placeCount() {
    return places[pieces.size()];
  }

  /** The place before the first character of a value. */
  public int start() {
    return placeIn(0, 0);
  }

  /** The place after one more character: what is found so far decides how the value may go on. */
  public int step(int place, char c) {
    if (place == NOWHERE) {
      return NOWHERE;
    }
    int piece = pieceAt(place);
    int found = place - places[piece];
    String wanted = pieces.get(piece);
    if (piece == pieces.size() - 1 && found == wanted.length()) {
      return endsWithWildcard() ? place : NOWHERE;
    }
    if (piece > 0) {
      return placeIn(piece, searches.get(piece - 1).advance(found, c));
    }
    return wanted.charAt(found) == c ? placeIn(0, found + 1) : NOWHERE;
  }

  /** Whether a value that ends at that place matches. */
  public boolean acceptsAt(int place) {
    return place == placeCount() - 1;
  }

  /** A piece that is found leads to the next. */
  private int placeIn(int piece, int found) {
    return found == pieces.get(piece).length() && piece < pieces.size() - 1
        ? placeIn(piece + 1, 0)
        : places[piece] + found;
  }

  private int pieceAt(int place) {
    int piece = 0;
    while (place >= places[piece + 1]) {
      piece++;
    }
    return piece;
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

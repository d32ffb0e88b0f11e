package io.github.cisalarms.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the name that somebody probably meant. */
public final class Nearest {

  /** For each letter of a beginning that may be wrong, so many have to be there. */
  private static final int SURE_LETTERS = 6;

  private Nearest() {}

  /**
   * The known name that is the fewest edits away (a character added, dropped or replaced; upper and
   * lower case are the same), the first of them where several are. Empty where more than a third of
   * the given name would have to change: a guess like that helps nobody.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    String given = name.toLowerCase(Locale.ROOT);
    int bound = Math.max(1, given.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(given, candidate)))
        .filter(candidate -> edits(given, candidate) <= bound);
  }

  /**
   * The known names that somebody may have meant: the nearest, or else all that start like this, or
   * else all that start almost like this.
   */
  static List<String> meant(String name, Collection<String> known) {
    Optional<String> nearest = to(name, known);
    if (nearest.isPresent() || name.isEmpty()) {
      return nearest.stream().toList();
    }
    List<String> begun = known.stream().filter(k -> k.startsWith(name)).toList();
    return begun.isEmpty() ? known.stream().filter(k -> startsAlmostLike(name, k)).toList() : begun;
  }

  private static boolean startsAlmostLike(String name, String known) {
    String given = name.toLowerCase(Locale.ROOT);
    int bound = given.length() / SURE_LETTERS;
    return IntStream.rangeClosed(given.length() - bound, given.length() + bound)
        .filter(length -> length <= known.length())
        .anyMatch(length -> edits(given, known.substring(0, length)) <= bound);
  }

  /** Levenshtein's distance, row by row. */
  private static int edits(String given, String known) {
    String candidate = known.toLowerCase(Locale.ROOT);
    int[] row = new int[candidate.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= given.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (given.charAt(i - 1) == candidate.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[candidate.length()];
  }
}

package io.github.cisalarms.fleet;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Where a value of the configuration was written.
 *
 * @param file name of the file, as it was given
 * @param line line from 1; 0 means the file as a whole
 * @param column column from 1
 * @param key path of keys within the file, such as {@code accounts[0].region}; empty for the root
 */
record Source(String file, int line, int column, String key) implements Comparable<Source> {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private static final Comparator<Source> IN_READING_ORDER =
      Comparator.comparing(Source::file)
          .thenComparingInt(Source::line)
          .thenComparingInt(Source::column)
          .thenComparing(Source::key);

  /** A file as a whole. */
  static Source ofFile(String file) {
    return new Source(file, 0, 0, "");
  }

  /** The same place, with the path of a key in the mapping that stands here. */
  Source child(String name) {
    String step = PLAIN_KEY.matcher(name).matches() ? name : "\"" + name + "\"";
    return new Source(file, line, column, key.isEmpty() ? step : key + "." + step);
  }

  /** The same place, with the path of an element of the list that stands here. */
  Source child(int index) {
    return new Source(file, line, column, key + "[" + index + "]");
  }

  /** The same key, found at another place. */
  Source at(int otherLine, int otherColumn) {
    return new Source(file, otherLine, otherColumn, key);
  }

  /** Whether this is the same key of the same file, wherever it stands. */
  boolean isSameKey(Source other) {
    return file.equals(other.file) && key.equals(other.key);
  }

  /** File and line, for a message that points at a second place. */
  String fileAndLine() {
    return file + ":" + line;
  }

  @Override
  public int compareTo(Source other) {
    return IN_READING_ORDER.compare(this, other);
  }
}

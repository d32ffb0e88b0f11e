package io.github.cisalarms.fleet.yaml;

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
public record Position(String file, int line, int column, String key)
    implements Comparable<Position> {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private static final Comparator<Position> IN_READING_ORDER =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column)
          .thenComparing(Position::key);

  /** A file as a whole. */
  public static Position ofFile(String file) {
    return new Position(file, 0, 0, "");
  }

  /** The same place, with the path of a key in the mapping that stands here. */
  public Position child(String name) {
    String step = PLAIN_KEY.matcher(name).matches() ? name : "\"" + name + "\"";
    return new Position(file, line, column, key.isEmpty() ? step : key + "." + step);
  }

  /** The same place, with the path of an element of the list that stands here. */
  public Position child(int index) {
    return new Position(file, line, column, key + "[" + index + "]");
  }

  /** The same key, found at another place. */
  public Position at(int otherLine, int otherColumn) {
    return new Position(file, otherLine, otherColumn, key);
  }

  /** Whether this is the same key of the same file, wherever it stands. */
  public boolean isSameKey(Position other) {
    return file.equals(other.file) && key.equals(other.key);
  }

  /** File and line, for a message that points at a second place. */
  public String fileAndLine() {
    return file + ":" + line;
  }

  @Override
  public int compareTo(Position other) {
    return IN_READING_ORDER.compare(this, other);
  }
}

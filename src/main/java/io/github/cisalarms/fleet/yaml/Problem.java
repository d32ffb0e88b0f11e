package io.github.cisalarms.fleet.yaml;

/**
 * One mistake in the configuration.
 *
 * @param file name of the file, as it was given
 * @param line line from 1; 0 if the file as a whole is meant
 * @param column column from 1; 0 if the file as a whole is meant
 * @param key path of keys, such as {@code accounts[0].region}; empty if no key is meant
 * @param message what is wrong, and what to write instead
 */
public record Problem(String file, int line, int column, String key, String message) {

  public static Problem of(Position source, String message) {
    return new Problem(source.file(), source.line(), source.column(), source.key(), message);
  }

  /** {@code file:line:column: key: message}, as editors and terminals make it clickable. */
  @Override
  public String toString() {
    return file
        + (line == 0 ? "" : ":" + line + ":" + column)
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + message;
  }
}

package io.github.cisalarms.catalog;

import java.util.Collection;

/**
 * A name that nothing has: a control, a variant, a checker, a benchmark version, a key of a file.
 * The message says which name it was and names the nearest known one, or all where none is near, as
 * in {@code unknown control 'root-acount-usage': did you mean 'root-account-usage'?}
 */
public final class UnknownNameException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception whose message gives the nearest known name.
   *
   * @param kind what the name should have been the name of, such as {@code control}
   * @param name the name as it was given
   * @param known all names that would have been right
   */
  public UnknownNameException(String kind, String name, Collection<String> known) {
    super(
        message(
            kind,
            name,
            Nearest.to(name, known)
                .map(nearest -> ": did you mean '" + nearest + "'?")
                .orElseGet(() -> "; there are: " + String.join(", ", known))));
  }

  private UnknownNameException(String message) {
    super(message);
  }

  /** For where more is known about the name than its letters say. */
  static UnknownNameException withHint(String kind, String name, String hint) {
    return new UnknownNameException(message(kind, name, ": " + hint));
  }

  private static String message(String kind, String name, String rest) {
    return "unknown " + kind + " '" + name + "'" + rest;
  }
}

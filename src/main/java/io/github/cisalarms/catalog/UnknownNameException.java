package io.github.cisalarms.catalog;

import java.util.Collection;
import java.util.List;

/**
 * A name that nothing has: a control, a variant, a checker, a benchmark version, a key of a file.
 * The message says which name it was and names the nearest known one, those that start like it, or
 * all where none is near, as in {@code unknown control 'root-acount-usage': did you mean
 * 'root-account-usage'?}
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
    super(message(kind, name, suggestion(Nearest.meant(name, known), known)));
  }

  private static String suggestion(List<String> meant, Collection<String> known) {
    return meant.isEmpty()
        ? "; there are: " + String.join(", ", known)
        : ": did you mean '" + String.join("' or '", meant) + "'?";
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

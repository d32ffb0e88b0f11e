package io.github.cisalarms.pattern.language;

/**
 * Text between double quotes. A backslash before a double quote or a backslash makes it literal;
 * before anything else the backslash stands for itself.
 */
public final class Quoted {

  private Quoted() {}

  /** The length of the quoted text that starts at {@code start}, quotes included. */
  static int lengthAt(String pattern, int start) {
    int at = start + 1;
    while (at < pattern.length() && pattern.charAt(at) != '"') {
      at += isEscape(pattern, at) ? 2 : 1;
    }
    if (at >= pattern.length()) {
      throw new InvalidPatternException(
          pattern, start, "this double quote is never closed", "add a '\"' after the text");
    }
    return at + 1 - start;
  }

  /** What a quoted text says. */
  static String decode(String quoted) {
    StringBuilder text = new StringBuilder();
    for (int at = 1; at < quoted.length() - 1; at++) {
      if (isEscape(quoted, at)) {
        at++;
      }
      text.append(quoted.charAt(at));
    }
    return text.toString();
  }

  /** The quoted text that says this. */
  public static String encode(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The character there, also where it takes two {@code char}s. */
  static String characterAt(String pattern, int at) {
    return Character.toString(pattern.codePointAt(at));
  }

  private static boolean isEscape(String pattern, int at) {
    return pattern.charAt(at) == '\\'
        && at + 1 < pattern.length()
        && (pattern.charAt(at + 1) == '"' || pattern.charAt(at + 1) == '\\');
  }
}

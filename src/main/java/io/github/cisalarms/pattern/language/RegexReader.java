package io.github.cisalarms.pattern.language;

import com.google.re2j.PatternSyntaxException;
import java.util.Locale;

/**
 * Regular expressions between percent signs, with the service's limits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">
 *     Supported regular expressions (regex) syntax</a>
 */
final class RegexReader {

  /** How many one JSON or space-delimited pattern may have. */
  static final int MAX_PER_PATTERN = 2;

  private static final String SYMBOLS = ":_#=@/;,-";
  private static final String OPERATORS = "^$?[]{}|\\*+.";

  private RegexReader() {}

  /** The length of the expression that starts at {@code start}, percent signs included. */
  static int lengthAt(String pattern, int start) {
    int end = pattern.indexOf('%', start + 1);
    if (end < 0) {
      throw new InvalidPatternException(
          pattern, start, "this '%' is never closed", "a regular expression ends with a '%' too");
    }
    if (end == start + 1) {
      throw new InvalidPatternException(
          pattern, start, "the regular expression is empty", "write it between the two '%'");
    }
    return end + 1 - start;
  }

  /** Compiles the expression that starts at {@code start} and has that length. */
  static RegexLiteral read(String pattern, int start, int length) {
    int end = start + length - 1;
    for (int at = start + 1; at < end; at++) {
      requireSupported(pattern, at);
    }
    try {
      return new RegexLiteral(pattern.substring(start + 1, end));
    } catch (PatternSyntaxException e) {
      throw new InvalidPatternException(
          pattern,
          start,
          "this is no regular expression: " + e.getDescription() + " in '" + e.getPattern() + "'",
          "");
    }
  }

  private static void requireSupported(String pattern, int at) {
    char c = pattern.charAt(at);
    if (c == '(' || c == ')') {
      throw new InvalidPatternException(
          pattern,
          at,
          "the service takes no parentheses in a regular expression",
          "spell alternatives out as in %gray|grey%, a parenthesis in the text as \\x28 or \\x29");
    }
    if (!isSupported(c)) {
      String hint =
          c < 0x80
              ? String.format(Locale.ROOT, "write it as \\x%02X", (int) c)
              : "match it with '.'";
      throw new InvalidPatternException(
          pattern,
          at,
          "the service takes no '" + Quoted.characterAt(pattern, at) + "' in a regular expression",
          hint);
    }
    if (c == '\\' && "pP".indexOf(pattern.charAt(at + 1)) >= 0 && !escaped(pattern, at)) {
      throw new InvalidPatternException(
          pattern,
          at,
          "the service takes no '" + pattern.substring(at, at + 2) + "' in a regular expression",
          "list the characters, as in [A-Za-z]");
    }
  }

  /** Whether the character is itself escaped: an odd number of backslashes stands before it. */
  private static boolean escaped(String pattern, int at) {
    int before = at;
    while (before > 0 && pattern.charAt(before - 1) == '\\') {
      before--;
    }
    return (at - before) % 2 == 1;
  }

  private static boolean isSupported(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        // Not listed, but in one of the documentation's own examples.
        || c == ' '
        || SYMBOLS.indexOf(c) >= 0
        || OPERATORS.indexOf(c) >= 0;
  }
}

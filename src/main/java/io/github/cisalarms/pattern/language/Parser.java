package io.github.cisalarms.pattern.language;

/**
 * Where reading starts: decides by its first character which kind a pattern is of, and has it read.
 */
public final class Parser {

  private Parser() {}

  /**
   * Reads a pattern of any kind and length.
   *
   * @throws InvalidPatternException if the service would not take it
   */
  public static Syntax parse(String pattern) {
    int start = 0;
    while (start < pattern.length() && Syntax.isBlank(pattern.charAt(start))) {
      start++;
    }
    if (start == pattern.length()) {
      return new Syntax.Everything();
    }
    return switch (pattern.charAt(start)) {
      case '{' -> JsonPatternParser.parse(pattern);
      case '[' -> SpaceDelimitedParser.parse(pattern);
      case '%' -> regex(pattern, start);
      default -> TermsParser.parse(pattern);
    };
  }

  /**
   * Reads a selector such as {@code $.userIdentity.arn}, and nothing else.
   *
   * @throws InvalidPatternException if the text is no selector
   */
  public static Selector selector(String text) {
    return SelectorReader.parse(text);
  }

  private static Syntax regex(String pattern, int start) {
    int length = RegexReader.lengthAt(pattern, start);
    for (int at = start + length; at < pattern.length(); at++) {
      if (!Syntax.isBlank(pattern.charAt(at))) {
        throw new InvalidPatternException(
            pattern,
            at,
            "a pattern that starts with '%' ends with the next '%'",
            "join alternatives in one regular expression, as in %ERROR|WARN%");
      }
    }
    return new Syntax.Regex(RegexReader.read(pattern, start, length));
  }
}

package io.github.cisalarms.pattern;

/** Decides by its first character which kind a pattern is of, and has it read. */
final class Parser {

  private Parser() {}

  static Syntax parse(String pattern) {
    int start = 0;
    while (start < pattern.length() && Lexer.isBlank(pattern.charAt(start))) {
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

  private static Syntax regex(String pattern, int start) {
    int length = RegexReader.lengthAt(pattern, start);
    for (int at = start + length; at < pattern.length(); at++) {
      if (!Lexer.isBlank(pattern.charAt(at))) {
        throw new FilterPatternException(
            pattern,
            at,
            "a pattern that starts with '%' ends with the next '%'",
            "join alternatives in one regular expression, as in %ERROR|WARN%");
      }
    }
    return new Syntax.Regex(RegexReader.read(pattern, start, length));
  }
}

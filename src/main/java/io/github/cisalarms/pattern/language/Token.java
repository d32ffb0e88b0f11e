package io.github.cisalarms.pattern.language;

/**
 * A token of a JSON or space-delimited pattern.
 *
 * @param text the token as it stands in the pattern
 * @param position index of its first character
 */
record Token(Kind kind, String text, int position) {

  int end() {
    return position + text.length();
  }

  boolean is(Kind expected) {
    return kind == expected;
  }

  /**
   * Whether it is this keyword, in any mixture of upper and lower case, as the service takes it.
   */
  boolean isKeyword(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  /** How a message names it. */
  String described() {
    return kind == Kind.END ? "the end of the pattern" : "'" + text + "'";
  }

  /** The kinds of token. */
  enum Kind {
    OPEN_BRACE,
    CLOSE_BRACE,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    COMMA,
    AND,
    OR,
    OPERATOR,
    /** From {@code $} on. */
    SELECTOR,
    /** Between double quotes, which the text includes. */
    STRING,
    /** Between percent signs, which the text includes. */
    REGEX,
    /** An unquoted string, number, name, keyword or {@code ...}. */
    WORD,
    END
  }
}

package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a JSON or space-delimited pattern into tokens. */
final class Lexer {

  private final String pattern;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String pattern) {
    this.pattern = pattern;
  }

  /** All tokens of a pattern; the last is {@link Kind#END}. */
  static List<Token> tokens(String pattern) {
    Lexer lexer = new Lexer(pattern);
    lexer.run();
    return lexer.tokens;
  }

  /** Whether a character may stand in an unquoted string; every other one asks for quotes. */
  static boolean isWordCharacter(char c) {
    return Selector.Step.isNameCharacter(c) || c == '.' || c == '*' || c == '+';
  }

  private void run() {
    while (true) {
      while (at < pattern.length() && Syntax.isBlank(pattern.charAt(at))) {
        at++;
      }
      if (at == pattern.length()) {
        tokens.add(new Token(Kind.END, "", at));
        return;
      }
      Token token = next();
      tokens.add(token);
      at = token.end();
    }
  }

  private Token next() {
    char c = pattern.charAt(at);
    switch (c) {
      case '{':
        return token(Kind.OPEN_BRACE, 1);
      case '}':
        return token(Kind.CLOSE_BRACE, 1);
      case '[':
        return token(Kind.OPEN_BRACKET, 1);
      case ']':
        return token(Kind.CLOSE_BRACKET, 1);
      case '(':
        return token(Kind.OPEN_PARENTHESIS, 1);
      case ')':
        return token(Kind.CLOSE_PARENTHESIS, 1);
      case ',':
        return token(Kind.COMMA, 1);
      case '&':
        return doubled(Kind.AND, "&&");
      case '|':
        return doubled(Kind.OR, "||");
      case '=':
        return token(Kind.OPERATOR, 1);
      case '!':
        if (!pattern.startsWith("!=", at)) {
          throw error("'!' stands only in '!='", "to ask that a field is absent: NOT EXISTS");
        }
        return token(Kind.OPERATOR, 2);
      case '<':
      case '>':
        if (pattern.startsWith("<>", at)) {
          throw error("there is no operator '<>'", "inequality is '!='");
        }
        return token(Kind.OPERATOR, pattern.startsWith("=", at + 1) ? 2 : 1);
      case '$':
        return token(Kind.SELECTOR, SelectorReader.lengthAt(pattern, at));
      case '"':
        return token(Kind.STRING, Quoted.lengthAt(pattern, at));
      case '%':
        return token(Kind.REGEX, RegexReader.lengthAt(pattern, at));
      case '\'':
        throw error("a string is never in single quotes", "write it in double quotes");
      default:
        return word();
    }
  }

  private Token word() {
    int end = at;
    while (end < pattern.length() && isWordCharacter(pattern.charAt(end))) {
      end++;
    }
    if (end < pattern.length() && !endsWord(pattern.charAt(end))) {
      at = end;
      throw error(
          "'" + Quoted.characterAt(pattern, end) + "' can't stand outside quotes",
          "write the whole value in double quotes");
    }
    return token(Kind.WORD, end - at);
  }

  /** Whether a character may follow an unquoted word or a selector. */
  static boolean endsWord(char c) {
    return Syntax.isBlank(c) || "{}[](),&|=!<>".indexOf(c) >= 0;
  }

  private Token doubled(Kind kind, String operator) {
    if (!pattern.startsWith(operator, at)) {
      throw error(
          "'" + operator.charAt(0) + "' stands only in '" + operator + "'",
          "conditions are joined with '" + operator + "'");
    }
    return token(kind, 2);
  }

  private Token token(Kind kind, int length) {
    return new Token(kind, pattern.substring(at, at + length), at);
  }

  private InvalidPatternException error(String problem, String hint) {
    return new InvalidPatternException(pattern, at, problem, hint);
  }
}

package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Token.Kind;
import java.util.List;

/** The tokens of a pattern, read from left to right, and the errors that point at them. */
final class TokenStream {

  private final String pattern;
  private final List<Token> tokens;
  private int next;

  TokenStream(String pattern) {
    this.pattern = pattern;
    this.tokens = Lexer.tokens(pattern);
  }

  String pattern() {
    return pattern;
  }

  /** The next token, left where it is. */
  Token peek() {
    return tokens.get(next);
  }

  /** The token after the next one, or the end. */
  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  /** Takes the next token; the end stays. */
  Token take() {
    Token token = peek();
    if (!token.is(Kind.END)) {
      next++;
    }
    return token;
  }

  /** Takes the next token if it is of that kind. */
  boolean takeIf(Kind kind) {
    if (!peek().is(kind)) {
      return false;
    }
    take();
    return true;
  }

  /** An error at a token: "expected this, found that". */
  InvalidPatternException expected(String what, Token found, String hint) {
    return error(found.position(), "expected " + what + ", found " + found.described(), hint);
  }

  /** An error at an index of the pattern. */
  InvalidPatternException error(int position, String problem, String hint) {
    return new InvalidPatternException(pattern, position, problem, hint);
  }
}

package io.github.cisalarms.chain.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a text from left to right, over blanks. */
final class Cursor {

  /** Deeper ones are nobody's, and would only exhaust the stack. */
  private static final int MAX_DEPTH = 100;

  private final String text;
  private int at;
  private int depth;

  Cursor(String text) {
    this.text = text;
  }

  /** The text is not of the language. */
  static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message, null, false, false);
    }
  }

  /** Takes a text if it comes next. */
  boolean takeIf(String next) {
    skipBlanks();
    int end = at + next.length();
    boolean comes =
        text.startsWith(next, at)
            && !(isWordPart(text.charAt(end - 1))
                && end < text.length()
                && isWordPart(text.charAt(end)));
    if (comes) {
      at += next.length();
    }
    return comes;
  }

  /** Takes what a pattern matches here. */
  Optional<String> takeIf(Pattern pattern) {
    skipBlanks();
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  void take(String next) throws NotUnderstood {
    if (!takeIf(next)) {
      throw new NotUnderstood("expected '" + next + "' at " + at);
    }
  }

  boolean atEnd() {
    skipBlanks();
    return at == text.length();
  }

  void deeper() throws NotUnderstood {
    if (++depth > MAX_DEPTH) {
      throw new NotUnderstood("nested too deeply");
    }
  }

  void back() {
    depth--;
  }

  /** A word is taken as a whole: what starts with OR may be a name. */
  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}

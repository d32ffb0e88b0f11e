package io.github.cisalarms.pattern.language;

import com.google.re2j.Pattern;

/**
 * A compiled regular expression that compares by its source.
 *
 * <p>RE2/J looks at each character of the text once, whatever the expression: no pattern can make a
 * match take longer than linear time.
 */
public final class RegexLiteral {

  private final Pattern compiled;

  /**
   * Compiles an expression.
   *
   * @param source the expression without its percent signs
   * @throws com.google.re2j.PatternSyntaxException if it isn't one
   */
  RegexLiteral(String source) {
    this.compiled = Pattern.compile(source);
  }

  /** The expression without its percent signs. */
  public String source() {
    return compiled.pattern();
  }

  /** Whether some part of a text matches. */
  public boolean foundIn(String text) {
    return compiled.matcher(text).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegexLiteral regex && regex.source().equals(source());
  }

  @Override
  public int hashCode() {
    return source().hashCode();
  }
}

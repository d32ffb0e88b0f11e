package io.github.cisalarms.pattern.language;

/** The right side of a comparison. */
public sealed interface Operand {

  <R> R accept(Visitor<R> visitor);

  /** A string, quoted or not, in which each {@code *} stands for any text. */
  record Text(Glob glob) implements Operand {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitText(this);
    }
  }

  /**
   * An unquoted number: compared as a number with numbers, and letter by letter with strings.
   *
   * @param text as written, such as {@code +1} or {@code 1e3}
   */
  record Number(String text, Decimal value) implements Operand {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNumber(this);
    }
  }

  /** A regular expression between percent signs, looked for anywhere in the text. */
  record Regex(RegexLiteral regex) implements Operand {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRegex(this);
    }
  }

  /** One method per kind of operand. */
  interface Visitor<R> {
    R visitText(Text text);

    R visitNumber(Number number);

    R visitRegex(Regex regex);
  }
}

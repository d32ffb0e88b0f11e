package io.github.cisalarms.pattern.language;

/** One condition of a JSON pattern, on the value or values that a selector points at. */
public sealed interface JsonCondition {

  Selector selector();

  <R> R accept(Visitor<R> visitor);

  /**
   * {@code $.a = "x"} and the other comparisons. Only strings and numbers compare: a missing field,
   * a boolean, null, an object or an array satisfies none of them, not even {@code !=}.
   */
  record Compare(Selector selector, Operator operator, Operand operand) implements JsonCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCompare(this);
    }
  }

  /** {@code $.a IS NULL}, {@code $.a IS TRUE}, {@code $.a IS FALSE}. */
  record Is(Selector selector, Constant constant) implements JsonCondition {

    /**
     * Whether an array that has such an element will do. So the service answers to {@code IS NULL}
     * alone, and not where a wildcard has spread the elements already.
     */
    public boolean looksIntoArrays() {
      return constant == Constant.NULL && !selector.hasWildcard();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIs(this);
    }
  }

  /** {@code $.a NOT EXISTS}: the selector points at nothing; a null value exists. */
  record NotExists(Selector selector) implements JsonCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNotExists(this);
    }
  }

  /** What {@link Is} asks for; the constant's name is its spelling in a pattern. */
  enum Constant {
    NULL,
    TRUE,
    FALSE
  }

  /** One method per kind of condition. */
  interface Visitor<R> {
    R visitCompare(Compare compare);

    R visitIs(Is is);

    R visitNotExists(NotExists notExists);
  }
}

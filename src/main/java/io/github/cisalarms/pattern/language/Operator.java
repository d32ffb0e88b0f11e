package io.github.cisalarms.pattern.language;

/** A comparison operator. */
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** Its spelling in a pattern. */
  public String text() {
    return text;
  }

  /** Whether it asks for an order, which only numbers have. */
  public boolean isOrdering() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** Whether it holds of two numbers that compare as {@link Comparable#compareTo} says. */
  public boolean holds(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
    };
  }
}

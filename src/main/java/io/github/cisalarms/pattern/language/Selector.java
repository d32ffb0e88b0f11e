package io.github.cisalarms.pattern.language;

import java.util.List;

/** A property selector: the way from the root of an event to a value, such as {@code $.a.b[0]}. */
public record Selector(List<Step> steps) {

  public Selector {
    steps = List.copyOf(steps);
  }

  /** Whether it may point at several values. */
  public boolean hasWildcard() {
    return steps.contains(Step.Wildcard.ANY);
  }

  /** The shortest spelling: {@code ['...']} only for names that need it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("$");
    steps.forEach(text::append);
    return text.toString();
  }

  /** One step down. {@code toString} is its spelling in a pattern. */
  public sealed interface Step {

    /** Whether a character may stand in a property name that is not quoted. */
    static boolean isNameCharacter(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '_'
          || c == '-';
    }

    /** The property of that name, of an object. */
    record Name(String name) implements Step {
      @Override
      public String toString() {
        boolean plain = name.chars().allMatch(c -> isNameCharacter((char) c));
        return plain ? "." + name : ".['" + name + "']";
      }
    }

    /** The element at that position, counted from 0, of an array. */
    record Index(int index) implements Step {
      @Override
      public String toString() {
        return "[" + index + "]";
      }
    }

    /** Every value of an object or an array; {@code [*]} and {@code .*} are the same. */
    public enum Wildcard implements Step {
      ANY;

      @Override
      public String toString() {
        return ".*";
      }
    }
  }
}

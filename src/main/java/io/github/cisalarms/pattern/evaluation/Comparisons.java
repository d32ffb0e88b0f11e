package io.github.cisalarms.pattern.evaluation;

import io.github.cisalarms.pattern.language.Decimal;
import io.github.cisalarms.pattern.language.Operand;
import io.github.cisalarms.pattern.language.Operator;
import java.util.Optional;
import java.util.function.Predicate;

/** What the comparison operators mean, for values of JSON events and for space-delimited fields. */
public final class Comparisons {

  private Comparisons() {}

  /** The test of a string or a number of an event. */
  public static Predicate<JsonValue> ofValue(Operator operator, Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public Predicate<JsonValue> visitText(Operand.Text text) {
            return value -> text.glob().matches(value.text()) == (operator == Operator.EQUAL);
          }

          @Override
          public Predicate<JsonValue> visitNumber(Operand.Number number) {
            return value ->
                value.kind() == JsonValue.Kind.NUMBER
                    ? holds(operator, value.number(), number)
                    : holdsOfText(operator, value.text(), number);
          }

          @Override
          public Predicate<JsonValue> visitRegex(Operand.Regex regex) {
            return value -> regex.regex().foundIn(value.text()) == (operator == Operator.EQUAL);
          }
        });
  }

  /** The test of a field of a space-delimited message: a number if it looks like one. */
  public static Predicate<String> ofField(Operator operator, Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public Predicate<String> visitText(Operand.Text text) {
            return field -> text.glob().matches(field) == (operator == Operator.EQUAL);
          }

          @Override
          public Predicate<String> visitNumber(Operand.Number number) {
            return field -> {
              Optional<Decimal> value = Decimal.parse(field);
              return value.isPresent()
                  ? holds(operator, value, number)
                  : holdsOfText(operator, field, number);
            };
          }

          @Override
          public Predicate<String> visitRegex(Operand.Regex regex) {
            return field -> regex.regex().foundIn(field) == (operator == Operator.EQUAL);
          }
        });
  }

  /** An infinite number satisfies nothing, not even {@code !=}. */
  private static boolean holds(Operator operator, Optional<Decimal> value, Operand.Number number) {
    return value.isPresent() && operator.holds(value.get().compareTo(number.value()));
  }

  /** Text that is no number has no order, but is equal to the number's own text or not. */
  private static boolean holdsOfText(Operator operator, String value, Operand.Number number) {
    return switch (operator) {
      case EQUAL -> value.equals(number.text());
      case NOT_EQUAL -> !value.equals(number.text());
      default -> false;
    };
  }
}

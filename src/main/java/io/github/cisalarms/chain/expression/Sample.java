package io.github.cisalarms.chain.expression;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * What a metric, or an expression over metrics, has for one period.
 *
 * @param known whether anything is known of it
 * @param number the data point; empty if there is none
 */
public record Sample(boolean known, Optional<Double> number) {

  /** There is a data point, or none, but nobody knows. */
  public static final Sample UNKNOWN = new Sample(false, Optional.empty());

  /** There is no data point. */
  public static final Sample MISSING = new Sample(true, Optional.empty());

  /** A data point; one that is no number is none. */
  public static Sample of(double number) {
    return Double.isFinite(number) ? new Sample(true, Optional.of(number)) : MISSING;
  }

  /** Whether it is known that there is no data point. */
  public boolean isMissing() {
    return known && number.isEmpty();
  }

  Sample map(DoubleUnaryOperator operator) {
    return number.map(value -> of(operator.applyAsDouble(value))).orElse(this);
  }

  /** Where one of them is missing there is nothing to compute. */
  Sample with(Sample other, DoubleBinaryOperator operator) {
    if (isMissing() || other.isMissing()) {
      return MISSING;
    }
    return known && other.known
        ? of(operator.applyAsDouble(number.orElseThrow(), other.number.orElseThrow()))
        : UNKNOWN;
  }
}

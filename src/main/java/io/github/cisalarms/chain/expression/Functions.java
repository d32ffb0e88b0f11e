package io.github.cisalarms.chain.expression;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions of metric math that look at a single period. */
final class Functions {

  private Functions() {}

  /** What a function makes of its arguments, each of which may be a list. */
  @FunctionalInterface
  interface Evaluation {
    Sample apply(List<Samples> arguments);
  }

  /** The function of that name and number of arguments, if it is one of those. */
  static Optional<Evaluation> of(String name, int arguments) {
    return Optional.ofNullable(
        switch (name + "/" + arguments) {
          case "FILL/2" -> Functions::fill;
          case "IF/2", "IF/3" -> Functions::choose;
          case "SUM/1" -> of(Double::sum);
          case "MAX/1" -> of(Math::max);
          case "MIN/1" -> of(Math::min);
          case "AVG/1" -> Functions::average;
          case "ABS/1" -> each(Math::abs);
          case "CEIL/1" -> each(Math::ceil);
          case "FLOOR/1" -> each(Math::floor);
          case "TIME_SERIES/1" -> each(value -> value);
          default -> null;
        });
  }

  private static Evaluation each(DoubleUnaryOperator operator) {
    return arguments -> arguments.get(0).single().map(operator);
  }

  /** The second takes the place of what is missing; REPEAT and LINEAR look at other periods. */
  private static Sample fill(List<Samples> arguments) {
    Sample filled = arguments.get(0).single();
    return filled.isMissing() ? arguments.get(1).single() : filled;
  }

  private static Sample choose(List<Samples> arguments) {
    Sample condition = arguments.get(0).single();
    if (!condition.known() || condition.isMissing()) {
      return condition;
    }
    boolean holds = condition.number().orElseThrow() != 0;
    return holds
        ? arguments.get(1).single()
        : arguments.size() > 2 ? arguments.get(2).single() : Sample.MISSING;
  }

  /** Of a list what is there at the time; of a single metric it is one number for all periods. */
  private static Evaluation of(DoubleBinaryOperator operator) {
    return arguments -> {
      List<Sample> samples = arguments.get(0).all();
      if (!arguments.get(0).isList() || samples.stream().anyMatch(sample -> !sample.known())) {
        return Sample.UNKNOWN;
      }
      return samples.stream()
          .flatMap(sample -> sample.number().stream())
          .reduce((a, b) -> operator.applyAsDouble(a, b))
          .map(Sample::of)
          .orElse(Sample.MISSING);
    };
  }

  private static Sample average(List<Samples> arguments) {
    Sample sum = of(Double::sum).apply(arguments);
    long count =
        arguments.get(0).all().stream().filter(sample -> sample.number().isPresent()).count();
    return sum.map(value -> value / count);
  }
}

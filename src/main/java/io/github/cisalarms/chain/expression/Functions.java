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
    Samples apply(List<Samples> arguments);
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
          case "LOG/1" -> each(Math::log);
          case "LOG10/1" -> each(Math::log10);
          case "TIME_SERIES/1" -> each(value -> value);
          default -> null;
        });
  }

  private static Evaluation each(DoubleUnaryOperator operator) {
    return arguments -> arguments.get(0).map(sample -> sample.map(operator));
  }

  /** The second takes the place of what is missing; REPEAT and LINEAR look at other periods. */
  private static Samples fill(List<Samples> arguments) {
    Sample filler = arguments.get(1).single();
    return arguments.get(0).map(sample -> sample.isMissing() ? filler : sample);
  }

  private static Samples choose(List<Samples> arguments) {
    return Samples.of(chosen(arguments));
  }

  private static Sample chosen(List<Samples> arguments) {
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
    return arguments -> Samples.of(reduced(arguments.get(0), operator));
  }

  private static Sample reduced(Samples list, DoubleBinaryOperator operator) {
    if (!list.isList() || list.all().stream().anyMatch(sample -> !sample.known())) {
      return Sample.UNKNOWN;
    }
    return list.all().stream()
        .flatMap(sample -> sample.number().stream())
        .reduce((a, b) -> operator.applyAsDouble(a, b))
        .map(Sample::of)
        .orElse(Sample.MISSING);
  }

  private static Samples average(List<Samples> arguments) {
    Sample sum = reduced(arguments.get(0), Double::sum);
    long count =
        arguments.get(0).all().stream().filter(sample -> sample.number().isPresent()).count();
    return Samples.of(sum.map(value -> value / count));
  }
}

package io.github.cisalarms.chain.expression;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a part of an expression comes to: one sample, or a list of them.
 *
 * @param isList whether it is a list, be it of one
 */
record Samples(List<Sample> all, boolean isList) {

  static Samples of(Sample sample) {
    return new Samples(List.of(sample), false);
  }

  static Samples list(List<Sample> samples) {
    return new Samples(List.copyOf(samples), true);
  }

  /** The one sample; of a list nobody knows which. */
  Sample single() {
    return isList ? Sample.UNKNOWN : all.get(0);
  }

  Samples map(UnaryOperator<Sample> change) {
    return new Samples(all.stream().map(change).toList(), isList);
  }
}

package io.github.cisalarms.chain.behaviour;

import io.github.cisalarms.chain.expression.Sample;
import io.github.cisalarms.chain.value.Value;

/** What an alarm watches, period by period. */
sealed interface Signal permits MetricSignal, ExpressionSignal {

  /** What it is called in messages, such as {@code Sum}. */
  Value<String> name();

  /** What there is in a period with that many events. */
  Sample withEvents(int events);

  /** What there is in a period in which the log group gets other events. */
  Sample withOthers();

  /** What there is in a period in which the log group gets nothing. */
  Sample inSilence();

  /** What it means that the alarm is on without events, as the beginning of a sentence. */
  String alwaysOn();

  /** The length of a period in seconds. */
  Value<Double> period();

  /** Whether anything that decides must not be shown. */
  boolean isSensitive();
}

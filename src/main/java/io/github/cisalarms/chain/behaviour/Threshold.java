package io.github.cisalarms.chain.behaviour;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.Locale;

/** What an alarm compares with, and how. */
record Threshold(Value<Double> value, Value<String> operator) {

  static Threshold of(Alarm alarm) {
    return new Threshold(alarm.threshold(), alarm.comparisonOperator());
  }

  Answer breaches(double number) {
    if (!value.isKnown() || !operator.isKnown()) {
      return Answer.UNKNOWN;
    }
    double threshold = value.get().orElseThrow();
    return switch (operator.get().orElseThrow()) {
      case "GreaterThanOrEqualToThreshold" -> Answer.of(number >= threshold);
      case "GreaterThanThreshold" -> Answer.of(number > threshold);
      case "LessThanThreshold" -> Answer.of(number < threshold);
      case "LessThanOrEqualToThreshold" -> Answer.of(number <= threshold);
      default -> Answer.UNKNOWN;
    };
  }

  /** Whether it asks for large numbers. */
  boolean isUpper() {
    return operator.get().filter(name -> name.startsWith("GreaterThan")).isPresent();
  }

  /** How a message shows it, such as {@code >= 1}. */
  String shown() {
    return sign() + " " + value.get().map(Threshold::shown).orElse("a threshold not known yet");
  }

  private String sign() {
    return switch (operator.get().orElse("")) {
      case "GreaterThanOrEqualToThreshold" -> ">=";
      case "GreaterThanThreshold" -> ">";
      case "LessThanThreshold" -> "<";
      case "LessThanOrEqualToThreshold" -> "<=";
      default -> "compared with";
    };
  }

  /** A number as people write it. */
  static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : String.format(Locale.ROOT, "%s", number);
  }
}

package io.github.cisalarms.chain.value;

import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of one attribute of a resource.
 *
 * @param <T> its type
 */
public sealed interface Value<T> {

  /**
   * A known value.
   *
   * @param sensitive whether it is used to judge but never shown
   */
  record Known<T>(T value, boolean sensitive) implements Value<T> {}

  /** The attribute is not set. */
  record Absent<T>() implements Value<T> {}

  /**
   * A value that the apply decides, although it is known whose it is.
   *
   * @param symbol such as {@code aws_sns_topic.alarms.arn}; two with one symbol will be equal
   * @param kind of which two with different symbols will differ, such as {@code aws_sns_topic.arn};
   *     empty if they may be equal all the same
   */
  record Pending<T>(String symbol, String kind) implements Value<T> {

    /** One that may turn out to be any value. */
    public Pending(String symbol) {
      this(symbol, "");
    }
  }

  /** Nothing is known. */
  record Unknown<T>() implements Value<T> {}

  static <T> Value<T> known(T value) {
    return new Known<>(value, false);
  }

  static <T> Value<T> absent() {
    return new Absent<>();
  }

  static <T> Value<T> unknown() {
    return new Unknown<>();
  }

  /** The value if it is known. */
  default Optional<T> get() {
    return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
  }

  default boolean isKnown() {
    return this instanceof Known<T>;
  }

  /** Whether it is known and must not be shown, nor anything it can be told from. */
  default boolean isSensitive() {
    return this instanceof Known<T> known && known.sensitive();
  }

  default boolean isAbsent() {
    return this instanceof Absent<T>;
  }

  /** The value with the default that the service takes where it is not set. */
  default Value<T> orDefault(T value) {
    return isAbsent() ? known(value) : this;
  }

  /** A known value changed; any other stays what it is. */
  default <R> Value<R> map(Function<T, R> change) {
    if (this instanceof Known<T> known) {
      return new Known<>(change.apply(known.value()), known.sensitive());
    }
    if (this instanceof Pending<T> pending) {
      return new Pending<>(pending.symbol(), pending.kind());
    }
    return isAbsent() ? absent() : unknown();
  }

  /**
   * What two values have in common exactly if they are one value, to find them by; empty where
   * nothing is known.
   */
  default Optional<Value<T>> identity() {
    return this instanceof Unknown<T>
        ? Optional.empty()
        : Optional.of(get().map(Value::known).orElse(this));
  }

  /** Whether both are one value, as far as that can be told before the apply. */
  default Answer sameAs(Value<T> other) {
    if (this instanceof Unknown<T> || other instanceof Unknown<T>) {
      return Answer.UNKNOWN;
    }
    if (isKnown() && other.isKnown()) {
      return Answer.of(get().equals(other.get()));
    }
    if (this instanceof Pending<T> one && other instanceof Pending<T> two) {
      return one.symbol().equals(two.symbol())
          ? Answer.YES
          : !one.kind().isEmpty() && one.kind().equals(two.kind()) ? Answer.NO : Answer.UNKNOWN;
    }
    if (this instanceof Pending<T> || other instanceof Pending<T>) {
      return isAbsent() || other.isAbsent() ? Answer.NO : Answer.UNKNOWN;
    }
    return Answer.of(isAbsent() && other.isAbsent());
  }

  /** How a message shows it; a sensitive value never shows. */
  default String shown() {
    if (this instanceof Known<T> known) {
      return known.sensitive() ? "(sensitive)" : "'" + known.value() + "'";
    }
    if (this instanceof Pending<T> pending) {
      return pending.symbol();
    }
    return isAbsent() ? "(not set)" : "(not known)";
  }
}

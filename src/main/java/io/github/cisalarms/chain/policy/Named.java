package io.github.cisalarms.chain.policy;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request says of itself: a text, of which a part may be known where the whole is not.
 *
 * @param arn its parts, if it is an ARN
 */
public record Named(Value<String> value, Optional<Arn> arn) {

  /** A text. */
  public static Named of(Value<String> value) {
    return new Named(value, Optional.empty());
  }

  /** An ARN; its parts count where the whole is not known. */
  public static Named of(Value<String> value, Arn arn) {
    return new Named(value, Optional.of(arn));
  }

  /** Whether it is like what {@code ArnLike} names. */
  public Answer isLike(Value<String> pattern) {
    return compare(Comparison.LIKE_AN_ARN, pattern);
  }

  /** Whether it is that text. */
  public Answer isEqualTo(Value<String> text) {
    return compare(Comparison.EQUAL, text);
  }

  /** Whether a condition finds nothing here. */
  Named isNull() {
    return of(
        value.isAbsent()
            ? Value.known("true")
            : value instanceof Value.Unknown<String> && arn.isEmpty()
                ? value
                : Value.known("false"));
  }

  /** Whether it is what a policy says. */
  Answer compare(Comparison comparison, Value<String> wanted) {
    if (wanted.get().filter(text -> text.contains("${")).isPresent()) {
      // A variable of the policy, which the request fills in.
      return Answer.UNKNOWN;
    }
    if (!wanted.isKnown()) {
      return wanted.sameAs(value);
    }
    String pattern = wanted.get().orElseThrow();
    Optional<String> text = value.get().or(() -> arn.flatMap(parts -> parts.text().get()));
    if (text.isPresent()) {
      return compare(comparison, pattern, text.get());
    }
    boolean wildcards =
        comparison != Comparison.EQUAL && comparison != Comparison.EQUAL_IGNORING_CASE;
    if (wildcards && pattern.equals("*")) {
      return Answer.YES;
    }
    return arn.map(parts -> compare(comparison, pattern, parts))
        .orElseGet(() -> wanted.sameAs(value));
  }

  private static Answer compare(Comparison comparison, String pattern, String text) {
    return switch (comparison) {
      case EQUAL -> Answer.of(text.equals(pattern));
      case EQUAL_IGNORING_CASE -> Answer.of(text.equalsIgnoreCase(pattern));
      case LIKE -> Answer.of(Wildcards.match(pattern, text));
      case LIKE_IGNORING_CASE ->
          Answer.of(
              Wildcards.match(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT)));
      case LIKE_AN_ARN ->
          Arn.parse(text)
              .map(arn -> arn.isLikePartByPart(pattern))
              .orElseGet(() -> Answer.of(Wildcards.match(pattern, text)));
    };
  }

  private static Answer compare(Comparison comparison, String pattern, Arn arn) {
    return switch (comparison) {
      case LIKE, LIKE_IGNORING_CASE -> arn.isLike(pattern);
      case LIKE_AN_ARN -> arn.isLikePartByPart(pattern);
      case EQUAL, EQUAL_IGNORING_CASE -> arn.isEqualTo(pattern);
    };
  }
}

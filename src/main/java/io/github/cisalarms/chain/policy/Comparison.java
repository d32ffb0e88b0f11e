package io.github.cisalarms.chain.policy;

import java.util.Optional;

/** How policies compare texts. */
enum Comparison {
  EQUAL,
  EQUAL_IGNORING_CASE,
  LIKE,
  LIKE_IGNORING_CASE,
  /** Part by part. */
  LIKE_AN_ARN;

  /** That of a condition operator without {@code Not}; empty for numbers, dates and addresses. */
  static Optional<Comparison> of(String operator) {
    return switch (operator) {
      case "StringEquals" -> Optional.of(EQUAL);
      case "StringEqualsIgnoreCase", "Bool" -> Optional.of(EQUAL_IGNORING_CASE);
      case "StringLike" -> Optional.of(LIKE);
      case "ArnEquals", "ArnLike" -> Optional.of(LIKE_AN_ARN);
      default -> Optional.empty();
    };
  }
}

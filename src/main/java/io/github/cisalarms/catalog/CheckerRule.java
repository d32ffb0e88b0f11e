package io.github.cisalarms.catalog;

/**
 * What one checker looks for in the text of one control's filter pattern. Only the text: whether
 * the filter belongs to an alarm that tells somebody is another question.
 */
public sealed interface CheckerRule permits PrintedText, ExactText, RegularExpressions {

  /** The checker's own name for its check, such as {@code CloudWatch.3}. */
  String name();

  /** What is compared, in a few words for people, such as {@code the exact text}. */
  String compares();

  /** What a user has to know beyond that, such as the oldest version; empty if nothing. */
  String note();

  /** Whether the checker is content with this filter pattern. */
  boolean accepts(String pattern);
}

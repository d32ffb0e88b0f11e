package io.github.cisalarms.construct;

import java.util.regex.Pattern;

/**
 * An argument that a config was given, checked where its value is known here. A token or a
 * Terraform expression is left to Terraform.
 *
 * @param name as the builder calls it
 * @param value as it was given
 */
record Argument(String name, String value) {

  /** Below any number that means itself: CDKTF encodes tokens of numbers as huge negative ones. */
  private static final double TOKENS = -1e280;

  private static final String TOKEN_OF_A_LIST = "#{TfToken[";

  /**
   * Rejects a text that doesn't have that shape.
   *
   * @param remedy what to write instead
   * @throws IllegalArgumentException naming the argument, its value and the remedy
   */
  void require(Pattern shape, String remedy) {
    check(shape.matcher(value).matches(), remedy);
  }

  /** Rejects a text for which that doesn't hold. */
  void check(boolean holds, String remedy) {
    if (isLiteral() && !holds) {
      throw new IllegalArgumentException("%s '%s': %s".formatted(name, value, remedy));
    }
  }

  /** Whether the value is the text itself. */
  boolean isLiteral() {
    return !value.contains("${") && !value.startsWith(TOKEN_OF_A_LIST);
  }

  static boolean isLiteral(Number number) {
    return number.doubleValue() > TOKENS;
  }
}

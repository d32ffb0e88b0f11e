package io.github.cisalarms.construct;

import io.github.cisalarms.catalog.Quotas;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

  /** Rejects a text that is empty or takes more than so many bytes in UTF-8. */
  void requireBytes(int most) {
    check(
        !value.isEmpty() && value.getBytes(StandardCharsets.UTF_8).length <= most,
        "write 1 to %d bytes; characters beyond ASCII take 2 to 4".formatted(most));
  }

  /** Rejects tags that AWS would reject. */
  static void requireTags(Map<String, String> tags) {
    tags.forEach(
        (key, text) -> {
          new Argument("tags", key)
              .check(
                  !key.isEmpty()
                      && key.length() <= Quotas.TAG_KEY_CHARACTERS
                      && !key.regionMatches(true, 0, "aws:", 0, "aws:".length()),
                  "write a key of 1 to %d characters, and leave the prefix aws: to AWS"
                      .formatted(Quotas.TAG_KEY_CHARACTERS));
          new Argument("tags", text)
              .check(
                  text.length() <= Quotas.TAG_VALUE_CHARACTERS,
                  "write at most %d characters".formatted(Quotas.TAG_VALUE_CHARACTERS));
        });
  }

  /** Rejects a number with a fraction, and one beyond any that is meant. */
  static void requireWhole(String name, Number number) {
    if (isLiteral(number) && number.doubleValue() != number.intValue()) {
      throw new IllegalArgumentException(
          "%s '%s': write a whole number, such as 1".formatted(name, number));
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

package io.github.cisalarms.pattern.language;

/**
 * Looks for one text in others, by Knuth, Morris and Pratt.
 *
 * <p>{@link String#indexOf(String)} takes the product of both lengths in the worst case, which a
 * hostile pattern and message can arrange; this takes their sum.
 */
public final class TextSearch {

  private final String text;

  /** Per length of a matched prefix: the longest shorter prefix that is also its end. */
  private final int[] fallback;

  /** Prepares to look for a text, which may be empty. */
  public TextSearch(String text) {
    this.text = text;
    this.fallback = new int[text.length() + 1];
    int length = 0;
    for (int i = 1; i < text.length(); i++) {
      while (length > 0 && text.charAt(i) != text.charAt(length)) {
        length = fallback[length];
      }
      if (text.charAt(i) == text.charAt(length)) {
        length++;
      }
      fallback[i + 1] = length;
    }
  }

  /** The index of the first occurrence in {@code message} from {@code from} on, or -1. */
  public int indexIn(String message, int from) {
    if (text.isEmpty()) {
      return from;
    }
    int matched = 0;
    int i = from;
    while (i < message.length()) {
      if (matched == 0) {
        // The JVM looks for a single character many at a time.
        i = message.indexOf(text.charAt(0), i);
        if (i < 0) {
          return -1;
        }
        matched = 1;
      } else {
        matched = advance(matched, message.charAt(i));
      }
      i++;
      if (matched == text.length()) {
        return i - matched;
      }
    }
    return -1;
  }

  /**
   * How much of the text is found after one more character, as the longest prefix of it that ends
   * there.
   *
   * @param matched how much was found before; less than the whole text
   */
  int advance(int matched, char c) {
    int longest = matched;
    while (longest > 0 && c != text.charAt(longest)) {
      longest = fallback[longest];
    }
    return c == text.charAt(longest) ? longest + 1 : longest;
  }
}

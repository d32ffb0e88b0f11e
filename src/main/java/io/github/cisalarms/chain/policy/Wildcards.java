package io.github.cisalarms.chain.policy;

/** The wildcards of policies. */
final class Wildcards {

  private static final int MAX_LENGTH = 2048;

  private Wildcards() {}

  /** {@code *} stands for any text, {@code ?} for one character. */
  static boolean match(String pattern, String text) {
    return match(pattern, text, '?');
  }

  /** {@code *} stands for any text, and nothing else for anything but itself. */
  static boolean matchAsterisks(String pattern, String text) {
    return match(pattern, text, '*');
  }

  private static boolean match(String pattern, String text, char one) {
    if (pattern.length() > MAX_LENGTH || text.length() > MAX_LENGTH) {
      return pattern.equals(text);
    }
    int p = 0;
    int t = 0;
    int star = -1;
    int from = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        from = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == one || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++from;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}

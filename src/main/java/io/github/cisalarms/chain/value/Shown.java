package io.github.cisalarms.chain.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a plan, made fit to be shown: a plan is written by others. */
public final class Shown {

  private static final int MAX_LENGTH = 600;

  private static final Pattern URL =
      Pattern.compile("(https?://)(?:[^/?#]*@)?([^/?#]*)(.*)", Pattern.DOTALL);

  private Shown() {}

  /** A subscriber's address; of a URL the host alone, since who knows all of it may post there. */
  public static String endpoint(String endpoint) {
    Matcher url = URL.matcher(endpoint);
    return url.matches()
        ? url.group(1) + url.group(2) + (url.group(3).isEmpty() ? "" : "/...")
        : endpoint;
  }

  /** Without control characters, which terminals obey, and cut where it gets long. */
  public static String text(String text) {
    if (text.length() <= MAX_LENGTH && isPlain(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(c -> shown.appendCodePoint(isShowable(c) ? c : '\uFFFD'));
    return text.codePointCount(0, text.length()) > MAX_LENGTH
        ? shown.append("...").toString()
        : shown.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isShowable(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE;
  }
}

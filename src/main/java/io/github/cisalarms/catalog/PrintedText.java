package io.github.cisalarms.catalog;

import java.util.List;

/**
 * One of the texts that a benchmark prints: an auditor's reading.
 *
 * <p>Spacing aside, since the benchmark itself changes it from version to version: blanks beside an
 * operator, a parenthesis or a brace don't count. Those inside double quotes and those between two
 * words, as in {@code NOT EXISTS}, do.
 *
 * @param name the sections, such as {@code 4.2 (5.0), 5.2 (6.0-7.0)}
 * @param texts what current versions print
 */
record PrintedText(String name, List<String> texts) implements CheckerRule {

  private static final String PUNCTUATION = "{}()=!<>&|";

  PrintedText {
    texts = List.copyOf(texts);
  }

  @Override
  public String compares() {
    return "the printed text, spacing aside";
  }

  @Override
  public String note() {
    return "";
  }

  @Override
  public boolean accepts(String pattern) {
    String squeezed = squeeze(pattern);
    return texts.stream().anyMatch(text -> squeeze(text).equals(squeezed));
  }

  private static String squeeze(String pattern) {
    StringBuilder squeezed = new StringBuilder();
    boolean quoted = false;
    boolean blank = false;
    for (char c : pattern.strip().toCharArray()) {
      if (!quoted && Character.isWhitespace(c)) {
        blank = true;
        continue;
      }
      if (blank && !isPunctuation(c) && !isPunctuation(squeezed.charAt(squeezed.length() - 1))) {
        squeezed.append(' ');
      }
      blank = false;
      quoted ^= c == '"';
      squeezed.append(c);
    }
    return squeezed.toString();
  }

  private static boolean isPunctuation(char c) {
    return PUNCTUATION.indexOf(c) >= 0;
  }
}

package io.github.cisalarms.report;

/** Text in lines that fit a terminal. */
public final class Paragraph {

  private static final int WIDTH = 96;

  private Paragraph() {}

  /** Appends a text, two blanks from the left and further lines four. */
  public static void append(StringBuilder text, String content) {
    append(text, content, Display.PLAIN);
  }

  /** The same, in lines that fit the display. */
  public static void append(StringBuilder text, String content, Display display) {
    int width = Math.min(WIDTH, display.width());
    StringBuilder line = new StringBuilder(" ");
    for (String word : content.strip().split(" ")) {
      if (line.length() + 1 + word.length() > width && !line.toString().isBlank()) {
        text.append(line).append('\n');
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }
}

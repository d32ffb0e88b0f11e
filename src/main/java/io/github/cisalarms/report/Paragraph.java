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
    append(text, 2, content, Math.min(WIDTH, display.width()));
  }

  /** Appends a text, so many blanks from the left and further lines two more. */
  static void append(StringBuilder text, int indent, String content, int width) {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    boolean empty = true;
    for (String word : content.strip().split(" ")) {
      if (!empty && line.length() + 1 + word.length() > width) {
        text.append(line).append('\n');
        line = new StringBuilder(" ".repeat(indent + 2));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    text.append(line).append('\n');
  }
}

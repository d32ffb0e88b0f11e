package io.github.cisalarms.report;

import java.util.Optional;

/**
 * What a report is printed on.
 *
 * @param width how many characters fit into a line; {@link #UNLIMITED} in a file
 * @param colours whether verdicts are coloured
 */
public record Display(int width, boolean colours) {

  /** The width of what has no edge, such as a file. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** A file or a pipe. */
  public static final Display PLAIN = new Display(UNLIMITED, false);

  /** With fewer columns than this a table is more readable when the terminal breaks its lines. */
  private static final int NARROWEST = 40;

  /** The program's starter sets it to the terminal's columns, if there is a terminal. */
  public static final String COLUMNS_OF_TERMINAL = "cis-alarms.columns";

  /** The program's starter sets it to {@code true} if standard error is a terminal. */
  private static final String PROGRESS = "cis-alarms.progress";

  /**
   * Standard output: a terminal of so many columns, if the program's starter saw one, and else
   * {@link #PLAIN}. {@code COLUMNS} in the environment counts before what the terminal says of its
   * width, and {@code NO_COLOR} or {@code TERM=dumb} keep it without colours.
   */
  public static Display ofStandardOutput() {
    Optional<Integer> terminal = columns(System.getProperty(COLUMNS_OF_TERMINAL));
    int width = columns(System.getenv("COLUMNS")).or(() -> terminal).orElse(0);
    return new Display(
        width < NARROWEST ? UNLIMITED : width,
        terminal.isPresent()
            && Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty()
            && !"dumb".equals(System.getenv("TERM")));
  }

  /** Whether standard error is a terminal, where somebody waits for the end of long work. */
  public static boolean showsProgress() {
    return Boolean.getBoolean(PROGRESS);
  }

  /** Whether standard output is a terminal, where results and progress would get mixed. */
  public static boolean showsResults() {
    return System.getProperty(COLUMNS_OF_TERMINAL) != null;
  }

  /** The same for text that stands so many blanks from the left. */
  public Display indented(int blanks) {
    return new Display(width == UNLIMITED ? width : width - blanks, colours);
  }

  /** The text in the colour of its meaning. */
  String paint(Tone tone, String text) {
    return colours ? "\u001b[" + tone.code() + "m" + text + "\u001b[0m" : text;
  }

  /** A terminal that doesn't know its width has 0 columns. */
  private static Optional<Integer> columns(String text) {
    return Optional.ofNullable(text)
        .filter(number -> number.matches("[0-9]{1,6}"))
        .map(Integer::parseInt);
  }
}

package io.github.cisalarms.pattern;

import io.github.cisalarms.pattern.language.InvalidPatternException;
import java.util.Optional;

/**
 * A text that CloudWatch Logs would not accept as a filter pattern.
 *
 * <p>The message is for the person who wrote the pattern: what is wrong and in which column, the
 * line of text with a caret under the place, and what to write instead where that is known.
 *
 * <pre>
 * filter pattern, column 12: expected a value, found '='
 *   { $.type == "Root" }
 *             ^
 *   equality is a single '='
 * </pre>
 */
public final class FilterPatternException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Longest piece of a line that is shown; longer lines are cut on both sides of the place. */
  private static final int SHOWN = 100;

  private final int position;
  private final String problem;
  private final String hint;

  /** The same for the person who wrote the text. */
  static FilterPatternException of(InvalidPatternException invalid) {
    return new FilterPatternException(
        invalid.pattern(), invalid.position(), invalid.problem(), invalid.hint());
  }

  FilterPatternException(String pattern, int position, String problem, String hint) {
    super(message(pattern, position, problem, hint));
    this.position = position;
    this.problem = problem;
    this.hint = hint;
  }

  /** Where in the pattern: the index of a {@code char} of the text, or its length for the end. */
  public int position() {
    return position;
  }

  /** What is wrong, on one line and without the place. */
  public String problem() {
    return problem;
  }

  /** What to write instead, on one line, where that is known. */
  public Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }

  private static String message(String pattern, int position, String problem, String hint) {
    int lineStart = pattern.lastIndexOf('\n', position - 1) + 1;
    int lineEnd = pattern.indexOf('\n', position);
    String line = pattern.substring(lineStart, lineEnd < 0 ? pattern.length() : lineEnd);
    int column = position - lineStart;
    StringBuilder message = new StringBuilder("filter pattern, ");
    if (pattern.indexOf('\n') >= 0) {
      long lineNumber = 1 + pattern.substring(0, lineStart).chars().filter(c -> c == '\n').count();
      message.append("line ").append(lineNumber).append(", ");
    }
    message.append("column ").append(column + 1).append(": ").append(problem);
    if (!line.isBlank()) {
      excerpt(message, line, column);
    }
    if (!hint.isEmpty()) {
      message.append("\n  ").append(hint);
    }
    return message.toString();
  }

  private static void excerpt(StringBuilder message, String line, int column) {
    int from = 0;
    int to = line.length();
    if (to > SHOWN) {
      from = Math.max(0, Math.min(column - SHOWN / 2, to - SHOWN));
      to = from + SHOWN;
    }
    String before = from > 0 ? "..." : "";
    String after = to < line.length() ? "..." : "";
    // One column each, so that the caret stands under the right character.
    String shown = line.substring(from, to).replaceAll("\\p{Cntrl}", " ");
    message.append("\n  ").append(before).append(shown).append(after);
    message.append("\n  ").append(" ".repeat(before.length() + column - from)).append('^');
  }
}

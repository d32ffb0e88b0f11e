package io.github.cisalarms.pattern.language;

/**
 * A text that is no pattern, as a parser finds out: what is wrong, where, and what to write
 * instead. Callers outside this house get it as a {@code FilterPatternException}, which shows the
 * place.
 */
public final class InvalidPatternException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String pattern;
  private final int position;
  private final String problem;
  private final String hint;

  InvalidPatternException(String pattern, int position, String problem, String hint) {
    super(problem);
    this.pattern = pattern;
    this.position = position;
    this.problem = problem;
    this.hint = hint;
  }

  /** The whole text. */
  public String pattern() {
    return pattern;
  }

  /** The index of a {@code char} of the text, or its length for the end. */
  public int position() {
    return position;
  }

  /** What is wrong, on one line. */
  public String problem() {
    return problem;
  }

  /** What to write instead, on one line; empty where that isn't known. */
  public String hint() {
    return hint;
  }
}

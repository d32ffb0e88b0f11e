package io.github.cisalarms.fleet.edit;

/** A text that can't be edited without losing something; says where, why and what to do. */
public final class YamlEditException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final int line;

  YamlEditException(int line, String problem) {
    super(problem);
    this.line = line;
  }

  /** Line from 1 on which the difficulty stands. */
  public int line() {
    return line;
  }
}

package io.github.cisalarms.plan;

/**
 * The input is not a plan that can be reviewed. The message names the input, says what is wrong
 * with it, and what to give instead.
 */
public final class PlanException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PlanException(String message) {
    super(message);
  }
}

package io.github.cisalarms.drill;

/** There is nothing to drill; the message says why, and what to write instead. */
public final class DrillException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DrillException(String message) {
    super(message);
  }
}

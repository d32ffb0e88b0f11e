package io.github.cisalarms.who;

/** What keeps the question from being answered, told to the person who asks it. */
public final class WhoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception with what is wrong, and what to do about it. */
  public WhoException(String message) {
    super(message);
  }

  /** An exception with what is wrong, and what to do about it. */
  public WhoException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.github.cisalarms.adopt;

/** What was given can't be adopted; the message says why and what to do instead. */
public final class AdoptException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** With one message for the reader. */
  public AdoptException(String message) {
    super(message);
  }
}

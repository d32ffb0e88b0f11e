package io.github.cisalarms.account;

/**
 * An account can't be read at all: nobody is let in, credentials have expired on the way, nobody
 * answers. Or what should be evidence is none. The message says which, and what to do.
 */
public final class AccountException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AccountException(String message) {
    super(message);
  }

  AccountException(String message, Throwable cause) {
    super(message, cause);
  }
}

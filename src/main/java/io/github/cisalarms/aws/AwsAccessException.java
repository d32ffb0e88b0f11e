package io.github.cisalarms.aws;

/**
 * AWS can't be reached as it was asked for: there is no such profile, no region, no credentials.
 * The message says what is missing, and what to write instead.
 */
public final class AwsAccessException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AwsAccessException(String message) {
    super(message);
  }

  AwsAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.github.cisalarms.aws;

import software.amazon.awssdk.retries.AdaptiveRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How a call is tried again.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry
 *     behavior</a>
 */
public enum Retries {

  /** With a growing pause, up to five times in all; for downloads, whose number nobody limits. */
  STANDARD {
    @Override
    RetryStrategy strategy() {
      return StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build();
    }
  },

  /**
   * The same, and after a throttled call all calls of the client slow down: for the services that
   * run an account, which limit how often its owner may ask, too.
   */
  ADAPTIVE {
    @Override
    RetryStrategy strategy() {
      return AdaptiveRetryStrategy.builder().maxAttempts(ATTEMPTS).build();
    }
  };

  private static final int ATTEMPTS = 5;

  abstract RetryStrategy strategy();
}

package io.github.cisalarms.who;

import java.time.Instant;
import java.util.Optional;

/**
 * Events that are alike: one identity did one thing from one place, so many times.
 *
 * @param identity who
 * @param action what
 * @param origin from where
 * @param events how often
 * @param first when first, by the event itself
 * @param last when last
 * @param example the first of the events, as it stands in the log group
 */
public record Activity(
    Identity identity,
    Action action,
    Origin origin,
    long events,
    Instant first,
    Instant last,
    LogEvent example) {

  /** Whether an MFA device was used, as far as the event says. */
  public enum Mfa {
    YES,
    NO,
    UNKNOWN
  }

  /** What kind of access key signed the request. */
  public enum KeyKind {
    /** An access key of a user or of root, valid until somebody deletes it. */
    LONG_TERM,
    /** Credentials of a session. */
    TEMPORARY,
    /** None is known of, as for a sign-in with a password. */
    NONE
  }

  /**
   * Who it was.
   *
   * @param type such as {@code IAMUser}, {@code AssumedRole} or {@code Root}
   * @param name such as a user's name, or role and session as in {@code admin/alice}
   * @param arn of the user or session
   * @param account whose identity it is
   * @param invokedBy the service that made the request for it
   * @param accessKey id of the access key
   */
  public record Identity(
      String type,
      String name,
      Optional<String> arn,
      Optional<String> account,
      Optional<String> invokedBy,
      Mfa mfa,
      Optional<String> accessKey) {

    /** The kind of the access key, which its first letters tell. */
    public KeyKind keyKind() {
      return accessKey
          .map(key -> key.startsWith("ASIA") ? KeyKind.TEMPORARY : KeyKind.LONG_TERM)
          .orElse(KeyKind.NONE);
    }
  }

  /**
   * What was done.
   *
   * @param event such as {@code ConsoleLogin}
   * @param source such as {@code signin.amazonaws.com}
   * @param error why it failed; empty if it did not
   */
  public record Action(String event, String source, Optional<String> error) {}

  /**
   * From where.
   *
   * @param address an IP address, or the name of a service
   * @param region where it was done
   */
  public record Origin(String address, String userAgent, String region) {}
}

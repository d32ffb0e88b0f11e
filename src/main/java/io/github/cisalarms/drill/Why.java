package io.github.cisalarms.drill;

import io.github.cisalarms.aws.AwsFailure;
import io.github.cisalarms.aws.AwsFailure.Kind;
import software.amazon.awssdk.core.exception.SdkException;

/** Says why a call failed, for the person who reads the table. */
final class Why {

  private Why() {}

  /** One line. */
  static String of(SdkException e, Permission permission) {
    return of(e, permission.action());
  }

  /**
   * One line.
   *
   * @param action the call's permission, such as {@code logs:TestMetricFilter}
   */
  static String of(SdkException e, String action) {
    AwsFailure failure = AwsFailure.of(e);
    return switch (failure.kind()) {
      case DENIED -> "denied: " + failure.permission().orElse(action) + " is missing";
      case THROTTLED -> "throttled: too many calls of " + action + "; run it again later";
      case NO_ANSWER -> action + " got no answer: " + failure.message();
      case CREDENTIALS -> failure.withoutCredentials();
      case NOT_FOUND, OTHER -> action + " failed: " + failure.message();
    };
  }

  /** Whether the service has refused to do anything. */
  static boolean isDenied(SdkException e) {
    return AwsFailure.of(e).kind() == Kind.DENIED;
  }

  /** Whether the call may succeed if it is made again. */
  static boolean mayPass(SdkException e) {
    Kind kind = AwsFailure.of(e).kind();
    return kind == Kind.THROTTLED || kind == Kind.NO_ANSWER;
  }
}

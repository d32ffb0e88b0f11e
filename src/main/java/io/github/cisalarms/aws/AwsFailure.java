package io.github.cisalarms.aws;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;

/**
 * Why a call failed.
 *
 * @param code the service's, such as {@code AccessDenied}; what came instead of an answer is named
 *     by the kind
 * @param message what was said, as one line
 */
public record AwsFailure(Kind kind, String code, String message) {

  /** What can be done about a failed call depends on this. */
  public enum Kind {
    /** A permission is missing. */
    DENIED,
    /** There are no credentials, or they are wrong or have expired. */
    CREDENTIALS,
    /** Too many calls were made, and the next attempts were too many as well. */
    THROTTLED,
    /** Nobody answered, or not in time. */
    NO_ANSWER,
    /** What was asked for is not there. */
    NOT_FOUND,
    /** Anything else. */
    OTHER;

    /** Such as {@code no-answer}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Set<String> OF_CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "IncompleteSignature",
          "RequestExpired",
          "MissingAuthenticationToken",
          "InvalidToken",
          "OptInRequired");

  private static final Pattern PERMISSION =
      Pattern.compile("not authorized to perform:? ([A-Za-z0-9-]+):([A-Za-z]+)");

  private static final String NOWHERE =
      "Unable to load credentials from any of the providers in the chain";

  private static final String NO_PROFILE = "Profile file contained no credentials";

  private static final Pattern OF_PROFILE =
      Pattern.compile(
          ".*[\\[ ,]ProfileCredentialsProvider\\(.*?\\): (.+?)(?:, \\w+Provider\\(.*|]?$)");

  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  /** Reads what the SDK throws. */
  public static AwsFailure of(SdkException e) {
    if (e instanceof AwsServiceException service) {
      return ofService(service);
    }
    String message = credentialsOf(oneLine(e));
    return new AwsFailure(
        e instanceof ApiCallTimeoutException || isOfNetwork(e)
            ? Kind.NO_ANSWER
            : message.contains("credentials") || message.contains("token")
                ? Kind.CREDENTIALS
                : Kind.OTHER,
        "",
        message);
  }

  /**
   * What is to be done where there are no credentials. The SDK names all places where it looked,
   * and what each of them said; only what a profile that somebody wrote says is of use.
   */
  private static String credentialsOf(String message) {
    if (!message.startsWith(NOWHERE)) {
      return message;
    }
    Matcher profile = OF_PROFILE.matcher(message);
    return "there are no credentials"
        + (profile.find() && !profile.group(1).startsWith(NO_PROFILE)
            ? " (the profile: " + profile.group(1) + ")"
            : "")
        + "; sign in, as with 'aws sso login', or name a profile with --profile or AWS_PROFILE";
  }

  private static AwsFailure ofService(AwsServiceException e) {
    Optional<String> code =
        Optional.ofNullable(e.awsErrorDetails()).map(details -> details.errorCode());
    String message =
        Optional.ofNullable(e.awsErrorDetails())
            .map(details -> details.errorMessage())
            .filter(text -> !text.isBlank())
            .map(AwsFailure::oneLine)
            .orElseGet(() -> "status " + e.statusCode());
    return new AwsFailure(kind(e, code.orElse("")), code.orElse(""), message);
  }

  private static Kind kind(AwsServiceException e, String code) {
    if (OF_CREDENTIALS.contains(code)) {
      return Kind.CREDENTIALS;
    }
    if (RetryUtils.isThrottlingException(e)) {
      return Kind.THROTTLED;
    }
    if (code.contains("AccessDenied")
        || code.startsWith("AuthorizationError")
        || code.startsWith("Unauthorized")
        || e.statusCode() == FORBIDDEN) {
      return Kind.DENIED;
    }
    if (e.statusCode() == NOT_FOUND
        || code.contains("NotFound")
        || code.contains("NonExistent")
        || code.contains("DoesNotExist")) {
      return Kind.NOT_FOUND;
    }
    return e.statusCode() >= SERVER_ERROR ? Kind.NO_ANSWER : Kind.OTHER;
  }

  private static boolean isOfNetwork(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private static String oneLine(SdkException e) {
    return oneLine(String.valueOf(e.getMessage()));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** What to do where the failure is of {@link Kind#CREDENTIALS}: as one line. */
  public String withoutCredentials() {
    return code.isEmpty()
        ? message
        : "the credentials are no good (%s: %s); sign in again, or name a profile with --profile"
            .formatted(code, message);
  }

  /** The permission that is missing, such as {@code kms:DescribeKey}, if the message says it. */
  public Optional<String> permission() {
    Matcher matcher = PERMISSION.matcher(message);
    return matcher.find()
        // SNS and SQS write themselves in capitals here.
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT) + ":" + matcher.group(2))
        : Optional.empty();
  }
}

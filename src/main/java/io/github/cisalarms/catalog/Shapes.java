package io.github.cisalarms.catalog;

/**
 * The shapes of values that AWS takes, as regular expressions without anchors. They are written in
 * what Java, Terraform (RE2) and JSON Schema (ECMA-262) read alike, since each judges some of them.
 */
public final class Shapes {

  /** An account's id. */
  public static final String ACCOUNT_ID = "[0-9]{12}";

  /** A log group's name (CreateLogGroup). */
  public static final String LOG_GROUP_NAME = "[a-zA-Z0-9_/.#-]{1,512}";

  /** What names of filters, metrics and alarms may begin with: what a log group's name has. */
  public static final String NAME_PREFIX = "[a-zA-Z0-9_/.#-]{0,100}";

  /** A standard topic's name (CreateTopic). */
  public static final String TOPIC_NAME = "[a-zA-Z0-9_-]{1,256}";

  /** A partition, such as {@code aws-us-gov}. */
  private static final String PARTITION = "aws(?:-[a-z]+)*";

  private static final String REGION = "[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}";

  /** The ARN of a standard topic. */
  public static final String TOPIC_ARN =
      "arn:" + PARTITION + ":sns:" + REGION + ":" + ACCOUNT_ID + ":" + TOPIC_NAME;

  /** An ARN of any service. */
  public static final String ARN = "arn:" + PARTITION + ":[a-z0-9-]+:[^:]*:[^:]*:.+";

  /** A customer-managed KMS key: its alias, its id or an ARN of either. */
  public static final String KMS_KEY =
      "(?:alias/[a-zA-Z0-9/_-]+|(?:mrk-)?[0-9a-f-]{32,36}|arn:"
          + PARTITION
          + ":kms:"
          + REGION
          + ":"
          + ACCOUNT_ID
          + ":(?:key|alias)/.+)";

  /**
   * What none of the words of a mailbox holds, since SNS takes no names and no quotes around it.
   */
  private static final String NOT_IN_MAILBOX = "@\\s<>(),:;";

  /** A mailbox, as far as an expression can tell. */
  public static final String EMAIL =
      "[^" + NOT_IN_MAILBOX + "]+@[^." + NOT_IN_MAILBOX + "]+(?:\\.[^." + NOT_IN_MAILBOX + "]+)*";

  /** A telephone number with its country code (E.164). */
  public static final String PHONE = "\\+[1-9][0-9]{6,14}";

  private Shapes() {}

  /**
   * Takes what can name a log group.
   *
   * @return the name
   * @throws IllegalArgumentException if it can't; the message says what to write instead
   */
  public static String requireLogGroupName(String name) {
    if (name.startsWith("arn:")) {
      throw new IllegalArgumentException(
          "'" + name + "' is an ARN; write the log group's name alone, as in aws-cloudtrail-logs");
    }
    if (!name.matches(LOG_GROUP_NAME)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' can't name a log group; use 1 to 512 letters, digits, '.', '_', '/', '#' and"
              + " '-', as in aws-cloudtrail-logs");
    }
    return name;
  }

  /**
   * The ARN of what a subscription can lead to in a region.
   *
   * @param service {@code sqs}, {@code lambda}, {@code firehose}, or {@code sns} for an
   *     application's endpoint
   */
  public static String arnOf(String service) {
    return "arn:"
        + PARTITION
        + ":"
        + service
        + ":"
        + REGION
        + ":"
        + ACCOUNT_ID
        + ":"
        + resourceOf(service)
        + ".+";
  }

  /**
   * A URL with a host.
   *
   * @param scheme {@code http} or {@code https}
   */
  public static String url(String scheme) {
    return scheme + "://[^\\s/]\\S*";
  }

  /** How the last part of the ARN begins that {@link #arnOf} has for a service. */
  public static String resourceOf(String service) {
    return switch (service) {
      case "lambda" -> "function:";
      case "firehose" -> "deliverystream/";
      case "sns" -> "endpoint/";
      default -> "";
    };
  }
}

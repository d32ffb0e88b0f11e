package io.github.cisalarms.replay.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code s3://bucket/key}.
 *
 * @param key of an object, or a prefix; may be empty
 */
record S3Address(String bucket, String key) {

  private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{2,62})(?:/(.*))?");

  static S3Address parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          text + ": write s3://BUCKET/PREFIX, such as s3://example-trail/AWSLogs");
    }
    return new S3Address(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  /** The key as a folder: empty, or with a {@code /} at its end. */
  String folder() {
    return key.isEmpty() || key.endsWith("/") ? key : key + "/";
  }

  /** The address of another key of the bucket. */
  String of(String otherKey) {
    return new S3Address(bucket, otherKey).toString();
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}

package io.github.cisalarms.account;

import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.value.Value;
import java.util.Optional;

/**
 * The ARN of something that is there, taken apart.
 *
 * @param resource what stands behind the account, such as {@code log-group:NAME:*}
 */
record ResourceArn(String text, String service, String region, String account, String resource) {

  private static final int PARTS = 6;

  /** Empty if the text is no ARN of something in a region. */
  static Optional<ResourceArn> parse(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS && parts[0].equals("arn") && !parts[3].isEmpty()
        ? Optional.of(new ResourceArn(text, parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** The name in {@code log-group:NAME:*}, or what stands there instead. */
  String logGroup() {
    String[] parts = resource.split(":");
    return parts.length > 1 ? parts[1] : resource;
  }

  Place place() {
    return new Place(Value.known(account), Value.known(region));
  }
}

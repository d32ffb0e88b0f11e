package io.github.cisalarms.account;

import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.value.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ARN of something that is there, taken apart.
 *
 * @param resource what stands behind the account, such as {@code log-group:NAME:*}
 */
record ResourceArn(String text, String service, String region, String account, String resource) {

  private static final int PARTS = 6;
  private static final String KEY = "key/";
  private static final String ALIAS = "alias/";

  /** A region becomes part of a host's name: nothing else may. */
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** Empty if the text is no ARN of something in a region of an account. */
  static Optional<ResourceArn> parse(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS
            && parts[0].equals("arn")
            && REGION.matcher(parts[3]).matches()
            && ACCOUNT.matcher(parts[4]).matches()
        ? Optional.of(new ResourceArn(text, parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** The name in {@code log-group:NAME:*}, or what stands there instead. */
  String logGroup() {
    String[] parts = resource.split(":");
    return parts.length > 1 ? parts[1] : resource;
  }

  /**
   * The ARN of the key that this is encrypted with.
   *
   * @param name the key's id, ARN or alias
   */
  String keyArn(String name) {
    return name.startsWith("arn:")
        ? name
        : "arn:%s:kms:%s:%s:%s"
            .formatted(
                text.split(":", PARTS)[1],
                region,
                account,
                name.startsWith(ALIAS) ? name : KEY + name);
  }

  /** What the owner of a key calls it: its id or alias. */
  String keyName() {
    return resource.startsWith(KEY) ? resource.substring(KEY.length()) : resource;
  }

  Place place() {
    return new Place(Value.known(account), Value.known(region));
  }
}

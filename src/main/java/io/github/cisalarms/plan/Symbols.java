package io.github.cisalarms.plan;

import io.github.cisalarms.chain.value.Value;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names what the apply decides, so that two values are seen to be one, or to differ. */
final class Symbols {

  /** Attributes that no two resources of a type have in common. */
  private static final Set<String> UNIQUE = Set.of("arn", "id", "key_id");

  /** The type of a resource that isn't data, at the end of an address. */
  private static final Pattern TYPE =
      Pattern.compile("(?:^|(?<!data)\\.)(aws_[a-z0-9_]+)\\.[^.\\[\\]]+(?:\\[[^\\]]*])?$");

  private Symbols() {}

  /** What an attribute of a resource will be. */
  static Value<String> of(String address, String attribute) {
    Matcher type = TYPE.matcher(address);
    return new Value.Pending<>(
        address + "." + attribute,
        UNIQUE.contains(attribute) && type.find() ? type.group(1) + "." + attribute : "");
  }
}

package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A Lambda function.
 *
 * @param address where it is configured
 * @param names its name and ARNs
 * @param permissions who may call it, besides the account's own IAM
 */
public record Function(String address, List<Value<String>> names, List<Permission> permissions)
    implements Element {

  public Function {
    names = List.copyOf(names);
    permissions = List.copyOf(permissions);
  }

  /**
   * A statement of a function's policy.
   *
   * @param action such as {@code lambda:InvokeFunction}
   * @param principal such as {@code sns.amazonaws.com}
   * @param sourceArn of which resource alone; absent if of any
   */
  public record Permission(
      Value<String> action, Value<String> principal, Value<String> sourceArn) {}
}

package io.github.cisalarms.chain;

import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A Lambda function, or one of its aliases or versions: each is called by an ARN of its own, and
 * has permissions of its own.
 *
 * @param address where it is configured
 * @param arns ARNs by which it is called; the service's own first
 * @param name the function's name
 * @param qualifier the alias or version; absent if it is the function itself
 * @param permissions who may call it, besides the account's own IAM
 */
public record Function(
    String address,
    List<Value<String>> arns,
    Value<String> name,
    Value<String> qualifier,
    Place place,
    List<Permission> permissions)
    implements Element {

  public Function {
    arns = List.copyOf(arns);
    permissions = List.copyOf(permissions);
  }

  /** Its ARN, or what is known of it. */
  public Named named() {
    Value<String> resource =
        qualifier.isAbsent()
            ? name.map(text -> "function:" + text)
            : name.isKnown() && qualifier.isKnown()
                ? name.map(text -> "function:" + text + ":" + qualifier.get().orElseThrow())
                : Value.unknown();
    return Named.of(arns.get(0), Arn.of("lambda", place.region(), place.account(), resource));
  }

  /**
   * A statement of a function's policy.
   *
   * @param action such as {@code lambda:InvokeFunction}
   * @param principal such as {@code sns.amazonaws.com}
   * @param sourceArn for which resource alone; absent if for any
   * @param sourceAccount for resources of which account alone; absent if of any
   * @param otherwise whether something else limits it that no topic fulfils, such as an
   *     organization or the token of a skill
   */
  public record Permission(
      Value<String> action,
      Value<String> principal,
      Value<String> sourceArn,
      Value<String> sourceAccount,
      Value<Boolean> otherwise) {}
}

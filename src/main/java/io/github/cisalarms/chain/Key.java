package io.github.cisalarms.chain;

import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Map;

/**
 * A KMS key.
 *
 * @param address where it is configured
 * @param names its ARN and id, and the names and ARNs of its aliases
 * @param place where it is: a key works for what is in its own region
 * @param policy who may use it; absent if nobody set one, which lets the account's own IAM only
 * @param enabled whether it is switched on, and not about to be deleted
 * @param policyAddress where the policy is configured
 * @param grants who may use it besides
 */
public record Key(
    String address,
    List<Value<String>> names,
    Place place,
    Value<Boolean> enabled,
    Value<Policy> policy,
    String policyAddress,
    List<Grant> grants)
    implements Element {

  public Key {
    names = List.copyOf(names);
    grants = List.copyOf(grants);
  }

  /**
   * A grant, which allows and denies nothing.
   *
   * @param grantee who may use the key, such as an ARN or {@code cloudwatch.amazonaws.com}
   * @param operations such as {@code Decrypt}
   * @param context what the encryption context has to have, by its names
   */
  public record Grant(
      Value<String> grantee, List<Value<String>> operations, Map<String, Value<String>> context) {
    public Grant {
      operations = List.copyOf(operations);
      context = Map.copyOf(context);
    }
  }
}

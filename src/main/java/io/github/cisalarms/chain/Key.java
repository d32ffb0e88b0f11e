package io.github.cisalarms.chain;

import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A KMS key.
 *
 * @param address where it is configured
 * @param names its ARN and id, and the names and ARNs of its aliases
 * @param policy who may use it; absent if nobody set one, which lets the account's own IAM only
 * @param enabled whether it is switched on, and not about to be deleted
 * @param policyAddress where the policy is configured
 */
public record Key(
    String address,
    List<Value<String>> names,
    Value<Boolean> enabled,
    Value<Policy> policy,
    String policyAddress)
    implements Element {

  public Key {
    names = List.copyOf(names);
  }
}

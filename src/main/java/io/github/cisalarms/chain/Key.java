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
 * @param policyAddress where the policy is configured
 */
public record Key(
    String address, List<Value<String>> names, Value<Policy> policy, String policyAddress) {

  public Key {
    names = List.copyOf(names);
  }
}

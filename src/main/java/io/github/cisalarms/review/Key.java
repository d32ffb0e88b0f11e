package io.github.cisalarms.review;

import java.util.List;

/**
 * A KMS key.
 *
 * @param address where it is configured
 * @param names its ARN and id, and the names and ARNs of its aliases
 * @param policy who may use it; absent if nobody set one, which lets the account's own IAM only
 * @param policyAddress where the policy is configured
 */
record Key(String address, List<Value<String>> names, Value<Policy> policy, String policyAddress) {

  Key {
    names = List.copyOf(names);
  }
}

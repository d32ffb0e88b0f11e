package io.github.cisalarms.chain;

import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.value.Value;

/**
 * An SNS topic.
 *
 * @param address where it is configured
 * @param policy who may publish; absent if nobody set one, which lets the owner's account
 * @param policyAddress where the policy is configured
 * @param key id, ARN or alias of the key that encrypts it; absent if none does
 */
public record Topic(
    String address,
    Value<String> arn,
    Value<String> name,
    Place place,
    Value<Policy> policy,
    String policyAddress,
    Value<String> key)
    implements Element {

  /** Its ARN, or what is known of it. */
  public Named named() {
    return Named.of(arn, Arn.of("sns", place.region(), place.account(), name));
  }
}

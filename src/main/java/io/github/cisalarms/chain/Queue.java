package io.github.cisalarms.chain;

import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * An SQS queue.
 *
 * @param address where it is configured
 * @param names its ARN first, and its URL, which is also its id
 * @param policy who may send; absent if nobody set one, which lets nobody but the account's own IAM
 * @param policyAddress where the policy is configured
 * @param key id, ARN or alias of the KMS key that encrypts it; absent if none does
 */
public record Queue(
    String address,
    List<Value<String>> names,
    Value<String> name,
    Place place,
    Value<Policy> policy,
    String policyAddress,
    Value<String> key)
    implements Element {

  public Queue {
    names = List.copyOf(names);
  }

  /** Its ARN, or what is known of it. */
  public Named named() {
    return Named.of(names.get(0), Arn.of("sqs", place.region(), place.account(), name));
  }
}

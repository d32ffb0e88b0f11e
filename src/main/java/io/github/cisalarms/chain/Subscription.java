package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;

/**
 * A subscription to an SNS topic.
 *
 * @param address where it is configured
 * @param topic ARN of the topic
 * @param protocol such as {@code email}
 * @param endpoint such as an address, a URL, or the ARN of a queue
 * @param role ARN of the role with which SNS delivers; absent if none
 * @param pending whether its endpoint has yet to confirm it; not known while it isn't made
 * @param filterPolicy which messages it takes, as JSON; absent if all
 * @param filterPolicyScope {@code MessageAttributes} or {@code MessageBody}
 */
public record Subscription(
    String address,
    Value<String> topic,
    Value<String> protocol,
    Value<String> endpoint,
    Value<String> role,
    Value<Boolean> pending,
    Value<String> filterPolicy,
    Value<String> filterPolicyScope)
    implements Element {}

package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;

/**
 * A log group of CloudWatch Logs.
 *
 * @param address where it is configured
 * @param logGroupClass {@code STANDARD}, {@code INFREQUENT_ACCESS} or {@code DELIVERY}
 */
public record LogGroup(String address, Value<String> name, Place place, Value<String> logGroupClass)
    implements Element {}

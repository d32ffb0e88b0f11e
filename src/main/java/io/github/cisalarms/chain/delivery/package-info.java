/**
 * What goes from an alarm to a subscriber: the message that CloudWatch sends, the requests that
 * CloudWatch and SNS make on the way, the keys that they use, and the composite alarms in between.
 *
 * <p>Imports the JDK, a JSON reader, {@code chain}, {@code chain.behaviour}, {@code
 * chain.expression}, {@code chain.policy} and {@code chain.value}.
 */
package io.github.cisalarms.chain.delivery;

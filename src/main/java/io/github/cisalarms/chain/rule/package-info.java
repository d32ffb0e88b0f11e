/**
 * What has to hold of a chain, one class for each. A new rule is a class here and a line in {@link
 * io.github.cisalarms.chain.rule.Rules}.
 *
 * <p>Imports the JDK, {@code catalog}, {@code chain}, {@code chain.policy} and {@code chain.value}.
 */
package io.github.cisalarms.chain.rule;

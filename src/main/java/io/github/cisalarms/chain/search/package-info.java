/**
 * Follows the ways from a trail to a subscriber, asks the rules along them, and keeps the best.
 *
 * <p>Imports the JDK, {@code catalog}, {@code chain}, {@code chain.rule} and {@code chain.value}.
 */
package io.github.cisalarms.chain.search;

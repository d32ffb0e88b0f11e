/**
 * When an alarm goes off: what it watches period by period, with an event and without, and what its
 * threshold makes of that. Start at {@link io.github.cisalarms.chain.behaviour.AlarmBehaviour}.
 *
 * <p>Imports the JDK, {@code chain}, {@code chain.expression} and {@code chain.value}.
 */
package io.github.cisalarms.chain.behaviour;

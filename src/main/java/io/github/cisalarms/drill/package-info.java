/**
 * Sees every alarm go off, and arrive: writes marked events into the trail's log group, or sets the
 * alarms' states, and watches alarm, action and message.
 *
 * <p>Start at {@link io.github.cisalarms.drill.Drill}. A {@link
 * io.github.cisalarms.drill.DrillPlan} says beforehand what would be done and whom it would reach;
 * nothing is changed until {@link io.github.cisalarms.drill.Drill#run}. Imports the JDK, the AWS
 * SDK, a JSON library, {@code aws}, {@code catalog}, {@code chain} and {@code pattern}; the room
 * {@code drill.report} prints what was seen.
 */
package io.github.cisalarms.drill;

/**
 * The two small languages that CloudWatch has for alarms: {@link
 * io.github.cisalarms.chain.expression.MetricMath} and {@link
 * io.github.cisalarms.chain.expression.AlarmRule}, the rule of a composite alarm.
 *
 * <p>Both are evaluated with what is known, and say where that is not enough. Imports the JDK and
 * {@code chain.value}.
 */
package io.github.cisalarms.chain.expression;

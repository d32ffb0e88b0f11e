/**
 * Who made an alarm go off: the alarm's metric filters, the events of that time in their log
 * groups, and of those that match who did what, from where and how often. Start at {@link
 * io.github.cisalarms.who.Investigation}.
 *
 * <p>Asks an account through {@link io.github.cisalarms.who.AlarmSource}; {@link
 * io.github.cisalarms.who.AwsAlarms} is the one that knows the AWS SDK. Imports {@code catalog},
 * {@code chain} for what a pattern is to a control, and {@code pattern}, whose engine decides.
 */
package io.github.cisalarms.who;

/**
 * Reads log events from files and streams: CloudTrail files, JSON events and plain lines, also
 * gzipped, in memory bounded by the largest event.
 *
 * <p>Start at {@link io.github.cisalarms.events.EventReader}. Knows where an event starts and ends,
 * not what it says; an {@link io.github.cisalarms.events.ObjectReader} that knows can take part.
 * Imports the JDK only; {@code cli} and {@code replay} import it.
 */
package io.github.cisalarms.events;

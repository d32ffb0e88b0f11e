package io.github.cisalarms.who;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which an alarm was on.
 *
 * @param from when it went off
 * @param until when it left the state ALARM; empty if it has not yet
 */
public record Episode(Instant from, Optional<Instant> until) {}

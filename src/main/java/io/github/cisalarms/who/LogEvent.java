package io.github.cisalarms.who;

import java.time.Instant;

/**
 * An event of a log group.
 *
 * @param id the id that CloudWatch Logs gave it
 * @param time its time in the log group, at which CloudTrail delivered it
 */
public record LogEvent(String id, Instant time, String message) {}

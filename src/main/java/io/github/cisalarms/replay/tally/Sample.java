package io.github.cisalarms.replay.tally;

import io.github.cisalarms.replay.AlarmResult;
import java.time.Instant;

/**
 * A matching event, to be read by a person.
 *
 * @param time when it happened
 * @param event service and event name, such as {@code iam:CreateUser}
 * @param identity who did it, as in {@link AlarmResult#identities}
 * @param source the source IP address, or the service that called
 * @param file the file that it stands in
 * @param json the event as it stands there
 */
public record Sample(
    Instant time, String event, String identity, String source, String file, String json) {}

package io.github.cisalarms.drill;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Examples;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Writes marked events into a stream of the drill's own. For several threads. */
final class EventWriter {

  /** A call takes a megabyte; an event has a kilobyte. */
  private static final int EVENTS_PER_CALL = 500;

  private final CloudWatchLogsClient logs;
  private final DrillId drill;
  private final Set<String> streams = new HashSet<>();

  EventWriter(CloudWatchLogsClient logs, DrillId drill) {
    this.logs = logs;
    this.drill = drill;
  }

  /**
   * Writes the control's event.
   *
   * @param first number of the first event
   * @return why they could not be written; empty if they were
   */
  Optional<String> write(Control control, String logGroup, int first, int count) {
    try {
      createStream(logGroup);
    } catch (SdkException e) {
      return Optional.of(Why.of(e, Permission.CREATE_LOG_STREAM));
    }
    try {
      for (int from = first; from < first + count; from += EVENTS_PER_CALL) {
        int to = Math.min(first + count, from + EVENTS_PER_CALL);
        Optional<String> rejected = put(logGroup, events(control, from, to));
        if (rejected.isPresent()) {
          return rejected;
        }
      }
      return Optional.empty();
    } catch (SdkException e) {
      return Optional.of(Why.of(e, Permission.PUT_LOG_EVENTS));
    }
  }

  private synchronized void createStream(String logGroup) {
    if (streams.contains(logGroup)) {
      return;
    }
    try {
      logs.createLogStream(
          stream -> stream.logGroupName(logGroup).logStreamName(drill.streamName()));
    } catch (ResourceAlreadyExistsException e) {
      // A call that was tried again has made it.
    }
    streams.add(logGroup);
  }

  private List<InputLogEvent> events(Control control, int from, int to) {
    Instant now = Instant.now();
    return IntStream.range(from, to)
        .mapToObj(
            number ->
                InputLogEvent.builder()
                    .timestamp(now.toEpochMilli())
                    .message(MarkedEvent.of(Examples.matchedBy(control), drill, number, now))
                    .build())
        .toList();
  }

  private Optional<String> put(String logGroup, List<InputLogEvent> events) {
    PutLogEventsResponse response =
        logs.putLogEvents(
            put -> put.logGroupName(logGroup).logStreamName(drill.streamName()).logEvents(events));
    return Optional.ofNullable(response.rejectedLogEventsInfo())
        .map(rejected -> "CloudWatch Logs rejects the event by its time: " + rejected);
  }
}

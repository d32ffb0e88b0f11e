package io.github.cisalarms.drill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.catalog.Example;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An example of a control's events, marked so that whoever reads it in the log knows. */
final class MarkedEvent {

  private static final String USER_AGENT = "cis-alarms drill";

  /** Of a range that is kept free for documentation (RFC 5737). */
  private static final String ADDRESS = "192.0.2.1";

  private MarkedEvent() {}

  /**
   * The event as one line of JSON.
   *
   * @param number tells events of one drill and control apart
   */
  static String of(Example example, DrillId drill, int number, Instant time) {
    ObjectNode event = example.event().deepCopy();
    event.put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put(
        "eventID", DrillId.PREFIX + "-" + drill.text() + "-" + example.control() + "-" + number);
    event.put("userAgent", USER_AGENT);
    event.put("sourceIPAddress", ADDRESS);
    event
        .putObject("cisAlarmsDrill")
        .put("id", drill.text())
        .put("note", "Nobody did this: cis-alarms drill tests the alarm for it.");
    return event.toString();
  }
}

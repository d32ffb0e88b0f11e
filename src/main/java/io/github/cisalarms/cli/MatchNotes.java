package io.github.cisalarms.cli;

import io.github.cisalarms.events.EventReader;
import java.io.PrintWriter;

/**
 * What {@code match} says of a file beside its result: that there was nothing to match, or that
 * what should be JSON isn't. Such events never match, and without a word that looks like an answer.
 */
final class MatchNotes {

  private static final int BROKEN_SHOWN = 10;

  private final String file;
  private final boolean wantsJson;
  private final PrintWriter err;
  private long events;
  private long objects;
  private long broken;

  /**
   * @param wantsJson whether the pattern is on JSON fields; else it is all the same what events are
   */
  MatchNotes(String file, boolean wantsJson, PrintWriter err) {
    this.file = file;
    this.wantsJson = wantsJson;
    this.err = err;
  }

  /** Notes the reader's current event. */
  void event(EventReader event, boolean jsonObject) {
    events++;
    if (jsonObject) {
      objects++;
    } else if (wantsJson && startsObject(event)) {
      broken++;
      if (broken <= BROKEN_SHOWN) {
        err.println(file + ", event " + event.number() + ": looks like JSON but is not");
      }
    }
  }

  private static boolean startsObject(EventReader event) {
    int at = event.offset();
    int end = at + event.length();
    while (at < end && (event.buffer()[at] == ' ' || event.buffer()[at] == '\t')) {
      at++;
    }
    return at < end && event.buffer()[at] == '{';
  }

  /** Says what is known of the file at its end. */
  void end() {
    if (broken > BROKEN_SHOWN) {
      err.println(file + ": " + (broken - BROKEN_SHOWN) + " more look like JSON but are not");
    }
    if (events == 0) {
      err.println(file + ": has no events");
    } else if (wantsJson && objects + broken == 0) {
      err.println(file + ": has no JSON objects, and the pattern is on fields of them");
    }
  }
}

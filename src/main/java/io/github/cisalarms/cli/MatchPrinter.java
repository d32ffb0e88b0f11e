package io.github.cisalarms.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.events.EventReader;
import io.github.cisalarms.pattern.Explanation;
import io.github.cisalarms.pattern.FilterPattern;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code match} prints, event by event. */
final class MatchPrinter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final Detail detail;
  private final boolean json;
  private final FilterPattern pattern;
  private long events;
  private long matched;

  /** How much is printed. */
  enum Detail {
    /** How many events matched. */
    COUNT,
    /** The events that matched. */
    EVENTS,
    /** All events, with the conditions that decided. */
    WHY
  }

  MatchPrinter(PrintWriter out, Detail detail, boolean json, FilterPattern pattern) {
    this.out = out;
    this.detail = detail;
    this.json = json;
    this.pattern = pattern;
  }

  /** Prints the reader's current event as far as it is to be printed. */
  void event(String file, EventReader event, boolean matches) {
    events++;
    matched += matches ? 1 : 0;
    if (detail == Detail.WHY) {
      Explanation why = pattern.explain(event.text());
      if (json) {
        Map<String, Object> object = object(file, event);
        object.put("matched", why.matches());
        object.put("conditions", why.findings());
        printJson(object);
      } else {
        printWhy(file, event, why);
      }
    } else if (detail == Detail.EVENTS && matches) {
      if (json) {
        printJson(object(file, event));
      } else {
        out.print(event.line() + "\n");
      }
    }
  }

  /** Prints what stands at the end, and says how many events matched. */
  long end() {
    if (detail == Detail.COUNT && json) {
      Map<String, Object> counts = new LinkedHashMap<>();
      counts.put("matched", matched);
      counts.put("events", events);
      printJson(counts);
    } else if (detail == Detail.COUNT) {
      out.print(matched + "\n");
    }
    return matched;
  }

  private void printWhy(String file, EventReader event, Explanation why) {
    String verdict = why.matches() ? "matches" : "does not match";
    out.print(file + ", event " + event.number() + ": " + verdict + "\n");
    for (Explanation.Finding finding : why.findings()) {
      String result = finding.holds() ? "  holds: " : "  fails: ";
      out.print(result + finding.condition() + "; seen: " + finding.seen() + "\n");
    }
  }

  private static Map<String, Object> object(String file, EventReader event) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", file);
    object.put("eventNumber", event.number());
    object.put("eventMessage", event.line());
    return object;
  }

  private void printJson(Map<String, Object> object) {
    try {
      out.print(JSON.writeValueAsString(object) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

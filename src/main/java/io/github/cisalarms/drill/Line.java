package io.github.cisalarms.drill;

import io.github.cisalarms.catalog.Control;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way of a control's event to its alarm and on, and where it is known to end.
 *
 * @param filter the metric filter; empty if the control has none
 * @param alarm the alarm on its metric; empty if there is none
 * @param flaw the step that can't be seen, and why; empty if none is known
 */
record Line(
    Control control, Optional<Filter> filter, Optional<WatchedAlarm> alarm, Optional<Flaw> flaw) {

  /** A metric filter. */
  record Filter(String name, String logGroup, String pattern) {}

  /**
   * An alarm, and who acts when it goes off.
   *
   * @param actor name of the alarm that acts: itself, or a composite one
   * @param actions ARNs
   */
  record WatchedAlarm(String name, String actor, List<String> actions) {

    /** A topic's ARN. */
    static final Pattern TOPIC =
        Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+(\\.fifo)?");

    WatchedAlarm {
      actions = List.copyOf(actions);
    }

    /** The topics among the actions. */
    List<String> topics() {
      return actions.stream().filter(action -> TOPIC.matcher(action).matches()).toList();
    }
  }

  /** A step that can't be seen. */
  record Flaw(Step step, String reason) {}

  /** Whether it is known to end at a step or before. */
  boolean endsAt(Step step) {
    return flaw.filter(known -> known.step().compareTo(step) <= 0).isPresent();
  }
}

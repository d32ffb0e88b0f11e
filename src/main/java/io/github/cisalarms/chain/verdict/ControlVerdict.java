package io.github.cisalarms.chain.verdict;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.value.Answer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict on one control.
 *
 * @param required whether it counts for compliance
 * @param detects whether a filter on the trail's log group matches what the control asks for
 * @param alarms whether one such event makes an alarm go off, or as many as are allowed
 * @param notifies whether that alarm reaches somebody
 * @param noise why an alarm goes off without an event, if one does
 * @param allowed what would be broken were it not allowed: an alarm that waits for more than one
 *     event
 * @param likely what is taken to hold without being known to, on the way that holds best
 * @param firstBroken the first link that is broken, or can't be told to hold
 * @param checkers what the checkers will say; without those that don't judge this control
 * @param holds whether the control does its work and the required checkers are content
 * @param change what the plan does to it
 */
public record ControlVerdict(
    Control control,
    boolean required,
    Answer detects,
    Answer alarms,
    Answer notifies,
    Optional<Finding> noise,
    Optional<Finding> allowed,
    List<Finding> likely,
    Optional<Finding> firstBroken,
    Map<Checker, CheckerVerdict> checkers,
    Answer holds,
    Change change) {

  /** Makes the collections immutable. */
  public ControlVerdict {
    likely = List.copyOf(likely);
    checkers = Collections.unmodifiableMap(new EnumMap<>(checkers));
  }

  /** Whether an alarm of this control also goes off without an event. */
  public boolean noisy() {
    return noise.isPresent();
  }
}

package io.github.cisalarms.drill;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one alarm; several of a control stand beside each other.
 *
 * @param control slug of the control
 * @param filter name of the metric filter; empty if the control has none
 * @param alarm name of the alarm; empty if there is none
 * @param steps every step, in order
 */
public record LineResult(
    String control, Optional<String> filter, Optional<String> alarm, Map<Step, StepResult> steps) {

  /** Makes the map immutable, and keeps its order. */
  public LineResult {
    steps = Collections.unmodifiableMap(new EnumMap<>(steps));
  }

  /** Whether all that was asked for was seen. */
  public boolean isSeen() {
    return steps.values().stream()
        .allMatch(
            result ->
                result.status() == StepResult.Status.SEEN
                    || result.status() == StepResult.Status.NOT_ASKED);
  }

  /** The first step that was not seen. */
  public Optional<Step> firstFailed() {
    return steps.entrySet().stream()
        .filter(step -> step.getValue().failed())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}

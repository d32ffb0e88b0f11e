package io.github.cisalarms.adopt;

import io.github.cisalarms.chain.value.Answer;
import java.util.List;
import java.util.Optional;

/**
 * Something that does the same as what is taken over, and stays where it is.
 *
 * @param key key of the filter and alarm that are taken over instead, such as {@code
 *     root-account-usage}
 * @param what such as {@code filter 'Root' and alarm 'Root used'}
 * @param kept name of what is taken over
 * @param reaches whether it tells somebody, so that there are two messages for one event
 * @param alone whom it tells and what is kept does not, so that it can't go
 * @param neededBy names of composite alarms that watch it, so that it can't go
 * @param sameMetric whether it counts into the metric of what is kept
 * @param logGroup the filter's log group
 * @param filter name of the filter, to delete it by; empty if it is an alarm alone
 * @param alarm name of the alarm, likewise
 */
public record Leftover(
    String key,
    String what,
    String kept,
    Answer reaches,
    List<String> alone,
    List<String> neededBy,
    boolean sameMetric,
    String logGroup,
    Optional<String> filter,
    Optional<String> alarm) {

  /** Makes the lists immutable. */
  public Leftover {
    alone = List.copyOf(alone);
    neededBy = List.copyOf(neededBy);
  }

  /** Whether nobody misses it. */
  public boolean canGo() {
    return alone.isEmpty() && neededBy.isEmpty();
  }
}

package io.github.cisalarms.construct;

import java.util.Optional;

/**
 * Names that filter, metric and alarm of one control have instead of those that follow from the
 * control: whole names, before which no prefix is put. They are for resources that exist already,
 * since Terraform can rename neither a filter nor an alarm. A control with a further filter has
 * them for its first one.
 *
 * @param filter name of the filter; without {@code :} and {@code *}
 * @param metric name of the metric, on both sides
 * @param namespace namespace of the metric, on both sides; of all filters of the control
 * @param alarm name of the alarm
 */
public record ControlNames(
    Optional<String> filter,
    Optional<String> metric,
    Optional<String> namespace,
    Optional<String> alarm) {

  /** All names follow from the control. */
  public static final ControlNames NONE =
      new ControlNames(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether there is none. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}

package io.github.cisalarms.fleet;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.construct.ControlOverride;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The alarms that one stack of the fleet defines.
 *
 * @param stack the stack's name
 * @param alarms its alarms, in the order of the catalog
 */
public record StackAlarms(String stack, List<Alarm> alarms) {

  /**
   * One alarm.
   *
   * @param filter the control's filter, whose names it has
   * @param pattern the pattern of one's own that the filter has instead of the variant's
   * @param settings when it goes off
   */
  public record Alarm(ControlFilter filter, Optional<String> pattern, AlarmSettings settings) {}

  public StackAlarms {
    alarms = List.copyOf(alarms);
  }

  static StackAlarms of(StackConfig stack) {
    Set<Checker> checkers = ControlSettings.checkers(stack.settings());
    Map<String, ControlOverride> overrides = ControlSettings.overrides(stack.settings());
    return new StackAlarms(
        stack.name(),
        ControlSettings.selection(stack.settings()).controls().stream()
            .flatMap(
                control -> {
                  ControlOverride override =
                      overrides.getOrDefault(control.slug(), ControlOverride.NONE);
                  AlarmSettings settings = override.applyTo(AlarmSettings.DEFAULT);
                  return override.filters(control, checkers).stream()
                      .map(filter -> new Alarm(filter, override.pattern(), settings));
                })
            .toList());
  }
}

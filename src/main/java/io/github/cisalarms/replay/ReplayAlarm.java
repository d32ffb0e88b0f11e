package io.github.cisalarms.replay;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.pattern.FilterPattern;
import java.util.Optional;

/**
 * A metric filter and its alarm, to be replayed.
 *
 * @param name name in results, unique among the alarms of a replay
 * @param title what it watches, in a few words
 * @param control the control that it belongs to; empty for an alarm of one's own
 * @param variant name of the control's variant; empty for a pattern of one's own
 * @param pattern the filter's pattern
 * @param settings when the alarm goes off
 * @param defaultValue whether the filter emits 0 for minutes in which events came but none matched
 *     ({@code default_value = 0}), as the filters of this project do
 */
public record ReplayAlarm(
    String name,
    String title,
    Optional<Control> control,
    Optional<String> variant,
    FilterPattern pattern,
    AlarmSettings settings,
    boolean defaultValue) {

  /** The alarm of a control's filter. */
  public static ReplayAlarm of(ControlFilter filter, AlarmSettings settings) {
    return new ReplayAlarm(
        filter.key(),
        filter.control().title(),
        Optional.of(filter.control()),
        Optional.of(filter.variant().name()),
        FilterPattern.parse(filter.variant().pattern()),
        settings,
        true);
  }

  /** The alarm of a control with a pattern of one's own, whose variant has no name. */
  public static ReplayAlarm of(Control control, FilterPattern pattern, AlarmSettings settings) {
    return new ReplayAlarm(
        control.slug(),
        control.title(),
        Optional.of(control),
        Optional.empty(),
        pattern,
        settings,
        true);
  }

  /** An alarm that belongs to no control. */
  public static ReplayAlarm of(String name, FilterPattern pattern, AlarmSettings settings) {
    return new ReplayAlarm(
        name, "Pattern of your own", Optional.empty(), Optional.empty(), pattern, settings, true);
  }

  /** The same with a filter that has no default value. */
  public ReplayAlarm withoutDefaultValue() {
    return new ReplayAlarm(name, title, control, variant, pattern, settings, false);
  }
}

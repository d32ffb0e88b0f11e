package io.github.cisalarms.fleet;

import io.github.cisalarms.catalog.AlarmSettingException;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.TreatMissingData;
import io.github.cisalarms.construct.ControlNames;
import io.github.cisalarms.construct.ControlOverride;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a stack's settings say of controls. */
final class ControlSettings {

  static final String CONTROLS = "controls";
  static final String DISABLED = "disabled_controls";
  static final String CHECKERS = "checkers";
  static final String OVERRIDES = "overrides";

  private ControlSettings() {}

  /** What {@code controls} says: all, a benchmark version, or slugs. */
  static List<String> names(Mapping settings) {
    return settings
        .get(CONTROLS)
        .map(node -> node.asText().map(List::of).orElseGet(() -> settings.texts(CONTROLS)))
        .orElse(List.of(Selection.ALL));
  }

  /**
   * The controls that get an alarm, with the benchmark that numbers them.
   *
   * @throws IllegalArgumentException if the names don't make a choice
   */
  static Selection selection(Mapping settings) {
    return Selection.parse(names(settings)).without(settings.texts(DISABLED));
  }

  /** Their slugs; empty if a name is unknown, so that nothing can be said about the choice. */
  static Optional<List<String>> selectedSlugs(Mapping settings) {
    try {
      return Optional.of(selection(settings).controls().stream().map(Control::slug).toList());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * When the alarm of a control goes off.
   *
   * @throws AlarmSettingException if the settings don't go together
   */
  static AlarmSettings alarm(Mapping override) {
    AlarmSettings normal = AlarmSettings.DEFAULT;
    return new AlarmSettings(
        override.number("threshold").orElse(normal.threshold()),
        override.integer("period").orElse(normal.period()),
        override.integer("evaluation_periods").orElse(normal.evaluationPeriods()),
        override.integer("datapoints_to_alarm").or(normal::datapointsToAlarm),
        normal.treatMissingData());
  }

  /** Whose readings the patterns have to satisfy. */
  static Set<Checker> checkers(Mapping settings) {
    Set<Checker> checkers = EnumSet.noneOf(Checker.class);
    settings.texts(CHECKERS).forEach(id -> checkers.add(Checker.of(id)));
    return checkers.isEmpty() ? Checker.defaults() : checkers;
  }

  /** What selected controls do differently, by slug; settings of others have no effect. */
  static Map<String, ControlOverride> overrides(Mapping settings) {
    Set<String> selected = Set.copyOf(selectedSlugs(settings).orElse(List.of()));
    Map<String, ControlOverride> overrides = new TreeMap<>();
    settings
        .mapping(OVERRIDES)
        .ifPresent(
            all ->
                all.entries().keySet().stream()
                    .filter(selected::contains)
                    .forEach(
                        slug ->
                            all.mapping(slug)
                                .ifPresent(override -> overrides.put(slug, override(override)))));
    return overrides;
  }

  private static ControlOverride override(Mapping override) {
    return new ControlOverride(
        override.text("variant"),
        override.text("pattern"),
        override.number("threshold"),
        override.integer("period"),
        override.integer("evaluation_periods"),
        override.integer("datapoints_to_alarm"),
        override.text("treat_missing_data").flatMap(TreatMissingData::of),
        actions(override, "alarm_actions"),
        actions(override, "ok_actions"),
        actions(override, "insufficient_data_actions"),
        override.text("severity"),
        override.text("description"),
        new ControlNames(
            override.text("filter_name"),
            override.text("metric_name"),
            override.text("metric_namespace"),
            override.text("alarm_name")));
  }

  private static Optional<List<String>> actions(Mapping override, String key) {
    return override.get(key).map(node -> override.texts(key));
  }
}

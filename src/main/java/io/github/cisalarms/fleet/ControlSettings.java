package io.github.cisalarms.fleet;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.fleet.ConfigNode.Mapping;
import java.util.List;
import java.util.Optional;

/** What a stack's settings say of controls. */
final class ControlSettings {

  static final String CONTROLS = "controls";
  static final String DISABLED = "disabled_controls";
  static final String OVERRIDES = "overrides";

  private ControlSettings() {}

  /**
   * The controls that get an alarm, with the benchmark that numbers them.
   *
   * @throws IllegalArgumentException if a name is unknown, which the schema has reported
   */
  static Selection selection(Mapping settings) {
    Optional<String> benchmark =
        settings.mapping(CONTROLS).flatMap(choice -> choice.text("benchmark"));
    List<String> slugs = settings.texts(CONTROLS);
    Selection selected =
        benchmark
            .map(Selection::ofBenchmark)
            .orElseGet(() -> slugs.isEmpty() ? Selection.all() : Selection.ofSlugs(slugs));
    return selected.without(settings.texts(DISABLED));
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
   * @throws IllegalArgumentException if the settings don't go together; the message starts with the
   *     name of one of them and its value
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
}

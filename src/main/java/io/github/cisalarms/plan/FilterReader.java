package io.github.cisalarms.plan;

import io.github.cisalarms.chain.LogGroup;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;

/** Reads log groups and their metric filters. */
final class FilterReader {

  private FilterReader() {}

  static LogGroup logGroup(Attributes group) {
    return new LogGroup(
        group.address(),
        group.text("name"),
        group.place(),
        group.filled("log_group_class") instanceof Value.Known<String> known
            ? known
            // What nobody configures gets the service's default, although a plan calls it unknown.
            : group.isConfigured("log_group_class") ? Value.unknown() : Value.known("STANDARD"));
  }

  static MetricFilter filter(Attributes filter) {
    return new MetricFilter(
        filter.address(),
        filter.text("name"),
        filter.place(),
        filter.text("log_group_name", Wanted.LOG_GROUP),
        filter.text("pattern").orDefault(""),
        filter.blocks("metric_transformation").stream()
            .map(
                metric ->
                    new Transformation(
                        metric.text("name"),
                        metric.text("namespace"),
                        metric.text("value"),
                        metric.filledNumber("default_value"),
                        or(
                            metric.notEmpty("dimensions"),
                            isSet(
                                filter,
                                "emit_system_field_dimensions",
                                filter.notEmpty("emit_system_field_dimensions"))),
                        metric.text("unit").orDefault("None")))
            .toList(),
        or(
                isSet(
                    filter,
                    "field_selection_criteria",
                    filter.filled("field_selection_criteria").map(any -> true).orDefault(false)),
                isSet(
                    filter,
                    "apply_on_transformed_logs",
                    filter.flag("apply_on_transformed_logs").orDefault(false)))
            .map(chosen -> !chosen));
  }

  /** What nobody configures is not set, although a plan may call it unknown. */
  private static Value<Boolean> isSet(Attributes filter, String name, Value<Boolean> set) {
    return set.isKnown() || filter.isConfigured(name) ? set : Value.known(false);
  }

  private static Value<Boolean> or(Value<Boolean> one, Value<Boolean> other) {
    if (one.get().orElse(false) || other.get().orElse(false)) {
      return Value.known(true);
    }
    return one.isKnown() && other.isKnown() ? Value.known(false) : Value.unknown();
  }
}

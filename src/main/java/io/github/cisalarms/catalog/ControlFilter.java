package io.github.cisalarms.catalog;

/**
 * One metric filter of a control, with the names that it and its alarm get.
 *
 * @param control the control
 * @param variant the pattern
 * @param key key in maps and last part of names: the slug for a control's first filter, {@code
 *     <slug>-<variant>} for a further one
 * @param metricName name of the metric: the control's for the first filter, {@code
 *     <metricName>_<variant>} with underscores for a further one. A metric of its own, since two
 *     filters on one metric would count an event twice
 */
public record ControlFilter(
    Control control, PatternVariant variant, String key, String metricName) {

  /** What every filter counts for an event that matches. */
  public static final String VALUE = "1";

  /** What every filter counts where no event matches, so that the metric always has data. */
  public static final String DEFAULT_VALUE = "0";

  /** The filter that carries the control's own names, whichever variant it is. */
  public static ControlFilter first(Control control, PatternVariant variant) {
    return new ControlFilter(control, variant, control.slug(), control.metricName());
  }

  /** A filter beside the first one, whose names say which variant it is. */
  public static ControlFilter further(Control control, PatternVariant variant) {
    return new ControlFilter(
        control,
        variant,
        control.slug() + "-" + variant.name(),
        control.metricName() + "_" + variant.name().replace('-', '_'));
  }
}

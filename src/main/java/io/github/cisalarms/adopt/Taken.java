package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Filter;
import io.github.cisalarms.adopt.Existing.Metric;
import io.github.cisalarms.catalog.ControlFilter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is taken over for one filter and alarm of a stack.
 *
 * @param control whose they are, and by which key
 * @param filter the filter that there is, if there is one
 * @param alarm the alarm that there is, if there is one
 */
record Taken(ControlFilter control, Optional<Filter> filter, Optional<Alarm> alarm) {

  /** Whether it is the filter that carries the control's own names. */
  boolean first() {
    return control.key().equals(control.control().slug());
  }

  /**
   * Whether the filter of a key keeps its metric. Of several that count into one metric it is the
   * first that has an alarm: with an alarm of its own, each of them would go off for all.
   */
  static boolean keepsMetric(List<Taken> all, String key) {
    Optional<Metric> metric = filterOf(all, key).map(Filter::metric);
    return all.stream()
        .filter(each -> each.filter().map(Filter::metric).equals(metric))
        .min(Comparator.comparing(each -> each.alarm().isEmpty()))
        .filter(each -> each.control().key().equals(key))
        .isPresent();
  }

  private static Optional<Filter> filterOf(List<Taken> all, String key) {
    return all.stream()
        .filter(each -> each.control().key().equals(key))
        .findFirst()
        .flatMap(Taken::filter);
  }
}

package io.github.cisalarms.module;

import io.github.cisalarms.catalog.AlarmDescription;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.catalog.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The catalog as local values of the module. */
final class CatalogValues {

  private CatalogValues() {}

  /** Controls by slug. */
  static Map<String, Object> controls() {
    Map<String, Object> all = new TreeMap<>();
    for (Control control : Controls.all()) {
      Map<String, String> patterns = new TreeMap<>();
      Map<String, String> runbooks = new TreeMap<>();
      for (PatternVariant variant : control.variants()) {
        patterns.put(variant.name(), variant.pattern());
        runbooks.put(variant.name(), AlarmDescription.runbook(control, variant));
      }
      all.put(
          control.slug(),
          Map.of(
              "title", control.title(),
              "metric_name", control.metricName(),
              "benchmarks", control.benchmarks(),
              "sections", control.sections(),
              "patterns", patterns,
              "runbooks", runbooks,
              "runbook_of_own_pattern", AlarmDescription.runbook(control)));
    }
    return all;
  }

  /**
   * Filters by slug and set of checkers, in the form of {@link Checker#key}; without those where
   * one filter with the default pattern does.
   */
  static Map<String, Object> readings() {
    Map<String, Object> all = new TreeMap<>();
    for (Control control : Controls.all()) {
      Map<String, Object> filters = new TreeMap<>();
      for (Set<Checker> checkers : Reading.allCheckerSets()) {
        List<ControlFilter> chosen = control.reading(checkers).filters();
        if (!chosen.equals(List.of(ControlFilter.first(control, control.defaultVariant())))) {
          filters.put(Checker.key(checkers), chosen.stream().map(CatalogValues::filter).toList());
        }
      }
      if (!filters.isEmpty()) {
        all.put(control.slug(), filters);
      }
    }
    return all;
  }

  private static Map<String, String> filter(ControlFilter filter) {
    return Map.of(
        "key", filter.key(),
        "metric_name", filter.metricName(),
        "variant", filter.variant().name());
  }
}

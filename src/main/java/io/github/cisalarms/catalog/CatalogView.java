package io.github.cisalarms.catalog;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be known of one control to choose, name and describe its filters without this
 * library, as a Terraform module does. Maps are sorted, so that what is written from them is the
 * same every time.
 *
 * @param title short title
 * @param metricName name of the first filter's metric; a further one gets {@code
 *     <metricName>_<variant>} with underscores, see {@link ControlFilter}
 * @param managementAccountOnly whether most of the events are recorded in the trail of the
 *     management account only
 * @param benchmarks section number by version
 * @param sections all section numbers in one text, see {@link Control#sections()}
 * @param runbooks lines of the alarm's description after its heading, by variant; see {@link
 *     AlarmDescription}
 * @param patterns filter pattern by variant
 * @param filters which variants satisfy a set of checkers, by {@link Checker#key}; a set that isn't
 *     there is satisfied by {@code default} alone
 */
public record CatalogView(
    String title,
    String metricName,
    boolean managementAccountOnly,
    SortedMap<String, String> benchmarks,
    String sections,
    SortedMap<String, String> runbooks,
    SortedMap<String, String> patterns,
    SortedMap<String, List<String>> filters) {

  /** All controls, by slug. */
  public static SortedMap<String, CatalogView> bySlug() {
    SortedMap<String, CatalogView> views = new TreeMap<>();
    Controls.all().forEach(control -> views.put(control.slug(), of(control)));
    return Collections.unmodifiableSortedMap(views);
  }

  private static CatalogView of(Control control) {
    SortedMap<String, String> runbooks = new TreeMap<>();
    SortedMap<String, String> patterns = new TreeMap<>();
    for (PatternVariant variant : control.variants()) {
      runbooks.put(variant.name(), AlarmDescription.runbook(control, variant));
      patterns.put(variant.name(), variant.pattern());
    }
    SortedMap<String, List<String>> filters = new TreeMap<>();
    control
        .readings()
        .forEach(
            (chosen, sets) -> {
              if (!chosen.equals(List.of(control.defaultVariant()))) {
                List<String> names = chosen.stream().map(PatternVariant::name).toList();
                sets.forEach(checkers -> filters.put(Checker.key(checkers), names));
              }
            });
    return new CatalogView(
        control.title(),
        control.metricName(),
        control.scope() == Control.Scope.MANAGEMENT_ACCOUNT,
        control.benchmarks(),
        control.sections(),
        Collections.unmodifiableSortedMap(runbooks),
        Collections.unmodifiableSortedMap(patterns),
        Collections.unmodifiableSortedMap(filters));
  }
}

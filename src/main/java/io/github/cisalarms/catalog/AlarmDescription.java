package io.github.cisalarms.catalog;

import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The description of a control's alarm: a runbook for whoever is paged. It says what happened, how
 * benchmarks number it, what to look at, and the query that finds the events.
 *
 * <p>The first line is {@link #HEADING}, the rest {@link #runbook}, so that a Terraform module can
 * put the two together for the benchmark version that it is given. Printable ASCII and line feeds,
 * nothing that Terraform reads as an expression, and never longer than the service allows.
 */
public final class AlarmDescription {

  /**
   * First line as a format of title and section numbers, such as {@code Console sign-in without
   * MFA. CIS AWS Foundations: 4.2 (5.0).}
   */
  public static final String HEADING = "%s. CIS AWS Foundations: %s.";

  /** The accounts of a fleet have the same descriptions, by control, pattern and benchmark. */
  private static final Map<List<Object>, String> DESCRIPTIONS = new ConcurrentHashMap<>();

  private AlarmDescription() {}

  /**
   * The description of the alarm on a published pattern.
   *
   * @param benchmark the version whose section number to show; all of them if empty
   * @throws IllegalArgumentException if that version doesn't have the control
   */
  public static String of(Control control, PatternVariant variant, Optional<String> benchmark) {
    return DESCRIPTIONS.computeIfAbsent(
        List.of(control, variant.pattern(), benchmark),
        key -> heading(control, benchmark) + "\n" + runbook(control, variant));
  }

  /**
   * The description of the alarm on a pattern of one's own. The query is left out where there is
   * none for the pattern, or where it would be too long.
   *
   * @param benchmark the version whose section number to show; all of them if empty
   * @throws IllegalArgumentException if that version doesn't have the control
   * @throws FilterPatternException if the service would reject the pattern
   */
  public static String of(Control control, String pattern, Optional<String> benchmark) {
    String heading = heading(control, benchmark);
    return InsightsQuery.of(control, FilterPattern.parse(pattern))
        .map(query -> heading + "\n" + runbook(control, query))
        .filter(AlarmDescription::isAllowed)
        .orElseGet(() -> heading + "\n" + runbook(control));
  }

  /** The lines after the first where there is no query for the pattern. */
  public static String runbook(Control control) {
    return control.respond()
        + "\nTo find the events, search the trail's log group with the pattern of the metric"
        + " filter.";
  }

  /** The lines after the first: what to look at, and the query that finds the events. */
  public static String runbook(Control control, PatternVariant variant) {
    return runbook(control, InsightsQuery.of(control, variant));
  }

  private static String runbook(Control control, InsightsQuery query) {
    return control.respond()
        + "\nThe events, by CloudWatch Logs Insights on the trail's log group:\n"
        + query.text();
  }

  private static String heading(Control control, Optional<String> benchmark) {
    return HEADING.formatted(
        control.title(),
        benchmark.map(version -> section(control, version)).orElseGet(control::sections));
  }

  private static String section(Control control, String version) {
    Controls.requireBenchmark(version);
    if (!control.benchmarks().containsKey(version)) {
      throw new IllegalArgumentException(
          "benchmark " + version + " does not have the control '" + control.slug() + "'");
    }
    SortedMap<String, String> only = new TreeMap<>(Benchmark.ORDER);
    only.put(version, control.benchmarks().get(version));
    return Benchmark.summary(only);
  }

  private static boolean isAllowed(String description) {
    return description.length() <= Quotas.ALARM_DESCRIPTION_BYTES
        && description.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~')
        && !description.contains("${")
        && !description.contains("%{");
  }
}

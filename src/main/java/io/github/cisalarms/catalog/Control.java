package io.github.cisalarms.catalog;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One monitoring control: what to look for in CloudTrail, and how benchmarks number it.
 *
 * @param slug stable key, such as {@code console-signin-without-mfa}; map keys and names use it
 * @param title short title in our own words
 * @param metricName name of the metric as the benchmark's commands print it
 * @param benchmarks section number by benchmark version, such as {@code "5.0" -> "4.2"}; for
 *     display only, since numbers move from version to version
 * @param variants the published patterns; the first is the default
 */
public record Control(
    String slug,
    String title,
    String metricName,
    SortedMap<String, String> benchmarks,
    List<PatternVariant> variants) {

  /** The variant that is used when nothing else is asked for. */
  public PatternVariant defaultVariant() {
    return variants.get(0);
  }

  /** The variant of that name, if this control has it. */
  public Optional<PatternVariant> variant(String name) {
    return variants.stream().filter(variant -> variant.name().equals(name)).findFirst();
  }
}

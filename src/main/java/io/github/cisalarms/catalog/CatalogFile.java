package io.github.cisalarms.catalog;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file {@code controls.json} as it is written; {@code controls.schema.json} describes it. */
record CatalogFile(List<Benchmark> benchmarks, List<Entry> controls) {

  /** Rejects two controls with one name, and versions that the file doesn't list. */
  CatalogFile {
    Set<String> names = new HashSet<>();
    List<String> versions = benchmarks.stream().map(Benchmark::version).toList();
    for (Entry control : controls) {
      if (!names.add(control.slug()) || !names.add(control.metricName())) {
        throw new IllegalArgumentException(
            "control '" + control.slug() + "': another one has its slug or its metric name");
      }
      if (!versions.containsAll(control.benchmarks().keySet())) {
        throw new IllegalArgumentException(
            "control '" + control.slug() + "': a benchmark version is missing from the list");
      }
    }
  }

  List<Control> toControls() {
    List<String> current =
        benchmarks.stream().filter(Benchmark::current).map(Benchmark::version).toList();
    return controls.stream().map(entry -> entry.toControl(current)).toList();
  }

  /** One control. */
  record Entry(
      String slug,
      String title,
      String metricName,
      Control.Scope scope,
      SortedMap<String, String> benchmarks,
      String watches,
      String respond,
      String noise,
      String blindSpots,
      String advice,
      List<String> fields,
      List<String> queryFields,
      List<PatternVariant> variants,
      Map<Checker, Check> checkers) {

    private Control toControl(List<String> currentVersions) {
      Map<Checker, CheckerRule> rules = new EnumMap<>(Checker.class);
      rules.put(Checker.CIS, printedText(currentVersions));
      checkers.forEach((checker, check) -> rules.put(checker, check.toRule(variants)));
      return new Control(
          slug,
          title,
          metricName,
          scope,
          benchmarks,
          watches,
          respond,
          noise,
          blindSpots,
          advice,
          fields,
          queryFields,
          variants,
          rules);
    }

    private CheckerRule printedText(List<String> currentVersions) {
      SortedMap<String, String> sections = new TreeMap<>(benchmarks);
      sections.keySet().retainAll(currentVersions);
      return new PrintedText(
          Benchmark.summary(sections),
          variants.stream()
              .filter(variant -> variant.auditedIn().stream().anyMatch(currentVersions::contains))
              .map(PatternVariant::pattern)
              .toList());
    }
  }

  /** What a program looks for; the auditor's reading follows from {@code auditedIn}. */
  sealed interface Check {

    CheckerRule toRule(List<PatternVariant> variants);
  }

  /** The bytes of one variant. */
  record Exact(String name, String variant, List<String> requirements) implements Check {

    @Override
    public CheckerRule toRule(List<PatternVariant> variants) {
      return new ExactText(
          name,
          variants.stream()
              .filter(candidate -> candidate.name().equals(variant))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UnknownNameException(
                          "variant of " + name,
                          variant,
                          variants.stream().map(PatternVariant::name).toList()))
              .pattern(),
          "Reported for " + String.join(", ", requirements) + ".");
    }
  }

  /** Regular expressions that are all found. */
  record Finds(String name, List<String> finds, String note) implements Check {

    @Override
    public CheckerRule toRule(List<PatternVariant> variants) {
      return new RegularExpressions(name, finds, note);
    }
  }
}

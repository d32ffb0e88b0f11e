package io.github.cisalarms.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A choice of controls, as {@code cis-alarms.yaml}, the command line and programs make it.
 *
 * @param controls the chosen controls, in benchmark order
 * @param benchmark the version that was asked for, whose section numbers descriptions show; empty
 *     for a choice by other means
 */
public record Selection(List<Control> controls, Optional<String> benchmark) {

  /** The word that stands for every control. */
  public static final String ALL = "all";

  /** Makes the list immutable. */
  public Selection {
    controls = List.copyOf(controls);
  }

  /** Every control. */
  public static Selection all() {
    return new Selection(Controls.all(), Optional.empty());
  }

  /**
   * The controls of these slugs; their order and repetitions don't matter.
   *
   * @throws UnknownNameException if a slug is unknown
   */
  public static Selection ofSlugs(List<String> slugs) {
    Set<String> chosen = known(slugs);
    return new Selection(
        Controls.all().stream().filter(control -> chosen.contains(control.slug())).toList(),
        Optional.empty());
  }

  /**
   * The controls that a benchmark version has.
   *
   * @param version such as {@code "5.0"}
   * @throws UnknownNameException if the version is unknown
   */
  public static Selection ofBenchmark(String version) {
    Controls.requireBenchmark(version);
    return new Selection(
        Controls.all().stream()
            .filter(control -> control.benchmarks().containsKey(version))
            .toList(),
        Optional.of(version));
  }

  /**
   * A choice as users write it: {@code all}, a benchmark version such as {@code 5.0}, or slugs.
   *
   * @param names the one word, the one version, or one or more slugs
   * @throws UnknownNameException if a slug or the version is unknown
   * @throws IllegalArgumentException if nothing is named, or the word or a version together with
   *     anything else
   */
  public static Selection parse(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "no control is named: write 'all', a benchmark version such as '5.0', or slugs");
    }
    for (String name : names) {
      if (names.size() > 1 && (name.equals(ALL) || isVersion(name))) {
        throw new IllegalArgumentException(
            "'" + name + "' stands for a whole list of controls: write it alone, or write slugs");
      }
    }
    String only = names.get(0);
    if (only.equals(ALL)) {
      return all();
    }
    return isVersion(only) ? ofBenchmark(only) : ofSlugs(names);
  }

  /**
   * This selection without some controls. One that isn't selected anyway may be named.
   *
   * @throws UnknownNameException if a slug is unknown
   */
  public Selection without(List<String> slugs) {
    Set<String> disabled = known(slugs);
    return new Selection(
        controls.stream().filter(control -> !disabled.contains(control.slug())).toList(),
        benchmark);
  }

  /** Whether a name is meant as a version: a known one, or a number that is no section either. */
  private static boolean isVersion(String name) {
    return Controls.benchmarks().stream().anyMatch(known -> known.version().equals(name))
        || name.matches("[0-9.]+")
            && Controls.all().stream()
                .noneMatch(control -> control.benchmarks().containsValue(name));
  }

  private static Set<String> known(List<String> slugs) {
    Set<String> known = new TreeSet<>();
    slugs.forEach(slug -> known.add(Controls.require(slug).slug()));
    return known;
  }
}

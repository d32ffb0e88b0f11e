package io.github.cisalarms.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalog of controls, read once from the resource {@code controls.json}. */
public final class Controls {

  private static final CatalogFile FILE = load();
  private static final List<Control> ALL = FILE.toControls();

  private Controls() {}

  /** All controls, in benchmark order. */
  public static List<Control> all() {
    return ALL;
  }

  /** All benchmark versions, oldest first. */
  public static List<Benchmark> benchmarks() {
    return FILE.benchmarks();
  }

  /** The control of that slug, if there is one. */
  public static Optional<Control> bySlug(String slug) {
    return ALL.stream().filter(control -> control.slug().equals(slug)).findFirst();
  }

  /**
   * The control of that slug.
   *
   * @throws UnknownNameException if there is none. The message names the nearest slug, also for
   *     somebody who gives the name by which a checker or a benchmark knows the control
   */
  public static Control require(String slug) {
    return bySlug(slug)
        .orElseThrow(
            () ->
                byAnotherName(slug)
                    .map(
                        control ->
                            UnknownNameException.withHint(
                                "control",
                                slug,
                                "controls go by slug, this one is '" + control.slug() + "'"))
                    .orElseGet(() -> new UnknownNameException("control", slug, slugs())));
  }

  /**
   * The benchmark of that version.
   *
   * @throws UnknownNameException if there is none
   */
  public static Benchmark requireBenchmark(String version) {
    return benchmarks().stream()
        .filter(benchmark -> benchmark.version().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "benchmark version",
                    version,
                    benchmarks().stream().map(Benchmark::version).toList()));
  }

  private static List<String> slugs() {
    return ALL.stream().map(Control::slug).toList();
  }

  private static Optional<Control> byAnotherName(String name) {
    return ALL.stream()
        .filter(
            control ->
                Stream.of(
                        Stream.of(control.metricName()),
                        control.benchmarks().values().stream(),
                        control.rules().values().stream().map(CheckerRule::name))
                    .flatMap(names -> names)
                    .anyMatch(name::equalsIgnoreCase))
        .findFirst();
  }

  private static CatalogFile load() {
    try (InputStream in = Controls.class.getResourceAsStream("controls.json")) {
      return CatalogReader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the catalog of controls can't be read", e);
    }
  }
}

package io.github.cisalarms.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One version of the CIS AWS Foundations Benchmark.
 *
 * @param version such as {@code "5.0"}; {@code "4.0"} stands for 4.0.1
 * @param current whether the checker {@link Checker#CIS} asks for the texts that this version
 *     prints: true from the first version on whose texts the newest one still prints
 */
public record Benchmark(String version, boolean current) {

  /** Orders versions by their numbers, so that {@code "10.0"} comes after {@code "9.0"}. */
  public static final Comparator<String> ORDER =
      Comparator.comparing(Benchmark::numbers, Arrays::compare);

  /** Rejects a version that isn't two numbers with a dot between them. */
  public Benchmark {
    if (!version.matches("[0-9]+\\.[0-9]+")) {
      throw new IllegalArgumentException(
          "benchmark version '" + version + "': write two numbers, as in '5.0'");
    }
  }

  /**
   * Versions that follow each other, as a range such as {@code 1.3-5.0}; a single one as it is.
   *
   * @param versions at least one, oldest first
   */
  public static String range(List<String> versions) {
    String first = versions.get(0);
    String last = versions.get(versions.size() - 1);
    return first.equals(last) ? first : first + "-" + last;
  }

  /**
   * A control's section numbers with the versions that use them, such as {@code 3.2 (1.2), 4.2
   * (1.3-5.0), 5.2 (6.0-7.0)}.
   *
   * @param sections section number by version
   */
  static String summary(SortedMap<String, String> sections) {
    SortedMap<String, List<String>> versions = new TreeMap<>(ORDER);
    sections.forEach(
        (version, section) ->
            versions.computeIfAbsent(section, any -> new ArrayList<>()).add(version));
    return versions.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + range(entry.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }
}

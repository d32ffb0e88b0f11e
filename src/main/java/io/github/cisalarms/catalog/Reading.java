package io.github.cisalarms.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The filters that one control needs so that several checkers are content at once.
 *
 * @param filters as few as possible, in the order of the catalog; each metric filter gets an alarm
 *     of its own
 * @param unmet checkers that no published text satisfies; empty as far as the catalog goes today
 */
public record Reading(List<ControlFilter> filters, Set<Checker> unmet) {

  /**
   * By control and checkers. A fleet asks the same of every account, and a checker's regular
   * expressions take time.
   */
  private static final Map<List<Object>, Reading> ANSWERS = new ConcurrentHashMap<>();

  /** Makes both immutable. */
  public Reading {
    filters = List.copyOf(filters);
    unmet = unmet.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(unmet));
  }

  /** The patterns of the filters, in the same order. */
  public List<PatternVariant> variants() {
    return filters.stream().map(ControlFilter::variant).toList();
  }

  /** Every set of checkers there is, but for the empty one: by size, then in their order. */
  public static List<Set<Checker>> allCheckerSets() {
    return subsets(List.of(Checker.values())).stream()
        .map(checkers -> Collections.unmodifiableSet(EnumSet.copyOf(checkers)))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * The fewest variants of which every checker accepts one; among equally many those with {@code
   * default}, then those that stand first in the catalog.
   */
  static Reading of(Control control, Set<Checker> checkers) {
    if (checkers.isEmpty()) {
      throw new IllegalArgumentException(
          "no checker is named: write at least one of " + String.join(", ", Checker.ids()));
    }
    return ANSWERS.computeIfAbsent(
        List.of(control, EnumSet.copyOf(checkers)), key -> answer(control, checkers));
  }

  private static Reading answer(Control control, Set<Checker> checkers) {
    Set<Checker> unmet = EnumSet.noneOf(Checker.class);
    List<Set<String>> namesAcceptedByEach = new ArrayList<>();
    for (Checker checker : EnumSet.copyOf(checkers)) {
      Set<String> accepted =
          control.acceptedBy(checker).stream()
              .map(PatternVariant::name)
              .collect(Collectors.toSet());
      if (accepted.isEmpty()) {
        unmet.add(checker);
      } else {
        namesAcceptedByEach.add(accepted);
      }
    }
    List<PatternVariant> chosen =
        subsets(control.variants()).stream()
            .sorted(
                Comparator.<List<PatternVariant>>comparingInt(List::size)
                    .thenComparing(variants -> !isDefault(control, variants.get(0))))
            .filter(
                variants ->
                    namesAcceptedByEach.stream()
                        .allMatch(
                            accepted ->
                                variants.stream()
                                    .map(PatternVariant::name)
                                    .anyMatch(accepted::contains)))
            .findFirst()
            .orElseThrow();
    return new Reading(
        IntStream.range(0, chosen.size())
            .mapToObj(
                i ->
                    i == 0
                        ? ControlFilter.first(control, chosen.get(i))
                        : ControlFilter.further(control, chosen.get(i)))
            .toList(),
        unmet);
  }

  private static boolean isDefault(Control control, PatternVariant variant) {
    return variant.name().equals(control.defaultVariant().name());
  }

  /** All sublists but the empty one, by size, then in the order of their elements. */
  private static <T> List<List<T>> subsets(List<T> elements) {
    return IntStream.rangeClosed(1, elements.size())
        .boxed()
        .flatMap(size -> subsets(elements, size))
        .toList();
  }

  private static <T> Stream<List<T>> subsets(List<T> elements, int size) {
    if (size == 0) {
      return Stream.of(List.of());
    }
    return IntStream.range(0, elements.size())
        .boxed()
        .flatMap(
            i ->
                subsets(elements.subList(i + 1, elements.size()), size - 1)
                    .map(rest -> withFirst(elements.get(i), rest)));
  }

  private static <T> List<T> withFirst(T first, List<T> rest) {
    List<T> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }
}

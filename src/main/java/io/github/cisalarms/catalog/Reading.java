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

/**
 * The filters that one control needs so that several checkers are content at once.
 *
 * @param filters as few as possible, in the order of the catalog; each metric filter gets an alarm
 *     of its own
 * @param unmet checkers that no published text satisfies; empty as far as the catalog goes today
 */
public record Reading(List<ControlFilter> filters, Set<Checker> unmet) {

  /** A fleet asks the same of every account, and a checker's regular expressions take time. */
  private static final Map<Question, Reading> ANSWERS = new ConcurrentHashMap<>();

  private record Question(Control control, Set<Checker> checkers) {}

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
        new Question(control, EnumSet.copyOf(checkers)), Reading::answer);
  }

  private static Reading answer(Question question) {
    Control control = question.control();
    Set<Checker> unmet = EnumSet.noneOf(Checker.class);
    List<List<PatternVariant>> acceptedByEach = new ArrayList<>();
    for (Checker checker : question.checkers()) {
      List<PatternVariant> accepted = control.acceptedBy(checker);
      if (accepted.isEmpty()) {
        unmet.add(checker);
      } else {
        acceptedByEach.add(accepted);
      }
    }
    List<PatternVariant> chosen =
        subsets(control.variants()).stream()
            .sorted(
                Comparator.<List<PatternVariant>>comparingInt(List::size)
                    .thenComparing(variants -> !variants.contains(control.defaultVariant())))
            .filter(
                variants ->
                    acceptedByEach.stream()
                        .noneMatch(accepted -> Collections.disjoint(accepted, variants)))
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

  /** All sublists but the empty one, by size, then in the order of their elements. */
  private static <T> List<List<T>> subsets(List<T> elements) {
    List<List<T>> subsets = new ArrayList<>();
    subsets.add(List.of());
    for (int size = 1, from = 0; size <= elements.size(); size++) {
      int to = subsets.size();
      for (List<T> smaller : List.copyOf(subsets.subList(from, to))) {
        int next = smaller.isEmpty() ? 0 : elements.indexOf(smaller.get(size - 2)) + 1;
        for (T element : elements.subList(next, elements.size())) {
          List<T> larger = new ArrayList<>(smaller);
          larger.add(element);
          subsets.add(larger);
        }
      }
      from = to;
    }
    return subsets.subList(1, subsets.size());
  }
}

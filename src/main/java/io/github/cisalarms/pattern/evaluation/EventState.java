package io.github.cisalarms.pattern.evaluation;

import io.github.cisalarms.pattern.language.Selector;
import io.github.cisalarms.pattern.language.Selector.Step;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A place in an event that some selector leads to or through.
 *
 * <p>The states form an automaton: all selectors step down together, so that reading an event takes
 * one look-up per field of the objects on their way, however many selectors there are. Two ways
 * with the same selectors ahead lead to the same state, which keeps wildcards from multiplying
 * states.
 */
final class EventState {

  /** The place of all that no selector leads to or through. */
  static final EventState NOWHERE = root(List.of());

  /** How far one selector has come. */
  private record Progress(int selector, int steps) implements Comparable<Progress> {
    @Override
    public int compareTo(Progress other) {
      int bySelector = Integer.compare(selector, other.selector);
      return bySelector != 0 ? bySelector : Integer.compare(steps, other.steps);
    }
  }

  private final Map<String, Child> names = new HashMap<>();
  private final Map<Integer, EventState> indexes = new HashMap<>();
  private int[] selected = {};
  private int[] wildcardParents = {};
  private final int number;
  private EventState any;
  private TextTable<Child> namesInUtf8;

  /**
   * A property that selectors name.
   *
   * @param ordinal its number among those of its object
   */
  record Child(int ordinal, EventState state) {
    /** Its bit in the set of the properties that an object was found to have; 0 beyond the 64th. */
    long bit() {
      return ordinal < Long.SIZE ? 1L << ordinal : 0;
    }
  }

  private EventState(int number) {
    this.number = number;
  }

  /** The state of an event's root for these selectors, which are known by their index. */
  static EventState root(List<Selector> selectors) {
    TreeSet<Progress> start = new TreeSet<>();
    for (int i = 0; i < selectors.size(); i++) {
      start.add(new Progress(i, 0));
    }
    return state(selectors, start, new HashMap<>());
  }

  private static EventState state(
      List<Selector> selectors,
      TreeSet<Progress> progress,
      Map<TreeSet<Progress>, EventState> known) {
    EventState existing = known.get(progress);
    if (existing != null) {
      return existing;
    }
    EventState state = new EventState(known.size());
    known.put(progress, state);
    TreeSet<Progress> wildcards = new TreeSet<>();
    TreeMap<String, TreeSet<Progress>> byName = new TreeMap<>();
    TreeMap<Integer, TreeSet<Progress>> byIndex = new TreeMap<>();
    for (Progress p : progress) {
      List<Step> steps = selectors.get(p.selector()).steps();
      Progress next = new Progress(p.selector(), p.steps() + 1);
      if (p.steps() == steps.size()) {
        state.selected = with(state.selected, p.selector());
      } else if (steps.get(p.steps()) instanceof Step.Name name) {
        byName.computeIfAbsent(name.name(), key -> new TreeSet<>()).add(next);
      } else if (steps.get(p.steps()) instanceof Step.Index index) {
        byIndex.computeIfAbsent(index.index(), key -> new TreeSet<>()).add(next);
      } else {
        wildcards.add(next);
        state.wildcardParents = with(state.wildcardParents, p.selector());
      }
    }
    if (!wildcards.isEmpty()) {
      state.any = state(selectors, wildcards, known);
    }
    byName.forEach(
        (name, next) -> {
          next.addAll(wildcards);
          Child child = new Child(state.names.size(), state(selectors, next, known));
          state.names.put(name, child);
        });
    state.namesInUtf8 = new TextTable<>(state.names);
    byIndex.forEach(
        (index, next) -> {
          next.addAll(wildcards);
          state.indexes.put(index, state(selectors, next, known));
        });
    return state;
  }

  private static int[] with(int[] selectors, int selector) {
    int[] more = Arrays.copyOf(selectors, selectors.length + 1);
    more[selectors.length] = selector;
    return more;
  }

  /** The property of that name, or null if no selector names it. */
  Child named(String name) {
    return names.get(name);
  }

  /** The same of a name in UTF-8, in a range of a buffer. */
  Child named(byte[] buffer, int from, int to) {
    return namesInUtf8.find(buffer, from, to);
  }

  /** Its number among the states of its automaton, from 0. */
  int number() {
    return number;
  }

  /** Where the element of that index leads, or null if no selector goes there. */
  EventState element(int index) {
    return indexes.isEmpty() ? any : indexes.getOrDefault(index, any);
  }

  /** Where every property that is not named leads, or null. */
  EventState any() {
    return any;
  }

  /** The selectors that end here. */
  int[] selected() {
    return selected;
  }

  /** The selectors whose next step is a wildcard. */
  int[] wildcardParents() {
    return wildcardParents;
  }

  /** Whether any selector goes on into an object here. */
  boolean entersObjects() {
    return !names.isEmpty() || any != null;
  }

  /** Whether any selector goes on into an array here. */
  boolean entersArrays() {
    return !indexes.isEmpty() || any != null;
  }
}

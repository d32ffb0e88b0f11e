package io.github.cisalarms.pattern.comparison;

import io.github.cisalarms.pattern.language.Glob;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Sorts all strings into classes by which of some globs they match.
 *
 * <p>All globs run side by side as one automaton, whose states are a place in each of them. Every
 * state that can be reached is visited, shortest way first, so each class is found, with a shortest
 * string of it. Characters that no glob mentions are all alike: one of them stands for the others.
 */
final class GlobClasses {

  /**
   * How many places of globs are looked at, before a search gives up: a fraction of a second, and
   * far more than real patterns take. Hostile ones have exponentially many states, or few that each
   * lead on by a thousand characters.
   */
  private static final long MAX_WORK = 3_000_000;

  private final List<Glob> globs;
  private final TreeSet<Character> alphabet = new TreeSet<>();

  private GlobClasses(List<Glob> globs) {
    this.globs = globs;
    for (Glob glob : globs) {
      glob.text().chars().filter(c -> c != '*').forEach(c -> alphabet.add((char) c));
    }
    char other = 'x';
    while (alphabet.contains(other)) {
      other++;
    }
    alphabet.add(other);
  }

  /**
   * One string of each class.
   *
   * @return empty if that takes too long
   */
  static Optional<List<String>> representatives(List<Glob> globs) {
    return new GlobClasses(globs).search();
  }

  private Optional<List<String>> search() {
    Map<BitSet, String> classes = new LinkedHashMap<>();
    Map<List<Integer>, String> reached = new HashMap<>();
    Deque<List<Integer>> queue = new ArrayDeque<>();
    long workPerState = (long) alphabet.size() * globs.stream().mapToLong(Glob::placeCount).sum();
    List<Integer> start = globs.stream().map(Glob::start).toList();
    reached.put(start, "");
    queue.add(start);
    for (long work = workPerState; !queue.isEmpty(); work += workPerState) {
      if (work > MAX_WORK) {
        return Optional.empty();
      }
      List<Integer> state = queue.remove();
      String text = reached.get(state);
      classes.putIfAbsent(matched(state), text);
      for (char c : alphabet) {
        List<Integer> next = step(state, c);
        if (reached.putIfAbsent(next, text + c) == null) {
          queue.add(next);
        }
      }
    }
    return Optional.of(List.copyOf(classes.values()));
  }

  private List<Integer> step(List<Integer> state, char c) {
    Integer[] next = new Integer[state.size()];
    for (int glob = 0; glob < next.length; glob++) {
      next[glob] = globs.get(glob).step(state.get(glob), c);
    }
    return List.of(next);
  }

  private BitSet matched(List<Integer> state) {
    BitSet matched = new BitSet();
    for (int glob = 0; glob < globs.size(); glob++) {
      matched.set(glob, globs.get(glob).acceptsAt(state.get(glob)));
    }
    return matched;
  }
}

package io.github.cisalarms.pattern;

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
 * <p>All globs run side by side as one automaton, whose states are sets of places in them. Every
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
  private final int[] starts;
  private final TreeSet<Character> alphabet = new TreeSet<>();

  private GlobClasses(List<Glob> globs) {
    this.globs = globs;
    this.starts = new int[globs.size() + 1];
    for (int i = 0; i < globs.size(); i++) {
      String text = globs.get(i).text();
      starts[i + 1] = starts[i] + text.length() + 1;
      text.chars().filter(c -> c != '*').forEach(c -> alphabet.add((char) c));
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
    Map<BitSet, String> reached = new HashMap<>();
    Deque<BitSet> queue = new ArrayDeque<>();
    long workPerState = (long) alphabet.size() * starts[globs.size()];
    BitSet start = new BitSet();
    for (int i = 0; i < globs.size(); i++) {
      start.set(starts[i]);
    }
    close(start);
    reached.put(start, "");
    queue.add(start);
    for (long work = workPerState; !queue.isEmpty(); work += workPerState) {
      if (work > MAX_WORK) {
        return Optional.empty();
      }
      BitSet state = queue.remove();
      String text = reached.get(state);
      classes.putIfAbsent(matched(state), text);
      for (char c : alphabet) {
        BitSet next = step(state, c);
        if (reached.putIfAbsent(next, text + c) == null) {
          queue.add(next);
        }
      }
    }
    return Optional.of(List.copyOf(classes.values()));
  }

  private BitSet step(BitSet state, char c) {
    BitSet next = new BitSet();
    int glob = 0;
    for (int place = state.nextSetBit(0); place >= 0; place = state.nextSetBit(place + 1)) {
      while (place >= starts[glob + 1]) {
        glob++;
      }
      String text = globs.get(glob).text();
      int index = place - starts[glob];
      if (index < text.length()) {
        if (text.charAt(index) == '*') {
          next.set(place);
        } else if (text.charAt(index) == c) {
          next.set(place + 1);
        }
      }
    }
    close(next);
    return next;
  }

  /** A wildcard may stand for nothing: the place after it is reached with it. */
  private void close(BitSet state) {
    for (int glob = 0; glob < globs.size(); glob++) {
      String text = globs.get(glob).text();
      for (int index = 0; index < text.length(); index++) {
        if (text.charAt(index) == '*' && state.get(starts[glob] + index)) {
          state.set(starts[glob] + index + 1);
        }
      }
    }
  }

  private BitSet matched(BitSet state) {
    BitSet matched = new BitSet();
    for (int glob = 0; glob < globs.size(); glob++) {
      matched.set(glob, state.get(starts[glob + 1] - 1));
    }
    return matched;
  }
}

package io.github.cisalarms.replay;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Counts how often each text comes, in bounded memory.
 *
 * <p>Exact for up to {@link #MOST_TEXTS} different texts. Beyond that the rarer half is forgotten
 * each time the memory is full, so that counts are too low by what was forgotten.
 */
final class TopCounter {

  static final int MOST_TEXTS = 20_000;

  private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
      Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey);

  private Map<String, Long> counts = new HashMap<>();

  void add(String text) {
    counts.merge(text, 1L, Long::sum);
    if (counts.size() > MOST_TEXTS) {
      Map<String, Long> kept = new HashMap<>();
      counts.entrySet().stream()
          .sorted(MOST_FREQUENT)
          .limit(MOST_TEXTS / 2)
          .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
      counts = kept;
    }
  }

  /** The most frequent texts; among equally frequent ones the first in alphabetical order. */
  List<Count> top(int limit) {
    // A sort of all of them would take longer than counting them did.
    PriorityQueue<Map.Entry<String, Long>> top = new PriorityQueue<>(MOST_FREQUENT.reversed());
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      if (top.size() < limit) {
        top.add(entry);
      } else if (MOST_FREQUENT.compare(entry, top.element()) < 0) {
        top.remove();
        top.add(entry);
      }
    }
    return top.stream()
        .sorted(MOST_FREQUENT)
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .toList();
  }
}

package io.github.cisalarms.replay.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Counts how often each text comes, in bounded memory.
 *
 * <p>Exact for up to {@link #MOST_TEXTS} different texts, however they are divided among counters
 * that are merged. Beyond that the rarer half is forgotten each time the memory is full. A count is
 * then too low by what was forgotten of its text: at most {@link #error}, the sum of the largest
 * counts that were forgotten each time. What that is depends on how the counters are merged.
 */
final class TopCounter {

  /**
   * How many different texts are remembered: of source addresses in 23 MB, of ARNs of 60 characters
   * in 38 MB.
   */
  static final int MOST_TEXTS = 1 << 18;

  private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
      Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey);

  private final int mostTexts;

  // Most texts come rarely, and Java has one object for each small number.
  private Map<String, Long> counts = new HashMap<>();
  private long error;

  TopCounter() {
    this(MOST_TEXTS);
  }

  /** A counter that remembers fewer or more different texts. */
  TopCounter(int mostTexts) {
    this.mostTexts = mostTexts;
  }

  void add(String text) {
    counts.merge(text, 1L, Long::sum);
    forget();
  }

  /** Adds what another one has counted. */
  void merge(TopCounter other) {
    other.counts.forEach((text, count) -> counts.merge(text, count, Long::sum));
    error += other.error;
    forget();
  }

  private void forget() {
    if (counts.size() <= mostTexts) {
      return;
    }
    List<Map.Entry<String, Long>> sorted =
        counts.entrySet().stream().sorted(MOST_FREQUENT).toList();
    error += sorted.get(mostTexts / 2).getValue();
    Map<String, Long> kept = new HashMap<>();
    sorted.subList(0, mostTexts / 2).forEach(e -> kept.put(e.getKey(), e.getValue()));
    counts = kept;
  }

  /** By how much a count can be too low; 0 if all are exact. */
  long error() {
    return error;
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

  void write(DataOutput out) throws IOException {
    out.writeLong(error);
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      Texts.write(out, entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  static TopCounter read(DataInput in) throws IOException {
    TopCounter read = new TopCounter();
    read.error = in.readLong();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      read.counts.put(Texts.read(in), in.readLong());
    }
    return read;
  }
}

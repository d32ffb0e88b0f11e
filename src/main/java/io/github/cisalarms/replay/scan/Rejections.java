package io.github.cisalarms.replay.scan;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The events of one file that are no CloudTrail events, by what is wrong with them. */
final class Rejections {

  private record Rejected(long count, long first) {
    Rejected plus(Rejected other) {
      return new Rejected(count + other.count, Math.min(first, other.first));
    }
  }

  private final SortedMap<String, Rejected> byReason = new TreeMap<>();

  /**
   * Adds an event.
   *
   * @param number its number in the file
   */
  void add(String reason, long number) {
    byReason.merge(reason, new Rejected(1, number), Rejected::plus);
  }

  /** A sentence per reason. */
  List<String> sentences() {
    return byReason.entrySet().stream()
        .map(entry -> sentence(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String sentence(String reason, Rejected some) {
    return some.count() == 1
        ? "event " + some.first() + " is " + reason
        : some.count() + " events are " + reason + ", the first is event " + some.first();
  }
}

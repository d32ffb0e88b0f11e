package io.github.cisalarms.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the events of one block are, before duplicates are sorted out. */
final class BlockResult {

  /** What {@link #times} has for an event that does not count. */
  static final long NONE = Long.MIN_VALUE;

  /** Per event: seconds since 1970, or {@link #NONE}. */
  final long[] times;

  /** Per event: the fingerprint of its id, or 0 if it has none. */
  final long[] ids;

  /** The events that some pattern matches. */
  final List<Match> matches = new ArrayList<>();

  /** Events that are no CloudTrail events, by what is wrong with them. */
  final SortedMap<String, Rejected> rejected = new TreeMap<>();

  /** Events of other accounts than the one that was asked for. */
  int otherAccounts;

  /** The accounts whose events these are. */
  final SortedMap<String, Long> accounts = new TreeMap<>();

  /**
   * Events that are left out for one reason.
   *
   * @param count how many
   * @param first the number of the first in its file
   */
  record Rejected(long count, long first) {
    Rejected plus(Rejected other) {
      return new Rejected(count + other.count, Math.min(first, other.first));
    }
  }

  BlockResult(int size) {
    this.times = new long[size];
    this.ids = new long[size];
  }

  void reject(int index, String reason, long number) {
    times[index] = NONE;
    rejected.merge(reason, new Rejected(1, number), Rejected::plus);
  }

  void count(Optional<String> account) {
    account.ifPresent(id -> accounts.merge(id, 1L, Long::sum));
  }
}

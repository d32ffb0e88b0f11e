package io.github.cisalarms.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What some events of one file are, one after the other, before duplicates are sorted out. */
final class EventBlock {

  /** What {@link #time} gives for an event that does not count. */
  static final long NONE = Long.MIN_VALUE;

  /** How many events a block has when it is full. */
  private static final int FULL = 256;

  /** The events that some pattern matches. */
  final List<Match> matches = new ArrayList<>();

  /** Events that are no CloudTrail events, by what is wrong with them. */
  final SortedMap<String, Rejected> rejected = new TreeMap<>();

  /** Events of other accounts than the one that was asked for. */
  int otherAccounts;

  /** The accounts whose events these are. */
  final SortedMap<String, Long> accounts = new TreeMap<>();

  private final long[] times = new long[FULL];
  private final long[] ids = new long[FULL];
  private int size;

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

  /** How many events there are; one that is added has this index. */
  int size() {
    return size;
  }

  boolean isFull() {
    return size == FULL;
  }

  /** Seconds since 1970, or {@link #NONE}. */
  long time(int index) {
    return times[index];
  }

  /** The fingerprint of the event's id, or 0 if it has none. */
  long id(int index) {
    return ids[index];
  }

  /** Adds an event that counts. */
  void add(long time, long id, Optional<String> account) {
    times[size] = time;
    ids[size] = id;
    size++;
    if (account.isPresent()) {
      accounts.merge(account.get(), 1L, Long::sum);
    }
  }

  void addOfOtherAccount() {
    times[size++] = NONE;
    otherAccounts++;
  }

  void reject(String reason, long number) {
    times[size++] = NONE;
    rejected.merge(reason, new Rejected(1, number), Rejected::plus);
  }
}

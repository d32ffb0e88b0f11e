package io.github.cisalarms.replay.scan;

import io.github.cisalarms.replay.tally.Match;
import io.github.cisalarms.replay.tally.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What some events of one file are, one after the other, before duplicates are sorted out. */
final class EventBlock {

  /** How many events a block has when it is full. */
  private static final int FULL = 2048;

  private static final int INITIAL = 256;

  private final int fileIndex;
  private final String file;
  private final List<Match> matches = new ArrayList<>();
  // The index of the event that is the match of the same index.
  private int[] matchAt = new int[16];
  private long[] times = new long[INITIAL];
  private long[] ids = new long[INITIAL];
  private int size;
  private int otherAccounts;
  private final SortedMap<String, Long> accounts = new TreeMap<>();

  /**
   * An empty block.
   *
   * @param fileIndex the file's index in the order of the listing
   * @param file what results call the file
   */
  EventBlock(int fileIndex, String file) {
    this.fileIndex = fileIndex;
    this.file = file;
  }

  boolean isFull() {
    return size == FULL;
  }

  /** The events that some pattern matches. */
  List<Match> matches() {
    return matches;
  }

  /** Adds an event that counts. */
  void add(long time, long id, Optional<String> account) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      ids = Arrays.copyOf(ids, 2 * size);
    }
    times[size] = time;
    ids[size] = id;
    size++;
    if (account.isPresent()) {
      accounts.merge(account.get(), 1L, Long::sum);
    }
  }

  /** Adds an event that counts and that some pattern matches. */
  void add(long time, long id, Optional<String> account, Match match) {
    if (matches.size() == matchAt.length) {
      matchAt = Arrays.copyOf(matchAt, 2 * matchAt.length);
    }
    matchAt[matches.size()] = size;
    matches.add(match);
    add(time, id, account);
  }

  void addOfOtherAccount() {
    otherAccounts++;
  }

  /** The events whose ids are known already. Notes the ids of all others. */
  BitSet duplicates(EventIds known) {
    BitSet duplicates = new BitSet();
    for (int i = 0; i < size; i++) {
      if (ids[i] != 0 && !known.add(ids[i])) {
        duplicates.set(i);
      }
    }
    return duplicates;
  }

  /** Counts all events but the duplicates, which are counted as such. */
  Tally tally(BitSet duplicates) {
    Tally tally = new Tally();
    int next = 0;
    for (int i = 0; i < size; i++) {
      boolean matches = next < this.matches.size() && matchAt[next] == i;
      if (duplicates.get(i)) {
        tally.addDuplicate();
      } else {
        tally.add(times[i]);
        if (matches) {
          tally.add(fileIndex, file, times[i], this.matches.get(next));
        }
      }
      next += matches ? 1 : 0;
    }
    tally.addOfOtherAccounts(otherAccounts);
    accounts.forEach(tally::addOfAccount);
    return tally;
  }
}

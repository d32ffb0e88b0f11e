package io.github.cisalarms.replay.tally;

import io.github.cisalarms.replay.clock.MetricSeries;
import io.github.cisalarms.replay.clock.MinuteCounts;
import io.github.cisalarms.replay.trail.InputProblem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted in some files, or in some events of a file: all that alarms are evaluated by.
 *
 * <p>Tallies of different events can be merged, in any order and grouping: what stands first, of
 * samples and problems, is decided by its {@link Place}. So threads and machines can each count
 * what they read. The same holds of top lists up to {@link TopCounter#MOST_TEXTS} different texts;
 * beyond that {@link PatternTally#error} says how exact they are. An event that comes twice has to
 * be sorted out before: whoever counts knows the ids.
 *
 * <p>Memory grows with the hours that have events and the different texts of top lists, not with
 * the events. Not for several threads.
 */
public final class Tally {

  private final SortedMap<Integer, PatternTally> patterns = new TreeMap<>();
  private final SortedMap<String, Long> accounts = new TreeMap<>();
  private final MinuteCounts minutes;
  private final Problems problems;
  private long events;
  private long duplicates;
  private long otherAccounts;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** A tally of nothing. */
  public Tally() {
    this(new MinuteCounts(), new Problems());
  }

  private Tally(MinuteCounts minutes, Problems problems) {
    this.minutes = minutes;
    this.problems = problems;
  }

  /**
   * Counts an event.
   *
   * @param time in seconds since 1970
   */
  public void add(long time) {
    events++;
    first = Math.min(first, time);
    last = Math.max(last, time);
    minutes.add(Math.floorDiv(time, MetricSeries.MINUTE));
  }

  /**
   * Counts a match of an event that was added.
   *
   * @param fileIndex the file's index in the order of the listing
   * @param file what results call the file
   * @param time of the event
   */
  public void add(int fileIndex, String file, long time, Match match) {
    BitSet matched = match.patterns();
    for (int p = matched.nextSetBit(0); p >= 0; p = matched.nextSetBit(p + 1)) {
      patterns.computeIfAbsent(p, key -> new PatternTally()).add(time);
    }
    if (match.details().isPresent()) {
      Match.Details details = match.details().get();
      Place place = new Place(fileIndex, match.number());
      BitSet shown = details.patterns();
      for (int p = shown.nextSetBit(0); p >= 0; p = shown.nextSetBit(p + 1)) {
        patterns.get(p).addDetails(place, file, time, details);
      }
    }
  }

  /** Counts an event that came before. */
  public void addDuplicate() {
    duplicates++;
  }

  /** Counts events of other accounts than the one that was asked for. */
  public void addOfOtherAccounts(long count) {
    otherAccounts += count;
  }

  /** Counts events of an account, duplicates included. */
  public void addOfAccount(String account, long count) {
    accounts.merge(account, count, Long::sum);
  }

  /** Notes something that could not be read; the first thousand are kept. */
  public void addProblem(Place place, InputProblem problem) {
    problems.add(place, problem);
  }

  /** Adds what was counted of other events. */
  public void merge(Tally other) {
    events += other.events;
    duplicates += other.duplicates;
    otherAccounts += other.otherAccounts;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
    minutes.merge(other.minutes);
    problems.merge(other.problems);
    other.accounts.forEach(this::addOfAccount);
    other.patterns.forEach(
        (index, pattern) ->
            patterns.computeIfAbsent(index, key -> new PatternTally()).merge(pattern));
  }

  /** How many events there are, duplicates not counted. */
  public long events() {
    return events;
  }

  /** How many events came before. */
  public long duplicates() {
    return duplicates;
  }

  /** How many events are of other accounts. */
  public long otherAccounts() {
    return otherAccounts;
  }

  /** Events by account, duplicates included. */
  public SortedMap<String, Long> accounts() {
    return Collections.unmodifiableSortedMap(accounts);
  }

  /** The time of the first event, by its own time. */
  public Optional<Instant> first() {
    return events == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(first));
  }

  /** The time of the last event. */
  public Optional<Instant> last() {
    return events == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(last));
  }

  /** The minutes in which there is any event, ascending, from 1970 on. */
  public long[] minutes() {
    return minutes.minutes();
  }

  /** How many problems there are. */
  public long problemCount() {
    return problems.count();
  }

  /** The first thousand problems, in the order of their places. */
  public List<InputProblem> problems() {
    return problems.first();
  }

  /** What is known of the events that the pattern of an index matches. */
  public PatternTally pattern(int index) {
    return patterns.getOrDefault(index, new PatternTally());
  }

  /** Writes it for {@link #read}; the same counts can be written in different bytes. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(events);
    out.writeLong(duplicates);
    out.writeLong(otherAccounts);
    out.writeLong(first);
    out.writeLong(last);
    minutes.write(out);
    problems.write(out);
    out.writeInt(accounts.size());
    for (Map.Entry<String, Long> account : accounts.entrySet()) {
      Texts.write(out, account.getKey());
      out.writeLong(account.getValue());
    }
    out.writeInt(patterns.size());
    for (Map.Entry<Integer, PatternTally> pattern : patterns.entrySet()) {
      out.writeInt(pattern.getKey());
      pattern.getValue().write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Tally read(DataInput in) throws IOException {
    long events = in.readLong();
    long duplicates = in.readLong();
    long otherAccounts = in.readLong();
    long first = in.readLong();
    long last = in.readLong();
    Tally read = new Tally(MinuteCounts.read(in), Problems.read(in));
    read.events = events;
    read.duplicates = duplicates;
    read.otherAccounts = otherAccounts;
    read.first = first;
    read.last = last;
    int accounts = in.readInt();
    for (int i = 0; i < accounts; i++) {
      read.accounts.put(Texts.read(in), in.readLong());
    }
    int patterns = in.readInt();
    for (int i = 0; i < patterns; i++) {
      read.patterns.put(in.readInt(), PatternTally.read(in));
    }
    return read;
  }
}

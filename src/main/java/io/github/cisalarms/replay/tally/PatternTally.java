package io.github.cisalarms.replay.tally;

import io.github.cisalarms.replay.clock.MetricSeries;
import io.github.cisalarms.replay.clock.MinuteCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the events that one pattern matches. Part of a {@link Tally}.
 *
 * <p>Of a pattern whose events are only counted, as {@link Match#details} says, the lists are empty
 * and there are no samples.
 */
public final class PatternTally {

  /** How many events are shown of each pattern. */
  public static final int MOST_SAMPLES = 10;

  private final MinuteCounts minutes;
  private final TopCounter identities;
  private final TopCounter events;
  private final TopCounter sources;
  private final Samples samples;
  private long matches;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  PatternTally() {
    this(new MinuteCounts(), new TopCounter(), new TopCounter(), new TopCounter(), new Samples());
  }

  private PatternTally(
      MinuteCounts minutes,
      TopCounter identities,
      TopCounter events,
      TopCounter sources,
      Samples samples) {
    this.minutes = minutes;
    this.identities = identities;
    this.events = events;
    this.sources = sources;
    this.samples = samples;
  }

  void add(long time) {
    matches++;
    first = Math.min(first, time);
    last = Math.max(last, time);
    minutes.add(Math.floorDiv(time, MetricSeries.MINUTE));
  }

  /** Adds what is shown of an event that was added. */
  void addDetails(Place place, String file, long time, Match.Details details) {
    identities.add(details.identity());
    events.add(details.event());
    sources.add(details.source());
    if (details.json().isPresent()) {
      samples.add(
          place,
          new Sample(
              Instant.ofEpochSecond(time),
              details.event(),
              details.identity(),
              details.source(),
              file,
              details.json().get()));
    }
  }

  void merge(PatternTally other) {
    matches += other.matches;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
    minutes.merge(other.minutes);
    identities.merge(other.identities);
    events.merge(other.events);
    sources.merge(other.sources);
    samples.merge(other.samples);
  }

  /** How many events match. */
  public long matches() {
    return matches;
  }

  /** The minutes in which they do, from 1970 on. */
  public MinuteCounts minutes() {
    return minutes;
  }

  /** Who caused most of them, the busiest first. */
  public List<Count> identities(int limit) {
    return identities.top(limit);
  }

  /** The most frequent of them, by service and name. */
  public List<Count> events(int limit) {
    return events.top(limit);
  }

  /** Where most of them came from. */
  public List<Count> sources(int limit) {
    return sources.top(limit);
  }

  /** By how much the counts of identities, events and sources can be too low; 0: exact. */
  public long error() {
    return Math.max(identities.error(), Math.max(events.error(), sources.error()));
  }

  /** The first events of each kind, in the order of their places. */
  public List<Sample> samples() {
    return samples.inOrder();
  }

  /** The time of the first match, by the events' own times. */
  public Optional<Instant> first() {
    return matches == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(first));
  }

  /** The time of the last match. */
  public Optional<Instant> last() {
    return matches == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(last));
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(matches);
    out.writeLong(first);
    out.writeLong(last);
    minutes.write(out);
    identities.write(out);
    events.write(out);
    sources.write(out);
    samples.write(out);
  }

  static PatternTally read(DataInput in) throws IOException {
    long matches = in.readLong();
    long first = in.readLong();
    long last = in.readLong();
    PatternTally read =
        new PatternTally(
            MinuteCounts.read(in),
            TopCounter.read(in),
            TopCounter.read(in),
            TopCounter.read(in),
            Samples.read(in));
    read.matches = matches;
    read.first = first;
    read.last = last;
    return read;
  }
}

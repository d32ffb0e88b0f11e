package io.github.cisalarms.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known of the events that one pattern matches. */
final class PatternTally {

  static final int MOST_SAMPLES = 10;

  final MinuteCounts minutes = new MinuteCounts();
  final TopCounter identities = new TopCounter();
  final TopCounter events = new TopCounter();
  final TopCounter sources = new TopCounter();
  final List<Sample> samples = new ArrayList<>();
  long matches;

  private final Set<String> sampled = new HashSet<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(String file, long time, Match match) {
    matches++;
    first = Math.min(first, time);
    last = Math.max(last, time);
    minutes.add(Math.floorDiv(time, MetricSeries.MINUTE));
    identities.add(match.identity());
    events.add(match.event());
    sources.add(match.source());
    if (samples.size() < MOST_SAMPLES && match.json().isPresent() && sampled.add(match.kind())) {
      samples.add(
          new Sample(
              Instant.ofEpochSecond(time),
              match.event(),
              match.identity(),
              match.source(),
              file,
              match.json().get()));
    }
  }

  Optional<Instant> first() {
    return matches == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(first));
  }

  Optional<Instant> last() {
    return matches == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(last));
  }
}

package io.github.cisalarms.replay.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first event of each kind, for the kinds that come first. */
final class Samples {

  private final Map<String, Placed> byKind = new HashMap<>();

  private record Placed(Place place, Sample sample) {}

  private static final Comparator<Placed> ORDER = Comparator.comparing(Placed::place);

  void add(Place place, Sample sample) {
    keep(new Placed(place, sample));
  }

  private void keep(Placed placed) {
    byKind.merge(kind(placed.sample()), placed, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
    if (byKind.size() > PatternTally.MOST_SAMPLES) {
      // Ten others stand before it: whatever else is merged, it would never be shown.
      byKind.remove(kind(byKind.values().stream().max(ORDER).orElseThrow().sample()));
    }
  }

  void merge(Samples other) {
    other.byKind.values().forEach(this::keep);
  }

  List<Sample> inOrder() {
    return byKind.values().stream().sorted(ORDER).map(Placed::sample).toList();
  }

  private static String kind(Sample sample) {
    return kind(sample.event(), sample.identity());
  }

  /** What events have in common that show the same: one sample of them is enough. */
  static String kind(String event, String identity) {
    return event + ' ' + identity;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(byKind.size());
    for (Placed placed : byKind.values()) {
      placed.place().write(out);
      Sample sample = placed.sample();
      out.writeLong(sample.time().getEpochSecond());
      Texts.write(out, sample.event());
      Texts.write(out, sample.identity());
      Texts.write(out, sample.source());
      Texts.write(out, sample.file());
      Texts.write(out, sample.json());
    }
  }

  static Samples read(DataInput in) throws IOException {
    Samples read = new Samples();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      read.add(
          Place.read(in),
          new Sample(
              Instant.ofEpochSecond(in.readLong()),
              Texts.read(in),
              Texts.read(in),
              Texts.read(in),
              Texts.read(in),
              Texts.read(in)));
    }
    return read;
  }
}

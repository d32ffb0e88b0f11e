package io.github.cisalarms.replay.tally;

import io.github.cisalarms.replay.trail.InputProblem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What could not be read: how much, and the first of it by place. */
final class Problems {

  /** The most that are kept; further ones are only counted. */
  static final int MOST = 1000;

  private final TreeMap<Place, InputProblem> first = new TreeMap<>();
  private long count;

  void add(Place place, InputProblem problem) {
    count++;
    keep(place, problem);
  }

  private void keep(Place place, InputProblem problem) {
    first.put(place, problem);
    if (first.size() > MOST) {
      first.pollLastEntry();
    }
  }

  void merge(Problems other) {
    count += other.count;
    other.first.forEach(this::keep);
  }

  long count() {
    return count;
  }

  List<InputProblem> first() {
    return List.copyOf(first.values());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeInt(first.size());
    for (Map.Entry<Place, InputProblem> entry : first.entrySet()) {
      entry.getKey().write(out);
      Texts.write(out, entry.getValue().file());
      Texts.write(out, entry.getValue().problem());
    }
  }

  static Problems read(DataInput in) throws IOException {
    Problems read = new Problems();
    read.count = in.readLong();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      read.first.put(Place.read(in), new InputProblem(Texts.read(in), Texts.read(in)));
    }
    return read;
  }
}

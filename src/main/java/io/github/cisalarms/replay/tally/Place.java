package io.github.cisalarms.replay.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * Where something stands among all files of a replay. What is first is so by its place, whoever
 * found it first.
 *
 * @param file the file's index in the order of the listing; {@link #LISTING} for the listing itself
 * @param number the event's number in the file, or the problem's
 */
public record Place(int file, long number) implements Comparable<Place> {

  /** Stands before all files. */
  public static final int LISTING = -1;

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::file).thenComparingLong(Place::number);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(file);
    out.writeLong(number);
  }

  static Place read(DataInput in) throws IOException {
    return new Place(in.readInt(), in.readLong());
  }
}

package io.github.cisalarms.replay.trail;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that a source has.
 *
 * @param time the delivery time in its name, as CloudTrail writes it; empty if there is none
 * @param name what results call it
 * @param location tells it from all others
 * @param source the index of the source
 * @param key the source's own name of it
 * @param size as it is stored, in bytes
 */
public record ListedFile(
    String time, String name, String location, int source, String key, long size) {

  /**
   * The order of the delivery times in the names, then of the names: overlapping deliveries come
   * close to each other, and the order depends on nothing else.
   */
  static final Comparator<ListedFile> ORDER =
      Comparator.comparing(ListedFile::time)
          .thenComparing(ListedFile::name)
          .thenComparing(ListedFile::location)
          .thenComparing(ListedFile::source);

  private static final Pattern DELIVERY_TIME = Pattern.compile("_(\\d{8}T\\d{4}Z)_");

  static ListedFile of(TrailSource source, int index, String key, String name, long size) {
    Matcher matcher = DELIVERY_TIME.matcher(lastPart(name));
    return new ListedFile(
        matcher.find() ? matcher.group(1) : "", name, source.location(key), index, key, size);
  }

  static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The file itself, of the sources that were listed. */
  public TrailFile open(List<TrailSource> sources) {
    return sources.get(source).file(key, size);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(time);
    out.writeUTF(name);
    out.writeUTF(location);
    out.writeInt(source);
    out.writeUTF(key);
    out.writeLong(size);
  }

  static ListedFile read(DataInput in) throws IOException {
    return new ListedFile(
        in.readUTF(), in.readUTF(), in.readUTF(), in.readInt(), in.readUTF(), in.readLong());
  }
}

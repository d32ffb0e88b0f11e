package io.github.cisalarms.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import scala.Tuple2;

/** Finds events that come in several slices. They count in the first of these. */
final class SharedIds {

  private SharedIds() {}

  /**
   * Some ids of a slice.
   *
   * @param slice the slice's index
   * @param ids ascending
   */
  record Ids(int slice, long[] ids) implements Serializable {}

  /** Divides the ids of a slice by their value, so that equal ones of all slices come together. */
  static Iterator<Tuple2<Integer, Ids>> divided(Scan.Found found, int parts) {
    List<Tuple2<Integer, Ids>> divided = new ArrayList<>();
    long[] ids = found.ids();
    int from = 0;
    for (int part = 0; part < parts; part++) {
      int to = from;
      while (to < ids.length && part(ids[to], parts) == part) {
        to++;
      }
      if (to > from) {
        divided.add(new Tuple2<>(part, new Ids(found.slice(), Arrays.copyOfRange(ids, from, to))));
      }
      from = to;
    }
    return divided.iterator();
  }

  /** Ascending with the id, from 0. */
  private static int part(long id, int parts) {
    return (int) (((id >> 32) + (1L << 31)) * parts >> 32);
  }

  /** One slice's ids, of which the first can be looked at. */
  private static final class Cursor {
    private final Ids ids;
    private int at;

    Cursor(Ids ids) {
      this.ids = ids;
    }

    long first() {
      return ids.ids()[at];
    }
  }

  /** By slice, the ids that an earlier slice has, too. */
  static Iterator<Tuple2<Integer, long[]>> inEarlierSlices(Iterable<Ids> all) {
    PriorityQueue<Cursor> cursors =
        new PriorityQueue<>(
            Comparator.comparingLong(Cursor::first).thenComparingInt(c -> c.ids.slice()));
    all.forEach(ids -> cursors.add(new Cursor(ids)));
    Map<Integer, Growing> shared = new HashMap<>();
    boolean any = false;
    long last = 0;
    while (!cursors.isEmpty()) {
      Cursor cursor = cursors.remove();
      if (any && cursor.first() == last) {
        shared.computeIfAbsent(cursor.ids.slice(), slice -> new Growing()).add(last);
      }
      any = true;
      last = cursor.first();
      if (++cursor.at < cursor.ids.ids().length) {
        cursors.add(cursor);
      }
    }
    return shared.entrySet().stream()
        .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue().ids()))
        .iterator();
  }

  /** Ids whose number is not known yet. */
  private static final class Growing {
    private long[] ids = new long[16];
    private int size;

    void add(long id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
      }
      ids[size++] = id;
    }

    long[] ids() {
      return Arrays.copyOf(ids, size);
    }
  }
}

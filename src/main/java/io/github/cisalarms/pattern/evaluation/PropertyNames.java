package io.github.cisalarms.pattern.evaluation;

import java.util.Arrays;

/**
 * The names that properties of events were found to have, each with the one that came next the last
 * time. Events have their properties in the same order, more or less: to see whether the expected
 * name stands somewhere takes a few comparisons, and no look for its end.
 *
 * <p>Only how fast an event is read depends on the events before. Not for several threads.
 */
final class PropertyNames {

  /** Events of all services together have a few thousand; what is beyond is looked up each time. */
  private static final int MOST = 1 << 12;

  /** How many bytes a name may have, with quotes and colon, that is kept. */
  private static final int LONGEST = 1 << 8;

  /** And how many one that is expected. */
  private static final int COMPARED = 4 * Long.BYTES;

  private static final int MASK = 2 * MOST - 1;

  // Open addressing, at most half full.
  private final Name[] names = new Name[MASK + 1];
  private int size;

  /** A name in a place that selectors lead to, or in any other place. */
  static final class Name {

    private final EventState place;
    private final byte[] text;
    private final EventState.Child child;

    // The text with its quotes and the colon, eight bytes each, the first the lowest, and which of
    // the bits count. No arrays: one more step from pointer to pointer costs what this saves.
    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;
    private final long mask0;
    private final long mask1;
    private final long mask2;
    private final long mask3;
    private final int length;

    private boolean kept;
    private Name next;
    private Name inside;

    private Name(EventState place, byte[] text, EventState.Child child) {
      this.place = place;
      this.text = text;
      this.child = child;
      this.length = text.length + 3;
      byte[] quoted = new byte[Math.max(length, COMPARED)];
      quoted[0] = '"';
      System.arraycopy(text, 0, quoted, 1, text.length);
      quoted[length - 2] = '"';
      quoted[length - 1] = ':';
      this.word0 = (long) Fingerprint.WORDS.get(quoted, 0);
      this.word1 = (long) Fingerprint.WORDS.get(quoted, Long.BYTES);
      this.word2 = (long) Fingerprint.WORDS.get(quoted, 2 * Long.BYTES);
      this.word3 = (long) Fingerprint.WORDS.get(quoted, 3 * Long.BYTES);
      this.mask0 = mask(length);
      this.mask1 = mask(length - Long.BYTES);
      this.mask2 = mask(length - 2 * Long.BYTES);
      this.mask3 = mask(length - 3 * Long.BYTES);
    }

    /** The bits of a word of which so many bytes count. */
    private static long mask(int bytes) {
      return bytes <= 0 ? 0 : -1L >>> Byte.SIZE * (Long.BYTES - Math.min(bytes, Long.BYTES));
    }

    /** A name that stands nowhere. */
    static Name none() {
      return new Name(null, new byte[0], null);
    }

    /** Where the object is that has it; null of {@link #none}. */
    EventState place() {
      return place;
    }

    /** Which of the properties it is that selectors name; null if it is none. */
    EventState.Child child() {
      return child;
    }

    /** Whether the same object is given for it the next time. */
    boolean isKept() {
      return kept;
    }

    /** How many bytes it has with its quotes and the colon. */
    int length() {
      return length;
    }

    /**
     * Whether it starts at an index, with its quotes and a colon right behind. It may be false for
     * the last bytes of a buffer, and is for long names.
     *
     * @param limit where the bytes end
     */
    boolean isAt(byte[] buffer, int index, int limit) {
      if (index > limit - length || index > buffer.length - COMPARED || length > COMPARED) {
        return false;
      }
      long difference =
          ((long) Fingerprint.WORDS.get(buffer, index) ^ word0) & mask0
              | ((long) Fingerprint.WORDS.get(buffer, index + Long.BYTES) ^ word1) & mask1
              | ((long) Fingerprint.WORDS.get(buffer, index + 2 * Long.BYTES) ^ word2) & mask2
              | ((long) Fingerprint.WORDS.get(buffer, index + 3 * Long.BYTES) ^ word3) & mask3;
      return difference == 0;
    }

    /** The name that came after it, the last time; null before the first. */
    Name next() {
      return next;
    }

    void setNext(Name name) {
      next = name;
    }

    /** The first name in the object that was its value, the last time; null before the first. */
    Name inside() {
      return inside;
    }

    void setInside(Name name) {
      inside = name;
    }
  }

  /**
   * The name that a range of a buffer holds, without quotes, in UTF-8 and free of escapes.
   *
   * @param place where the object is that has a property of that name
   */
  Name name(EventState place, byte[] buffer, int from, int to) {
    int slot = (int) Fingerprint.of(buffer, from, to) + place.number() & MASK;
    while (names[slot] != null) {
      Name name = names[slot];
      if (name.place == place && Arrays.equals(name.text, 0, name.text.length, buffer, from, to)) {
        return name;
      }
      slot = slot + 1 & MASK;
    }
    Name name =
        new Name(place, Arrays.copyOfRange(buffer, from, to), place.named(buffer, from, to));
    if (size < MOST && name.length <= LONGEST) {
      names[slot] = name;
      name.kept = true;
      size++;
    }
    return name;
  }
}

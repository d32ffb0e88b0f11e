package io.github.cisalarms.replay;

import io.github.cisalarms.events.EventReader;
import java.util.Arrays;

/** Some events of one file, copied one after the other: what is matched at a time. */
final class EventBlock {

  /** How many bytes a block has before it is full; the last event may go beyond. */
  private static final int FULL = 256 << 10;

  private byte[] bytes = new byte[32 << 10];
  private int[] ends = new int[256];
  private long[] numbers = new long[256];
  private int size;

  /** Adds the reader's current event. Whether the block is full now. */
  boolean add(EventReader event) {
    int start = start(size);
    if (bytes.length < start + event.length()) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + event.length()));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    System.arraycopy(event.buffer(), event.offset(), bytes, start, event.length());
    ends[size] = start + event.length();
    numbers[size] = event.number();
    size++;
    return ends[size - 1] >= FULL;
  }

  /** Empties the block, to be filled again. */
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int length(int index) {
    return ends[index] - start(index);
  }

  /** The event's number in its file, as messages name it. */
  long number(int index) {
    return numbers[index];
  }
}

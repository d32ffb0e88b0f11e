package io.github.cisalarms.pattern.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Finds what belongs to a text by the bytes of the text, which need not become a string for that.
 *
 * @param <V> what belongs to each text
 */
final class TextTable<V> {

  private final byte[][] texts;
  private final Object[] values;
  private final int mask;

  TextTable(Map<String, ? extends V> valuesByText) {
    // At most a quarter full: most look-ups end at the first slot.
    int size = Integer.highestOneBit(4 * valuesByText.size() + 3);
    this.texts = new byte[size][];
    this.values = new Object[size];
    this.mask = size - 1;
    valuesByText.forEach(
        (text, value) -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          // Half a surrogate pair has no bytes: getBytes would make it a question mark.
          if (new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            put(bytes, value);
          }
        });
  }

  private void put(byte[] text, V value) {
    int slot = slot(text, 0, text.length);
    while (texts[slot] != null) {
      slot = slot + 1 & mask;
    }
    texts[slot] = text;
    values[slot] = value;
  }

  /** What belongs to the text that a range of the buffer holds, in UTF-8; null if nothing does. */
  @SuppressWarnings("unchecked")
  V find(byte[] buffer, int from, int to) {
    int slot = slot(buffer, from, to);
    while (texts[slot] != null) {
      byte[] text = texts[slot];
      if (text.length == to - from && Arrays.equals(text, 0, text.length, buffer, from, to)) {
        return (V) values[slot];
      }
      slot = slot + 1 & mask;
    }
    return null;
  }

  /** Names of events and their fields differ in length, at either end or in the middle. */
  private int slot(byte[] buffer, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return 0;
    }
    int hash = length;
    hash = hash * 31 + buffer[from];
    hash = hash * 31 + buffer[from + (length >> 1)];
    hash = hash * 31 + buffer[to - 1];
    hash *= 0x9E3779B9;
    return hash >>> 16 & mask;
  }
}

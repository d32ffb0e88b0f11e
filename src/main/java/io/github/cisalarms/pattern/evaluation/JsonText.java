package io.github.cisalarms.pattern.evaluation;

import java.util.Arrays;

/**
 * JSON text in memory, gone through by index. Methods take the index of a byte and give that of the
 * one behind what they went over, which they check as strictly as a full JSON reader.
 *
 * <p>What is broken or ends too early takes the index behind the {@link #limit()}. Nothing follows
 * there, so that a caller goes on and fails as well: only the last result has to be looked at.
 */
final class JsonText {

  /** What {@link #at} gives behind the limit. */
  static final int END = Integer.MIN_VALUE;

  /** Per byte: whether it stands in a string for itself, as a character of its own. */
  private static final boolean[] PLAIN = new boolean[256];

  static {
    Arrays.fill(PLAIN, ' ', 128, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
  }

  private static final long ONES = 0x0101010101010101L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long BLANKS = ' ' * ONES;
  private static final long HIGH_BITS = 0x80 * ONES;

  private byte[] bytes = {};
  private int limit;
  private boolean oneLine;

  /**
   * Goes on with other text: that in the buffer up to an index.
   *
   * @param isOneLine whether a line end is no blank, but fails
   */
  void set(byte[] buffer, int newLimit, boolean isOneLine) {
    bytes = buffer;
    limit = newLimit;
    oneLine = isOneLine;
  }

  byte[] bytes() {
    return bytes;
  }

  int limit() {
    return limit;
  }

  /** The byte at an index, or {@link #END}. */
  int at(int index) {
    return index < limit ? bytes[index] : END;
  }

  private int failed() {
    return limit + 1;
  }

  // Short methods, here and below: those are compiled into their callers even if not optimized.

  int skipBlanks(int index) {
    return at(index) > ' ' ? index : skipSomeBlanks(index);
  }

  private int skipSomeBlanks(int index) {
    int i = index;
    while (i < limit && isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  private boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n' && !oneLine;
  }

  /** Goes over one character, which must be the next. */
  int skip(char wanted, int index) {
    return at(index) == wanted ? index + 1 : failed();
  }

  /** Goes over the colon between name and value, and the blanks around it. */
  int skipColon(int index) {
    return skipBlanks(skip(':', skipBlanks(index)));
  }

  /** Goes over a string whose opening quote was the last byte. */
  int skipString(int index) {
    int i = skipPlain(index);
    return at(i) == '"' ? i + 1 : skipRestOfString(i);
  }

  private int skipRestOfString(int index) {
    int i = index;
    while (at(i) != '"') {
      if (at(i) == '\\') {
        i = skipEscape(i + 1);
      } else if (at(i) < 0 && at(i) != END) {
        i = skipContinuation(i + 1, at(i));
      } else {
        return failed();
      }
      i = skipPlain(i);
    }
    return i + 1;
  }

  /** Goes over what stands in a string for itself, one byte per character. */
  int skipPlain(int index) {
    int i = index;
    for (; i <= limit - Long.BYTES; i += Long.BYTES) {
      long special = special((long) Fingerprint.WORDS.get(bytes, i));
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (i < limit && PLAIN[bytes[i] & 0xFF]) {
      i++;
    }
    return i;
  }

  /**
   * The high bit of each byte, the first the lowest, that does not stand for itself; of bytes
   * behind the first such byte, the bit says nothing.
   */
  private static long special(long eight) {
    return ((eight ^ QUOTES) - ONES | (eight ^ BACKSLASHES) - ONES | eight - BLANKS | eight)
        & HIGH_BITS;
  }

  private int skipEscape(int index) {
    switch (at(index)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
        return index + 1;
      case 'u':
        for (int i = index + 1; i <= index + 4; i++) {
          if (Character.digit(at(i), 16) < 0) {
            return failed();
          }
        }
        return index + 5;
      default:
        return failed();
    }
  }

  /** Goes over the bytes that follow the first one of a character that is not ASCII. */
  private int skipContinuation(int index, int first) {
    int count = (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : 3;
    if (count == 3 && (first & 0xF8) != 0xF0) {
      return failed();
    }
    for (int i = index; i < index + count; i++) {
      if ((at(i) & 0xC0) != 0x80) {
        return failed();
      }
    }
    return index + count;
  }

  /** Goes over true, false, null or a number. */
  int skipScalar(int index) {
    switch (at(index)) {
      case 't':
        return skip('e', skip('u', skip('r', index + 1)));
      case 'f':
        return skip('e', skip('s', skip('l', skip('a', index + 1))));
      case 'n':
        return skip('l', skip('l', skip('u', index + 1)));
      default:
        return skipNumber(index);
    }
  }

  private int skipNumber(int index) {
    int i = at(index) == '-' ? index + 1 : index;
    i = at(i) == '0' ? i + 1 : skipDigits(i);
    if (at(i) == '.') {
      i = skipDigits(i + 1);
    }
    if (at(i) == 'e' || at(i) == 'E') {
      i = skipDigits(at(i + 1) == '-' || at(i + 1) == '+' ? i + 2 : i + 1);
    }
    return i;
  }

  /** Goes over digits, of which there must be one at least. */
  private int skipDigits(int index) {
    int i = index;
    while (at(i) >= '0' && at(i) <= '9') {
      i++;
    }
    return i > index ? i : failed();
  }
}

package io.github.cisalarms.pattern.evaluation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * 64 bits that tell texts apart. Two different ones have the same with a probability of about
 * 2^-64; nothing keeps somebody from looking for two that do.
 */
public final class Fingerprint {

  /** Eight bytes of an array at an index, the first the lowest. */
  static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long FIRST_FACTOR = 0xff51afd7ed558ccdL;
  private static final long SECOND_FACTOR = 0xc4ceb9fe1a85ec53L;

  private Fingerprint() {}

  /** That of a text; never 0. */
  public static long of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return of(utf8, 0, utf8.length);
  }

  /** That of the text in a range of a buffer, in UTF-8; never 0. */
  static long of(byte[] utf8, int from, int to) {
    long hash = to - from;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      hash = mix(hash ^ (long) WORDS.get(utf8, i));
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = rest << Byte.SIZE | utf8[i] & 0xFF;
    }
    hash = mix(mix(hash ^ rest));
    return hash == 0 ? 1 : hash;
  }

  /** Two thirds of the finalizer of MurmurHash3. */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 33) * FIRST_FACTOR;
    return (mixed ^ mixed >>> 33) * SECOND_FACTOR;
  }
}

package io.github.cisalarms.events;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Bytes that are looked at one after the other, through a buffer that keeps what may be needed
 * again. Gunzips what is gzipped.
 */
final class ByteInput implements Closeable {

  /** What {@link #peek} gives at the end. */
  static final int END = -1;

  private static final int INITIAL_BUFFER = 1 << 17;
  private static final int GZIP_BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String name;
  private final InputStream in;
  private final int maxKept;

  private byte[] buffer = new byte[INITIAL_BUFFER];
  private int limit;

  /** The next byte to look at. */
  private int at;

  /** From here on bytes are kept when the buffer is filled again; -1: nothing is. */
  private int keptFrom = -1;

  /** More bytes would have to be kept than may be. */
  static final class TooManyKeptException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param name what messages call the input
   * @param maxKept how many bytes are kept at most
   */
  ByteInput(String name, InputStream in, int maxKept) throws IOException {
    this.name = name;
    this.maxKept = maxKept;
    try {
      this.in = decompressed(in);
    } catch (IOException e) {
      in.close();
      throw named(e);
    }
  }

  private static InputStream decompressed(InputStream in) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, 2);
    byte[] magic = pushback.readNBytes(2);
    pushback.unread(magic);
    boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1F && magic[1] == (byte) 0x8B;
    return gzip ? new GZIPInputStream(new MemberAware(pushback), GZIP_BUFFER) : pushback;
  }

  /** Says what is wrong with gzip data; Java does so in three words, or in none. */
  private IOException named(IOException e) {
    if (e instanceof EOFException) {
      return new IOException(name + ": the gzip data ends too early", e);
    }
    if (e instanceof ZipException) {
      return new IOException(name + ": the gzip data is damaged: " + e.getMessage(), e);
    }
    return e;
  }

  /** Where the kept bytes are. */
  byte[] buffer() {
    return buffer;
  }

  /** The index in the buffer of the first byte that is kept. */
  int keptFrom() {
    return keptFrom;
  }

  /** The index in the buffer of the next byte. */
  int at() {
    return at;
  }

  /** The index in the buffer behind the last byte that there is so far. */
  int limit() {
    return limit;
  }

  /** Keeps the bytes from the next one on. */
  void keep() {
    keptFrom = at;
  }

  /** Keeps nothing any more. */
  void release() {
    keptFrom = -1;
  }

  /** Goes to a byte that is kept, by its distance from the first one. */
  void goTo(int distance) {
    at = keptFrom + distance;
  }

  /** The next byte, or {@link #END}. */
  int peek() throws IOException {
    return at < limit || fill() ? buffer[at] & 0xFF : END;
  }

  /** Moves behind the byte that was peeked at. */
  void skip() {
    at++;
  }

  /** Moves to the next byte that is no blank, and peeks at it. */
  int skipBlanks() throws IOException {
    int b = peek();
    while (b != END && isBlank((byte) b)) {
      at++;
      b = peek();
    }
    return b;
  }

  void skipByteOrderMark() throws IOException {
    keep();
    for (byte mark : BYTE_ORDER_MARK) {
      if (peek() != (mark & 0xFF)) {
        goTo(0);
        return;
      }
      at++;
    }
  }

  /** Moves behind the end of the line; false if the input ended before. */
  boolean skipLine() throws IOException {
    while (peek() != END) {
      int i = at;
      while (i < limit && buffer[i] != '\n') {
        i++;
      }
      at = i;
      if (i < limit) {
        at++;
        return true;
      }
    }
    return false;
  }

  /** Moves behind the JSON string whose opening quote was the last byte. */
  void skipString() throws IOException {
    while (peek() != END) {
      int i = at;
      while (i < limit && buffer[i] != '"' && buffer[i] != '\\') {
        i++;
      }
      at = i;
      if (i < limit) {
        at++;
        if (buffer[i] == '"') {
          return;
        }
        if (peek() != END) {
          at++;
        }
      }
    }
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private boolean fill() throws IOException {
    int from = keptFrom < 0 ? at : keptFrom;
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, limit - from);
      limit -= from;
      at -= from;
      keptFrom = keptFrom < 0 ? -1 : 0;
    } else if (limit == buffer.length) {
      if (limit >= maxKept) {
        throw new TooManyKeptException();
      }
      buffer = Arrays.copyOf(buffer, Math.min(maxKept, 2 * limit));
    }
    int count;
    try {
      count = in.read(buffer, limit, buffer.length - limit);
    } catch (EOFException | ZipException e) {
      throw named(e);
    }
    if (count < 0) {
      return false;
    }
    limit += count;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** GZIPInputStream looks for another member only if bytes are available, which a pipe denies. */
  private static final class MemberAware extends FilterInputStream {
    MemberAware(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}

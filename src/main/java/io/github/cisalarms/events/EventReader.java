package io.github.cisalarms.events;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Gives the log events of a file or stream one after the other, as bytes.
 *
 * <p>What the input is shows in its first bytes:
 *
 * <ul>
 *   <li>CloudTrail files, <code>{"Records":[...]}</code>: each record is an event;
 *   <li>a JSON array of objects: each element is an event;
 *   <li>JSON objects over several lines, one or more: each object is an event;
 *   <li>anything else, also one JSON object per line: each line that is not blank is an event.
 * </ul>
 *
 * The first three may follow one another. Gzip is recognized by its magic bytes, also with several
 * members; a UTF-8 byte order mark is skipped.
 *
 * <pre>{@code
 * try (EventReader events = EventReader.open(file)) {
 *   while (events.next()) {
 *     matcher.matches(events.buffer(), events.offset(), events.length());
 *   }
 * }
 * }</pre>
 *
 * <p>Only the structure of JSON is looked at: whether an event is valid is for its reader to find
 * out. Not for use by several threads.
 */
public final class EventReader implements Closeable {

  /** The largest event that is read, in bytes: 64 MiB, sixty-four times what the service takes. */
  public static final int MAX_EVENT_BYTES = 64 << 20;

  private static final int INITIAL_BUFFER = 1 << 16;
  private static final int END = -1;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final String RECORDS = "\"Records\"";

  /** Where in the input the next event is to be looked for. */
  private enum Place {
    START,
    BETWEEN_DOCUMENTS,
    IN_RECORDS,
    IN_ARRAY,
    BETWEEN_LINES
  }

  private final String name;
  private final InputStream in;

  private byte[] buffer = new byte[INITIAL_BUFFER];
  private int limit;

  /** The next byte to look at. */
  private int at;

  /** From here on bytes are kept when the buffer is filled again; -1: nothing is. */
  private int keptFrom = -1;

  private Place place = Place.START;
  private int offset;
  private int length;
  private long number;

  private EventReader(String name, InputStream in, boolean lines) throws IOException {
    this.name = name;
    this.in = decompressed(in);
    if (lines) {
      skipByteOrderMark();
      place = Place.BETWEEN_LINES;
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it can't be read, with a message that names it
   */
  public static EventReader open(Path file) throws IOException {
    return of(file.toString(), stream(file));
  }

  /**
   * Opens a file in which each line that is not blank is an event, whatever it looks like.
   *
   * @throws IOException if it can't be read, with a message that names it
   */
  public static EventReader openLines(Path file) throws IOException {
    return ofLines(file.toString(), stream(file));
  }

  private static InputStream stream(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory; name the files in it");
    }
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": may not be read", e);
    }
  }

  /**
   * Reads a stream.
   *
   * @param name what messages call it, such as a file's path
   * @param in closed with the reader
   * @throws IOException if it can't be read
   */
  public static EventReader of(String name, InputStream in) throws IOException {
    return new EventReader(name, in, false);
  }

  /**
   * Reads a stream in which each line that is not blank is an event, whatever it looks like.
   *
   * @param name what messages call it, such as a file's path
   * @param in closed with the reader
   * @throws IOException if it can't be read
   */
  public static EventReader ofLines(String name, InputStream in) throws IOException {
    return new EventReader(name, in, true);
  }

  /**
   * Moves to the next event.
   *
   * @return false if there is none
   * @throws IOException if the input can't be read, ends in the middle of an event, or has
   *     something else between two events; the message names the input and the event
   */
  public boolean next() throws IOException {
    keptFrom = -1;
    length = 0;
    if (place == Place.START) {
      place = firstPlace();
    }
    return place == Place.BETWEEN_LINES ? nextLine() : nextInDocuments();
  }

  /** The bytes among which the event is. Valid until the next call of {@link #next}. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where in {@link #buffer} the event starts. */
  public int offset() {
    return offset;
  }

  /** How many bytes the event has: all of it, without the end of its line. */
  public int length() {
    return length;
  }

  /** The event as text. */
  public String text() {
    return new String(buffer, offset, length, StandardCharsets.UTF_8);
  }

  /**
   * The event as text on one line: of an event over several lines, which is JSON, the blanks
   * outside of strings are left out.
   */
  public String line() {
    byte[] line = new byte[length];
    int kept = 0;
    boolean string = false;
    boolean escaped = false;
    boolean several = false;
    for (int i = offset; i < offset + length; i++) {
      byte b = buffer[i];
      several |= b == '\n';
      if (string || !isBlank(b)) {
        line[kept++] = b;
      }
      string = escaped ? string : string ^ b == '"';
      escaped = string && !escaped && b == '\\';
    }
    return several ? new String(line, 0, kept, StandardCharsets.UTF_8) : text();
  }

  /** The event's number in the input, from 1; of lines, the number of the line. */
  public long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Place firstPlace() throws IOException {
    skipByteOrderMark();
    keptFrom = at;
    int first = skipBlanks();
    boolean documents =
        first == '{' ? startsRecords() || endsOnAnotherLine() : first == '[' && startsArray();
    at = keptFrom;
    keptFrom = -1;
    return documents ? Place.BETWEEN_DOCUMENTS : Place.BETWEEN_LINES;
  }

  private void skipByteOrderMark() throws IOException {
    keptFrom = at;
    for (byte mark : BYTE_ORDER_MARK) {
      if (peek() != (mark & 0xFF)) {
        at = keptFrom;
        return;
      }
      at++;
    }
  }

  /** Whether <code>{"Records":[</code> starts here; moves behind it if so. */
  private boolean startsRecords() throws IOException {
    int start = at - keptFrom;
    at++;
    skipBlanks();
    boolean is = true;
    for (int i = 0; i < RECORDS.length() && is; i++) {
      is = peek() == RECORDS.charAt(i);
      at += is ? 1 : 0;
    }
    is = is && skipBlanks() == ':';
    at += is ? 1 : 0;
    is = is && skipBlanks() == '[';
    at = is ? at + 1 : keptFrom + start;
    return is;
  }

  /** Whether an array of objects starts here. */
  private boolean startsArray() throws IOException {
    at++;
    int first = skipBlanks();
    return first == '{' || first == ']';
  }

  /** Whether the object that starts here goes on after the end of its line. */
  private boolean endsOnAnotherLine() throws IOException {
    int depth = 0;
    boolean string = false;
    for (int b = peek(); b != END; b = peek()) {
      at++;
      if (b == '\n') {
        return true;
      }
      if (string) {
        if (b == '\\' && peek() != END) {
          at++;
        }
        string = b != '"';
      } else if (b == '"') {
        string = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return false;
      }
    }
    return false;
  }

  private boolean nextLine() throws IOException {
    while (true) {
      keptFrom = at;
      if (peek() == END) {
        return false;
      }
      number++;
      boolean ended = false;
      while (!ended && peek() != END) {
        int i = at;
        while (i < limit && buffer[i] != '\n') {
          i++;
        }
        ended = i < limit;
        at = ended ? i + 1 : i;
      }
      int end = ended ? at - 1 : at;
      if (end > keptFrom && buffer[end - 1] == '\r') {
        end--;
      }
      if (!isBlank(keptFrom, end)) {
        offset = keptFrom;
        length = end - keptFrom;
        return true;
      }
    }
  }

  private boolean isBlank(int from, int to) {
    int i = from;
    while (i < to && isBlank(buffer[i])) {
      i++;
    }
    return i == to;
  }

  private boolean nextInDocuments() throws IOException {
    while (true) {
      int b = skipBlanks();
      if (place == Place.BETWEEN_DOCUMENTS) {
        if (b == END) {
          return false;
        }
        if (b == '[') {
          at++;
          place = Place.IN_ARRAY;
        } else if (b != '{') {
          throw error("expected '{' or '[' after event " + number + ", found " + described(b));
        } else {
          keptFrom = at;
          if (!startsRecords()) {
            takeValue();
            return true;
          }
          keptFrom = -1;
          place = Place.IN_RECORDS;
        }
      } else if (b == END) {
        throw error("ends after event " + number + ", before the ']' that closes its array");
      } else if (b == END) {
        throw error("ends after event " + number + ", before the ']' that closes its array");
      } else if (b == ',') {
        at++;
      } else if (b == ']') {
        at++;
        if (place == Place.IN_RECORDS) {
          skipRestOfObject();
        }
        place = Place.BETWEEN_DOCUMENTS;
      } else if (b == '}') {
        throw error("expected an event, ',' or ']' after event " + number + ", found '}'");
      } else {
        takeValue();
        return true;
      }
    }
  }

  /** Takes the value that starts here as the event. */
  private void takeValue() throws IOException {
    keptFrom = at;
    number++;
    int depth = 0;
    while (true) {
      int b = peek();
      if (b == END) {
        throw error("ends in the middle of event " + number);
      }
      if (depth == 0 && (b == ',' || b == ']' || b == '}')) {
        break;
      }
      at++;
      if (b == '"') {
        skipString();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth == 0) {
          break;
        }
      }
    }
    int end = at;
    while (isBlank(buffer[end - 1])) {
      end--;
    }
    offset = keptFrom;
    length = end - keptFrom;
  }

  /** Moves behind the string whose opening quote was the last byte. */
  private void skipString() throws IOException {
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

  private void skipRestOfObject() throws IOException {
    int depth = 1;
    while (depth > 0) {
      int b = peek();
      if (b == END) {
        throw error("ends after event " + number + ", before the '}' that closes \"Records\"");
      }
      at++;
      if (b == '"') {
        skipString();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
  }

  private int skipBlanks() throws IOException {
    int b = peek();
    while (b != END && isBlank((byte) b)) {
      at++;
      b = peek();
    }
    return b;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int peek() throws IOException {
    return at < limit || fill() ? buffer[at] & 0xFF : END;
  }

  private boolean fill() throws IOException {
    int from = keptFrom < 0 ? at : keptFrom;
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, limit - from);
      limit -= from;
      at -= from;
      keptFrom = keptFrom < 0 ? -1 : 0;
    } else if (limit == buffer.length) {
      if (limit >= MAX_EVENT_BYTES) {
        throw error("event " + number + " has more than " + MAX_EVENT_BYTES + " bytes");
      }
      buffer = Arrays.copyOf(buffer, Math.min(MAX_EVENT_BYTES, 2 * limit));
    }
    int count;
    try {
      count = in.read(buffer, limit, buffer.length - limit);
    } catch (EOFException e) {
      throw new IOException(name + ": the gzip data ends too early", e);
    } catch (ZipException e) {
      throw new IOException(name + ": the gzip data is damaged: " + e.getMessage(), e);
    }
    if (count < 0) {
      return false;
    }
    limit += count;
    return true;
  }

  private IOException error(String problem) {
    return new IOException(name + ": " + problem);
  }

  private static String described(int b) {
    return b >= ' ' && b < 0x7F
        ? "'" + (char) b + "'"
        : String.format(Locale.ROOT, "byte 0x%02X", b);
  }

  private static InputStream decompressed(InputStream in) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, 2);
    byte[] magic = pushback.readNBytes(2);
    pushback.unread(magic);
    boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1F && magic[1] == (byte) 0x8B;
    return gzip ? new GZIPInputStream(new MemberAware(pushback), INITIAL_BUFFER) : pushback;
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

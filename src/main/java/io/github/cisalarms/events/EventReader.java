package io.github.cisalarms.events;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

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
// Over 300 lines: one loop over one input, whose states share all fields; a third is the contract.
public final class EventReader implements Closeable {

  /** The largest event that is read, in bytes: 64 MiB, sixty-four times what the service takes. */
  public static final int MAX_EVENT_BYTES = 64 << 20;

  private static final int END = ByteInput.END;

  /** Where in the input the next event is to be looked for. */
  private enum Place {
    START,
    BETWEEN_DOCUMENTS,
    IN_RECORDS,
    IN_ARRAY,
    BETWEEN_LINES
  }

  private final String name;
  private final ByteInput in;
  private final JsonStructure json;

  private Place place = Place.START;
  private int offset;
  private int length;
  private long number;
  private boolean read;

  private EventReader(String name, InputStream in, boolean lines) throws IOException {
    this.name = name;
    this.in = new ByteInput(name, in, MAX_EVENT_BYTES);
    this.json = new JsonStructure(this.in);
    if (lines) {
      this.in.skipByteOrderMark();
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
    return next((buffer, from, limit, oneLine) -> ObjectReader.UNKNOWN);
  }

  /**
   * Moves to the next event, and lets somebody read it on the way. Not every event is offered:
   * {@link #isRead} tells.
   *
   * @param objects reads the event
   * @return false if there is none
   * @throws IOException as of {@link #next()}
   */
  public boolean next(ObjectReader objects) throws IOException {
    in.release();
    length = 0;
    read = false;
    try {
      if (place == Place.START) {
        place = firstPlace();
      }
      return place == Place.BETWEEN_LINES ? nextLine(objects) : nextInDocuments(objects);
    } catch (ByteInput.TooManyKeptException e) {
      throw error("event " + number + " has more than " + MAX_EVENT_BYTES + " bytes");
    }
  }

  /** Whether the {@link ObjectReader} has read the event, all of it and no other since. */
  public boolean isRead() {
    return read;
  }

  /** The bytes among which the event is. Valid until the next call of {@link #next}. */
  public byte[] buffer() {
    return in.buffer();
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
    return new String(in.buffer(), offset, length, StandardCharsets.UTF_8);
  }

  /**
   * The event as text on one line: of an event over several lines, which is JSON, the blanks
   * outside of strings are left out.
   */
  public String line() {
    byte[] buffer = in.buffer();
    byte[] line = new byte[length];
    int kept = 0;
    boolean string = false;
    boolean escaped = false;
    boolean several = false;
    for (int i = offset; i < offset + length; i++) {
      byte b = buffer[i];
      several |= b == '\n';
      if (string || !ByteInput.isBlank(b)) {
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
    in.skipByteOrderMark();
    in.keep();
    int first = in.skipBlanks();
    boolean documents =
        first == '{'
            ? json.startsRecords() || json.endsOnAnotherLine()
            : first == '[' && json.startsArray();
    in.goTo(0);
    in.release();
    return documents ? Place.BETWEEN_DOCUMENTS : Place.BETWEEN_LINES;
  }

  private boolean nextLine(ObjectReader objects) throws IOException {
    while (true) {
      in.keep();
      int first = in.peek();
      if (first == END) {
        return false;
      }
      number++;
      if (first == '{' && readLine(objects)) {
        return true;
      }
      int end = in.skipLine() ? in.at() - 1 : in.at();
      if (end > in.keptFrom() && in.buffer()[end - 1] == '\r') {
        end--;
      }
      if (!isBlank(in.keptFrom(), end)) {
        take(end);
        return true;
      }
    }
  }

  /** Whether somebody has read the object that starts here, and its line ends with it. */
  private boolean readLine(ObjectReader objects) {
    byte[] buffer = in.buffer();
    int end = endBy(objects, true);
    int lineEnd = end;
    if (end != ObjectReader.UNKNOWN && end < in.limit() && buffer[end] == '\r') {
      lineEnd++;
    }
    read = end != ObjectReader.UNKNOWN && lineEnd < in.limit() && buffer[lineEnd] == '\n';
    if (read) {
      in.goTo(lineEnd + 1 - in.keptFrom());
      take(end);
    }
    return read;
  }

  private int endBy(ObjectReader objects, boolean oneLine) {
    int end = objects.read(in.buffer(), in.at(), in.limit(), oneLine);
    if (end != ObjectReader.UNKNOWN) {
      Objects.checkFromToIndex(in.at(), end, in.limit());
    }
    return end;
  }

  private boolean isBlank(int from, int to) {
    int i = from;
    while (i < to && ByteInput.isBlank(in.buffer()[i])) {
      i++;
    }
    return i == to;
  }

  /** Takes what is kept for the event, up to an index in the buffer. */
  private void take(int end) {
    offset = in.keptFrom();
    length = end - offset;
  }

  private boolean nextInDocuments(ObjectReader objects) throws IOException {
    while (true) {
      int b = in.skipBlanks();
      if (place == Place.BETWEEN_DOCUMENTS) {
        if (b == END) {
          return false;
        }
        if (b == '[') {
          in.skip();
          place = Place.IN_ARRAY;
        } else if (b != '{') {
          throw error("expected '{' or '[' after event " + number + ", found " + described(b));
        } else {
          in.keep();
          if (!json.startsRecords()) {
            takeValue(objects);
            return true;
          }
          in.release();
          place = Place.IN_RECORDS;
        }
      } else if (b == END) {
        throw error("ends after event " + number + ", before the ']' that closes its array");
      } else if (b == ',') {
        in.skip();
      } else if (b == ']') {
        in.skip();
        if (place == Place.IN_RECORDS) {
          if (!json.skipRestOfObject()) {
            throw error("ends after event " + number + ", before the '}' that closes \"Records\"");
          }
        }
        place = Place.BETWEEN_DOCUMENTS;
      } else if (b == '}') {
        throw error("expected an event, ',' or ']' after event " + number + ", found '}'");
      } else {
        takeValue(objects);
        return true;
      }
    }
  }

  /** Takes the value that starts here as the event. */
  private void takeValue(ObjectReader objects) throws IOException {
    in.keep();
    number++;
    int end = endBy(objects, false);
    read = end != ObjectReader.UNKNOWN;
    if (read) {
      in.goTo(end - in.keptFrom());
    } else {
      end = json.endOfValue();
      if (end == END) {
        throw error("ends in the middle of event " + number);
      }
    }
    take(end);
  }

  private IOException error(String problem) {
    return new IOException(name + ": " + problem);
  }

  private static String described(int b) {
    return b >= ' ' && b < 0x7F
        ? "'" + (char) b + "'"
        : String.format(Locale.ROOT, "byte 0x%02X", b);
  }
}

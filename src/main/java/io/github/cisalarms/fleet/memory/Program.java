package io.github.cisalarms.fleet.memory;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The program that runs. */
public final class Program {

  /** Linux counts from the second in which the machine was started. */
  private static final Duration START_IS_KNOWN_TO = Duration.ofSeconds(2);

  // Of the ZIP format (APPNOTE.TXT, 4.3.12 and 4.3.16).
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int END_HAS_LENGTH_AT = 12;

  private Program() {}

  /**
   * The digest of all that decides what the program makes of an input, if that is in one file: the
   * jar with this project's classes and those of a library. A version number would not do: two
   * builds of one version may differ.
   *
   * @param ofLibrary a class of the library
   */
  public static Optional<String> digest(Class<?> ofLibrary) {
    Optional<Path> own = jar(Program.class);
    if (own.isEmpty() || !own.equals(jar(ofLibrary))) {
      return Optional.empty();
    }
    try {
      String digest = Digest.of(contents(own.get()));
      return isWhatRuns(own.get()) ? Optional.of(digest) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The jar's own table of its files, which has name, place, length and checksum of each, to the
   * end of the jar: the whole of it takes a quarter of a second to go through.
   */
  private static byte[] contents(Path jar) throws IOException {
    byte[] bytes = Files.readAllBytes(jar);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int end = bytes.length - END_LENGTH; end >= 0; end--) {
      if (buffer.getInt(end) == END_SIGNATURE) {
        int start = end - buffer.getInt(end + END_HAS_LENGTH_AT);
        boolean starts = start >= 0 && buffer.getInt(start) == ENTRY_SIGNATURE;
        return starts ? Arrays.copyOfRange(bytes, start, bytes.length) : bytes;
      }
    }
    return bytes;
  }

  /**
   * Whether the jar is still the one that Java has opened. Who installs another version while a
   * synthesis runs would have its stacks remembered as those of the new version.
   */
  private static boolean isWhatRuns(Path jar) throws IOException {
    Optional<Instant> start = ProcessHandle.current().info().startInstant();
    return start.isPresent() && changed(jar).isBefore(start.get().minus(START_IS_KNOWN_TO));
  }

  /** Of the inode, if there is such a thing: a time of modification can be set to any other. */
  private static Instant changed(Path jar) throws IOException {
    try {
      return ((FileTime) Files.getAttribute(jar, "unix:ctime")).toInstant();
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return Files.getLastModifiedTime(jar).toInstant();
    }
  }

  private static Optional<Path> jar(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .flatMap(Program::path)
        .filter(Files::isRegularFile);
  }

  private static Optional<Path> path(URL location) {
    try {
      return Optional.of(Path.of(location.toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

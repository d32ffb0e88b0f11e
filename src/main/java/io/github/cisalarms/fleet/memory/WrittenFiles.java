package io.github.cisalarms.fleet.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.files.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that were written into one folder, each with a digest of all it was made of and one of
 * its bytes. A file is as it has to be if it was made of the same and has the same bytes still:
 * whoever changed the input, the program or the file is noticed, and what is forgotten is made
 * again.
 *
 * <p>Kept in the user's cache and not beside the files, which are committed.
 */
public final class WrittenFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> memory;
  private final Map<String, Entry> entries;

  /**
   * One file.
   *
   * @param input digest of all it was made of
   * @param bytes digest of its bytes
   */
  public record Entry(String input, String bytes) {}

  private WrittenFiles(Optional<Path> memory, Map<String, Entry> entries) {
    this.memory = memory;
    this.entries = entries;
  }

  /** What is known of a folder; nothing where there is no cache, or none that can be read. */
  public static WrittenFiles in(Path folder) {
    Optional<Path> memory =
        cache().map(cache -> cache.resolve("synth").resolve(nameOf(folder) + ".json"));
    return new WrittenFiles(memory, memory.map(WrittenFiles::read).orElseGet(Map::of));
  }

  private static String nameOf(Path folder) {
    return Digest.of(folder.toAbsolutePath().normalize().toString());
  }

  /** As the XDG Base Directory Specification has it. */
  private static Optional<Path> cache() {
    return variable("XDG_CACHE_HOME")
        .or(() -> variable("HOME").map(home -> home.resolve(".cache")))
        .filter(Path::isAbsolute)
        .map(cache -> cache.resolve("cis-alarms"));
  }

  private static Optional<Path> variable(String name) {
    try {
      return Optional.ofNullable(System.getenv(name))
          .filter(value -> !value.isEmpty())
          .map(Path::of);
    } catch (InvalidPathException e) {
      // Letters that the locale doesn't have.
      return Optional.empty();
    }
  }

  /** Nothing, of a file that is damaged anywhere: what is forgotten is made again. */
  private static Map<String, Entry> read(Path memory) {
    Map<String, Entry> entries = new TreeMap<>();
    try {
      JsonNode root =
          Files.isRegularFile(memory)
              ? JSON.readTree(Files.readAllBytes(memory))
              : MissingNode.getInstance();
      for (Map.Entry<String, JsonNode> file : root.properties()) {
        JsonNode entry = file.getValue();
        entries.put(
            file.getKey(), new Entry(entry.path("input").asText(), entry.path("bytes").asText()));
      }
      return entries;
    } catch (IOException e) {
      return Map.of();
    }
  }

  /**
   * Whether a file is as it has to be.
   *
   * @param name by which it was remembered
   * @param input digest of all it has to be made of
   * @param file where it is
   */
  public boolean isCurrent(String name, String input, Path file) {
    Entry entry = entries.get(name);
    try {
      return entry != null
          && entry.input().equals(input)
          && Files.isRegularFile(file)
          && Digest.of(file).equals(entry.bytes());
    } catch (IOException e) {
      // Whoever writes it says what is wrong.
      return false;
    }
  }

  /** What is known of a file. */
  public Optional<Entry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * Remembers files in place of all that was known of the folder; does nothing where it can't.
   *
   * @param written by name
   */
  public void replace(Map<String, Entry> written) {
    try {
      if (memory.isPresent() && !written.equals(entries)) {
        new GeneratedFile(memory.get(), JSON.writeValueAsString(new TreeMap<>(written)) + "\n")
            .write();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("digests are always JSON", e);
    } catch (IOException e) {
      // Next time everything is synthesized, as if it were the first.
    }
  }
}

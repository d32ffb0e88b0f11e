package io.github.cisalarms.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file and what it has to hold.
 *
 * @param path where it is
 * @param text its whole content; written as UTF-8
 */
public record GeneratedFile(Path path, String text) {

  /** Ends the names of files that are written beside others, so that no user's file has one. */
  private static final String TEMPORARY = ".cis-alarms.tmp";

  /**
   * Whether the file holds exactly this text already.
   *
   * @throws IOException if it is there and can't be read
   */
  public boolean isCurrent() throws IOException {
    return Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), bytes());
  }

  /**
   * Finds out before anything is written whether a file can be here.
   *
   * @throws IOException if a folder is here, or a file where one of its folders has to be
   */
  public static void requireFile(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(
          path.toString(), null, "is a folder where a file has to be; name a file, or one in it");
    }
    Path folder = path.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
  }

  /**
   * Writes the file, with its folders, unless it is current. The text is written beside the file
   * and then moved over it: whoever reads or kills this program finds the old text or the new one,
   * never a part.
   *
   * @return whether it was written
   * @throws IOException if it can't be written; the old file is still there then
   */
  public boolean write() throws IOException {
    requireFile(path);
    if (isCurrent()) {
      return false;
    }
    replace(path, out -> out.write(bytes()));
    return true;
  }

  /**
   * Writes files that belong together, all or none: the text of each is written beside it before
   * the first is moved.
   *
   * @return those that were written; the others are current
   * @throws IOException if one of them can't be written; the old files are still there then
   */
  public static List<GeneratedFile> writeAll(List<GeneratedFile> files) throws IOException {
    List<GeneratedFile> changed = new ArrayList<>();
    for (GeneratedFile file : files) {
      requireFile(file.path);
      if (!file.isCurrent()) {
        changed.add(file);
      }
    }
    Map<Path, Path> moves = new LinkedHashMap<>();
    try {
      for (GeneratedFile file : changed) {
        Path beside = beside(file.path);
        moves.put(beside, file.path);
        write(beside, file.path, out -> out.write(file.bytes()));
      }
      for (Map.Entry<Path, Path> move : moves.entrySet()) {
        Files.move(move.getKey(), move.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path beside : moves.keySet()) {
        Files.deleteIfExists(beside);
      }
    }
    return List.copyOf(changed);
  }

  /** Writes what a file has to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file of any size in the same way: whoever reads it or kills this program finds the old
   * content or the new one.
   *
   * @throws IOException if it can't be written; the old file is still there then
   */
  public static void replace(Path path, Content content) throws IOException {
    requireFile(path);
    Path beside = beside(path);
    try {
      write(beside, path, content);
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void write(Path beside, Path path, Content content) throws IOException {
    try (OutputStream out = Files.newOutputStream(beside)) {
      content.writeTo(out);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // That a disk is full, Java says without the file.
      throw new FileSystemException(path.toString(), null, "can't be written: " + e.getMessage());
    }
  }

  /** Where the text of a file is written first; its folder is there then. */
  private static Path beside(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    String prefix = "." + path.getFileName() + ".";
    removeLeftovers(folder, prefix);
    // Not createTempFile, whose files nobody but their owner may read.
    return folder.resolve(prefix + ProcessHandle.current().pid() + TEMPORARY);
  }

  /** What a killed process could not tidy up. */
  private static void removeLeftovers(Path folder, String prefix) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Optional<Long> pid = pidOf(file, prefix);
      if (pid.isPresent() && ProcessHandle.of(pid.get()).isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The process that this file's text was written beside it by; empty for any other file. */
  private static Optional<Long> pidOf(Path file, String prefix) {
    Matcher name =
        Pattern.compile(Pattern.quote(prefix) + "([0-9]{1,18})" + Pattern.quote(TEMPORARY))
            .matcher(file.getFileName().toString());
    return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

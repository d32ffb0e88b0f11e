package io.github.cisalarms.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
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
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    removeLeftovers(folder);
    // Not createTempFile, whose files nobody but their owner may read.
    Path beside = folder.resolve(temporaryPrefix() + ProcessHandle.current().pid() + TEMPORARY);
    try {
      Files.write(beside, bytes());
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
    return true;
  }

  /** What a killed process could not tidy up. */
  private void removeLeftovers(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Optional<Long> pid = pidOf(file);
      if (pid.isPresent() && ProcessHandle.of(pid.get()).isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The process that this file's text was written beside it by; empty for any other file. */
  private Optional<Long> pidOf(Path file) {
    Matcher name =
        Pattern.compile(
                Pattern.quote(temporaryPrefix()) + "([0-9]{1,18})" + Pattern.quote(TEMPORARY))
            .matcher(file.getFileName().toString());
    return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
  }

  private String temporaryPrefix() {
    return "." + path.getFileName() + ".";
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

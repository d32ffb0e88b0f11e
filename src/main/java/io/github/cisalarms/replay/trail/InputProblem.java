package io.github.cisalarms.replay.trail;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Something that could not be read. Everything else was.
 *
 * @param file the file or folder
 * @param problem what is wrong with it, such as {@code the gzip data ends too early}
 */
public record InputProblem(String file, String problem) {

  /** What an exception says of a file; the file's name is said once. */
  public static InputProblem of(String file, IOException e) {
    String reason = reason(e);
    String name = file + ": ";
    return new InputProblem(
        file, reason.startsWith(name) ? reason.substring(name.length()) : reason);
  }

  private static String reason(IOException e) {
    // The file system's own messages are nothing but the path.
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return Optional.ofNullable(e.getMessage()).orElse("can't be read");
  }

  @Override
  public String toString() {
    return file + ": " + problem;
  }
}

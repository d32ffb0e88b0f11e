package io.github.cisalarms.replay;

/**
 * Something that could not be read. Everything else was.
 *
 * @param file the file or folder
 * @param problem what is wrong with it, such as {@code the gzip data ends too early}
 */
public record InputProblem(String file, String problem) {

  @Override
  public String toString() {
    return file + ": " + problem;
  }
}

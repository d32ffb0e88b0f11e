package io.github.cisalarms.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-in module. */
final class ModuleFolder {

  /** Where it is, seen from the folder in which Maven runs the tests. */
  static final Path PATH = Path.of("modules", "cis-alarms");

  static final String MAIN = "main.tf.json";
  static final String TESTS = "tests";
  static final String TEST_SUFFIX = ".tftest.hcl";

  private ModuleFolder() {}

  /** A copy to run an engine in, so that the original stays clean. */
  static Path copyTo(Path folder) {
    Programs.copyFolder(PATH, folder);
    return folder;
  }

  /** Names of the test files. */
  static List<String> testFiles() {
    try (Stream<Path> files = Files.list(PATH.resolve(TESTS))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(TEST_SUFFIX))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

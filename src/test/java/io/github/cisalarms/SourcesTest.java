package io.github.cisalarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps packages and classes of a size that one person takes in. */
class SourcesTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final int MOST_FILES = 30;
  private static final int MOST_LINES = 300;

  @Test
  void noPackageHasTooManyFiles() {
    Map<Path, Long> files =
        sources().stream()
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
    files.values().removeIf(count -> count <= MOST_FILES);
    assertThat(files).as("packages of more than %s files: give them rooms", MOST_FILES).isEmpty();
  }

  @Test
  void noClassIsTooLongWithoutAReasonBesideIt() {
    assertThat(sources().stream().filter(SourcesTest::isTooLong))
        .as(
            "classes of more than %s lines: cut them, or give the reason in a line above the class,"
                + " as in '// Over 300 lines: why'",
            MOST_LINES)
        .isEmpty();
  }

  private static boolean isTooLong(Path file) {
    List<String> lines = lines(file);
    return lines.size() > MOST_LINES
        && lines.stream().noneMatch(line -> line.startsWith("// Over 300 lines: "));
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.cisalarms.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The versions whose advisories somebody has read are those that the build takes. */
class DependenciesTest {

  @Test
  void everyVersionWasReviewed() throws IOException {
    assertThat(reviewed())
        .as("read the advisories of what differs, then change .ci/dependencies")
        .isEqualTo(taken());
  }

  /** By artifact and version. */
  private static Set<String> reviewed() throws IOException {
    try (var lines = Files.lines(Path.of(".ci", "dependencies"))) {
      return lines
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.substring(line.indexOf(':') + 1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** As Maven's local repository has them: {@code group/artifact/version/artifact-version.jar}. */
  private static Set<String> taken() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> jar.getNameCount() > 3)
        .filter(jar -> jar.getFileName().toString().equals(nameOf(jar) + ".jar"))
        .map(jar -> jar.getName(jar.getNameCount() - 3) + ":" + jar.getName(jar.getNameCount() - 2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String nameOf(Path jar) {
    return jar.getName(jar.getNameCount() - 3) + "-" + jar.getName(jar.getNameCount() - 2);
  }
}

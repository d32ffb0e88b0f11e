package io.github.cisalarms.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ArchivableClassesTest {

  private static final Path PICOCLI =
      Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().getPath());

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    ArchivableClasses.main(new String[] {folder.toString(), PICOCLI.toString()});
  }

  @Test
  void writesEveryClass() throws IOException {
    List<String> names;
    try (JarFile jar = new JarFile(PICOCLI.toFile())) {
      names =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches("picocli/.*\\.class"))
              .toList();
    }
    assertThat(written()).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      assertThat(ArchivableClasses.version(Files.readAllBytes(folder.resolve(name))))
          .as(name)
          .isGreaterThanOrEqualTo(ArchivableClasses.FIRST_VERSION);
    }
  }

  /** Java verifies them, as it does with each class that it gets from a jar. */
  @Test
  void theyDoWhatTheyDid() throws Exception {
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      for (String name : written()) {
        Class.forName(name.replace(".class", "").replace('/', '.'), true, loader);
      }
      Class<?> spec = loader.loadClass("picocli.CommandLine$Model$CommandSpec");
      Object command = spec.getMethod("create").invoke(null);
      spec.getMethod("name", String.class).invoke(command, "name");
      spec.getMethod("mixinStandardHelpOptions", boolean.class).invoke(command, true);
      Class<?> line = loader.loadClass("picocli.CommandLine");
      Object usage =
          line.getMethod("getUsageMessage")
              .invoke(line.getConstructor(Object.class).newInstance(command));

      assertThat(usage)
          .isEqualTo(
              new CommandLine(
                      CommandLine.Model.CommandSpec.create()
                          .name("name")
                          .mixinStandardHelpOptions(true))
                  .getUsageMessage());
    }
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }
}

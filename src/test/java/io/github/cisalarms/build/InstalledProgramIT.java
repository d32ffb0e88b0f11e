package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program at another place than the build left it, without the archive of classes beside it.
 */
class InstalledProgramIT {

  private static final long PATIENCE = 120_000;

  @TempDir private Path folder;
  private Path program;

  @BeforeEach
  void install() throws IOException {
    program =
        Files.copy(
            Path.of("target/cis-alarms.jar"),
            folder.resolve("cis-alarms"),
            StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void makesAnArchiveOfClassesBesideItsFirstCommand() throws Exception {
    Path cache = folder.resolve("cache");
    synth(cache);

    Path archive = awaitArchive(cache.resolve("cis-alarms"));

    // With -Xshare:on, a JVM that can't use an archive refuses to start.
    assertThat(
            run(
                cache,
                "java",
                "-Xshare:on",
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + archive,
                "-jar",
                program.toString(),
                "--version"))
        .startsWith("cis-alarms ");
    synth(cache);
    assertThat(files(cache.resolve("cis-alarms"))).containsExactly(archive);
  }

  @Test
  void worksWhereNoArchiveCanBeMade() throws Exception {
    synth(Files.createFile(folder.resolve("file")));
  }

  @Test
  void makesNoneForACommandThatIsOverAtOnce() throws Exception {
    Path cache = folder.resolve("cache");

    assertThat(run(cache, program.toString(), "--version")).startsWith("cis-alarms ");

    assertThat(cache).doesNotExist();
  }

  private void synth(Path cache) throws Exception {
    assertThat(run(cache, program.toString(), "synth", "--out", folder.resolve("out").toString()))
        .contains(": 1 stack, ");
  }

  private String run(Path cache, String... command) throws Exception {
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(errors).isEmptyFile();
    return output;
  }

  /** What makes it outlives the command, so that nobody waits for it but this test. */
  private static Path awaitArchive(Path cache) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE;
    while (System.currentTimeMillis() < end) {
      List<Path> files = files(cache);
      if (files.size() == 1 && files.get(0).toString().endsWith(".jsa")) {
        return files.get(0);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no archive in " + cache);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}

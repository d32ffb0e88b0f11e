package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the packaged program, in a process of its own as users do. */
class ExecutableJarIT {

  private static final Path EXECUTABLE = Path.of("target/cis-alarms.jar");

  private static final String CLIENT_CLASSES =
      "software/amazon/awssdk/services/\\w+/(model/[\\w$]+|(?!.*Async)\\w+Client)\\.class";

  private static final int MEGABYTE = 1_000_000;

  @TempDir private Path folder;

  @Test
  void isSmall() {
    assertThat(EXECUTABLE).satisfies(jar -> assertThat(Files.size(jar)).isLessThan(20 * MEGABYTE));
  }

  /** They are cut down to the operations in use: nothing that those need may be missing. */
  @Test
  void clientsOfAwsAreWhole() throws Exception {
    URL[] jar = {EXECUTABLE.toUri().toURL()};
    try (JarFile file = new JarFile(EXECUTABLE.toFile());
        URLClassLoader classes = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      List<String> names =
          file.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches(CLIENT_CLASSES))
              .map(name -> name.replace(".class", "").replace('/', '.'))
              .toList();
      assertThat(names).contains("software.amazon.awssdk.services.s3.DefaultS3Client");
      for (String name : names) {
        // Initializing verifies it, which loads what it can't do without.
        Class.forName(name, true, classes);
      }
    }
  }

  /** Java leaves older ones out of its archive of classes: each start would verify them anew. */
  @Test
  void javaCanArchiveEveryClass() throws IOException {
    try (JarFile jar = new JarFile(EXECUTABLE.toFile())) {
      List<JarEntry> classes =
          jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      assertThat(classes).extracting(ZipEntry::getName).contains("picocli/CommandLine.class");
      for (JarEntry entry : classes) {
        assertThat(ArchivableClasses.version(jar.getInputStream(entry).readAllBytes()))
            .as(entry.getName())
            .isGreaterThanOrEqualTo(ArchivableClasses.FIRST_VERSION);
      }
    }
  }

  /** Programs that use it need the provider's whole bundle, and every class of it. */
  @Test
  void libraryJarShadowsNothing() throws Exception {
    try (JarFile jar = new JarFile(libraryJar().toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
          .allMatch(
              name -> name.startsWith("io/github/cisalarms/") || name.startsWith("META-INF/"));
    }
  }

  @Test
  void saysNothingOnStandardErrorAndLeavesNothingBehind() throws Exception {
    Run run =
        run(
            Map.of("TMPDIR", folder.toString(), "HOME", folder.toString()),
            "-Djava.io.tmpdir=" + folder,
            "-jar",
            EXECUTABLE.toString(),
            "module",
            "--check");
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isAProgram() throws Exception {
    Run run = run(new ProcessBuilder(EXECUTABLE.toString(), "--version"), Map.of());
    assertThat(run.output()).startsWith("cis-alarms ");
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void isAProgramWithoutItsArchiveOfClasses() throws Exception {
    Path copy = Files.copy(EXECUTABLE, folder.resolve("cis-alarms.jar"), COPY_ATTRIBUTES);
    Run run = run(new ProcessBuilder(copy.toString(), "--version"), Map.of());
    assertThat(run.output()).startsWith("cis-alarms ");
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  /**
   * With -Xshare:on, a JVM that can't use an archive refuses to start. What is not in the archive,
   * Java reads from the jar: nothing of ours.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "controls",
        "replay docs/events",
        "replay --json docs/events/console-signins.json",
        "review src/test/resources/io/github/cisalarms/review/plans/complete.json",
        "synth --out NEW_FOLDER"
      })
  void takesItsClassesFromTheArchive(String command) throws Exception {
    Path log = folder.resolve("classes");
    List<String> line =
        new ArrayList<>(
            List.of(
                "-Xshare:on",
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=target/cis-alarms.jsa",
                "-Xlog:class+load:file=" + log,
                "-jar",
                EXECUTABLE.toString()));
    String out = folder.resolve("out").toString();
    line.addAll(List.of(command.replace("NEW_FOLDER", out).split(" ")));

    Run run = run(Map.of(), line.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.output() + run.errors()).isIn(0, 1);
    assertThat(log)
        .content()
        .contains("io.github.cisalarms.cli.Main source: shared objects file (top)")
        .doesNotContainPattern("(io\\.github\\.cisalarms|picocli)\\.\\S+ source: (file|jar):");
  }

  /** The slim bundle must not make a difference to what is synthesized. */
  @Test
  void synthesizesTheSameAsWithTheWholeBundle() throws Exception {
    String classPath =
        Stream.concat(Stream.of(libraryJar().toString()), dependencies())
            .collect(Collectors.joining(File.pathSeparator));
    Run run = run(Map.of(), "-cp", classPath, "io.github.cisalarms.cli.Main", "module", "--check");
    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "controls"})
  void needsNoNodeWithoutSynthesis(String command) throws Exception {
    Run run = run(Map.of("PATH", folder.toString()), "-jar", EXECUTABLE.toString(), command);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void saysWhatToInstallWithoutNode() throws Exception {
    Run run = run(Map.of("PATH", folder.toString()), "-jar", EXECUTABLE.toString(), "synth");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .isEqualTo(
            "Node.js, which CDKTF runs in, can't be started: Cannot run program \"node\": error=2,"
                + " No such file or directory; install Node.js 20 or later, or name its program in"
                + " JSII_NODE\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--check", "--prune", "--json"})
  void refusesOptionsThatMeanNothingToCdktf(String option) throws Exception {
    Run run =
        run(
            Map.of("CDKTF_OUTDIR", folder.resolve("out").toString()),
            "-jar",
            EXECUTABLE.toString(),
            "synth",
            option);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors())
        .startsWith(
            "CDKTF_OUTDIR is set, so this run writes for CDKTF's command line and has no use for"
                + " --check, --prune and --json; unset it, or name the folder with --out\n");
    assertThat(folder).isEmptyDirectory();
  }

  private static Path libraryJar() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target"))) {
      return jars.filter(jar -> jar.getFileName().toString().matches("cis-alarms-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Stream<String> dependencies() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"));
  }

  private record Run(int exitCode, String output, String errors) {}

  private static Run run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return run(new ProcessBuilder(command), environment);
  }

  private static Run run(ProcessBuilder builder, Map<String, String> environment) throws Exception {
    File output = Files.createTempFile("run", ".out").toFile();
    File errors = Files.createTempFile("run", ".err").toFile();
    builder.redirectOutput(output).redirectError(errors);
    builder.environment().putAll(environment);
    try {
      int exitCode = builder.start().waitFor();
      return new Run(
          exitCode,
          Files.readString(output.toPath(), UTF_8),
          Files.readString(errors.toPath(), UTF_8));
    } finally {
      Files.delete(output.toPath());
      Files.delete(errors.toPath());
    }
  }
}

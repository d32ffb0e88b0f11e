package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged program while it writes. */
class KilledSynthIT {

  private static final int ACCOUNTS = 40;
  private static final Path JAR = Path.of("target/cis-alarms.jar").toAbsolutePath();

  @TempDir private static Path folder;

  /** What whole files look like, before and after the change; made once. */
  private static Map<String, Set<String>> whole;

  @RepeatedTest(10)
  void neverLeavesHalfAFile(RepetitionInfo repetition) throws Exception {
    if (whole == null) {
      whole = new TreeMap<>();
      synthesize(2);
      remember();
      synthesize(1);
      remember();
    }
    Random random = new Random(repetition.getCurrentRepetition());
    Process process = start(1 + repetition.getCurrentRepetition() % 2);
    awaitFirstChange(process);
    Thread.sleep(random.nextInt(30));
    process.destroyForcibly().waitFor();

    Map<String, String> found = read();
    assertThat(found.keySet()).isEqualTo(whole.keySet());
    found.forEach((file, text) -> assertThat(whole.get(file)).as(file).contains(text));
  }

  private void synthesize(int threshold) throws Exception {
    Process process = start(threshold);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private Process start(int threshold) throws IOException {
    StringBuilder config = new StringBuilder();
    config.append(
        """
        defaults:
          region: us-east-1
          log_group_name: aws-cloudtrail-logs
          overrides: {console-signin-without-mfa: {threshold: %d}}
        accounts:
        """
            .formatted(threshold));
    for (int i = 0; i < ACCOUNTS; i++) {
      config.append("  - account_id: \"%012d\"%n".formatted(i));
    }
    Path file = Files.writeString(folder.resolve("cis-alarms.yaml"), config);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            JAR.toString(),
            "synth",
            "--config",
            file.toString(),
            "--out",
            folder.resolve("out").toString());
    File log = folder.resolve("log").toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  /** Waits until files are being written, which is where a kill could do harm. */
  private static void awaitFirstChange(Process process) throws Exception {
    Map<String, Object> before = times();
    while (process.isAlive() && times().equals(before)) {
      Thread.sleep(1);
    }
  }

  private static Map<String, Object> times() throws IOException {
    Map<String, Object> times = new TreeMap<>();
    for (Path file : files()) {
      times.put(file.toString(), Files.getLastModifiedTime(file));
    }
    return times;
  }

  private static void remember() throws IOException {
    read().forEach((file, text) -> whole.computeIfAbsent(file, key -> new HashSet<>()).add(text));
  }

  private static Map<String, String> read() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files()) {
      texts.put(file.getParent().getFileName().toString(), Files.readString(file));
    }
    return texts;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> walked = Files.walk(folder.resolve("out"))) {
      return new ArrayList<>(
          walked.filter(file -> file.getFileName().toString().equals("cdk.tf.json")).toList());
    }
  }
}

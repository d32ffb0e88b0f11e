package io.github.cisalarms.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged program, as users run it. */
final class ExecutableJar {

  private ExecutableJar() {}

  /** Runs a command and waits for its end. */
  static Terraform.Outcome run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /**
   * Runs a command and waits for its end.
   *
   * @param environment beside what the tests' own environment says
   */
  static Terraform.Outcome run(Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/cis-alarms.jar"));
    command.addAll(List.of(arguments));
    try {
      Path folder = Files.createTempDirectory("cis-alarms-run");
      try {
        Path stdout = folder.resolve("stdout");
        Path stderr = folder.resolve("stderr");
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new Terraform.Outcome(
            command, process.waitFor(), Files.readString(stdout), Files.readString(stderr));
      } finally {
        Programs.deleteFolder(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

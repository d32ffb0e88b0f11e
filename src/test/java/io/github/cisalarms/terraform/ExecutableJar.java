package io.github.cisalarms.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged program, as users run it. */
final class ExecutableJar {

  private ExecutableJar() {}

  /** Runs a command and waits for its end. */
  static Terraform.Outcome run(String... arguments) {
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
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
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

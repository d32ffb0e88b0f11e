package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the commands of an {@link Engine} in one folder, apart from the machine's own settings. */
final class Terraform {

  private static final int TIMEOUT_MINUTES = 5;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String program;
  private final Path folder;
  private final Map<String, String> environment;

  Terraform(String program, Path folder, Map<String, String> environment) {
    this.program = program;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** Runs a command and waits for its end. */
  Outcome run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      Path home = Files.createTempDirectory("cis-alarms-home");
      try {
        return run(command, home);
      } finally {
        Programs.deleteFolder(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Plans into a file; the plan as {@code show -json} prints it. */
  JsonNode plan(String... arguments) {
    List<String> all = new ArrayList<>(List.of("plan", "-input=false", "-out=plan.bin"));
    all.addAll(List.of(arguments));
    run(all.toArray(String[]::new)).assertSucceeded();
    return run("show", "-json", "plan.bin").assertSucceeded().json();
  }

  private Outcome run(List<String> command, Path home) throws IOException, InterruptedException {
    Path stdout = home.resolve("stdout");
    Path stderr = home.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    isolate(builder.environment(), home);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException(command + " took more than 5 minutes");
    }
    return new Outcome(
        command, process.exitValue(), Files.readString(stdout), Files.readString(stderr));
  }

  private void isolate(Map<String, String> variables, Path home) throws IOException {
    Programs.isolate(variables, home);
    variables.put("TF_CLI_CONFIG_FILE", Files.createFile(home.resolve("terraform.rc")).toString());
    variables.put("TF_IN_AUTOMATION", "1");
    variables.put("TF_CLI_ARGS", "-no-color");
    variables.put("CHECKPOINT_DISABLE", "1");
    variables.putAll(environment);
  }

  /**
   * How a command ended.
   *
   * @param command with its arguments
   * @param exitCode 0 if it succeeded
   * @param stdout all of it
   * @param stderr all of it
   */
  record Outcome(List<String> command, int exitCode, String stdout, String stderr) {

    Outcome assertSucceeded() {
      return assertExitCode(0);
    }

    Outcome assertExitCode(int expected) {
      assertThat(exitCode)
          .as("exit code of %s%n%s%n%s", String.join(" ", command), stdout, stderr)
          .isEqualTo(expected);
      return this;
    }

    JsonNode json() {
      return parse(stdout);
    }

    /** The lines that a command with {@code -json} prints. */
    List<JsonNode> jsonLines() {
      return stdout.lines().map(Outcome::parse).toList();
    }

    private static JsonNode parse(String text) {
      try {
        return MAPPER.readTree(text);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("not JSON: " + text, e);
      }
    }
  }
}

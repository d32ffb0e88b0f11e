package io.github.cisalarms.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with a {@code cis-alarms.yaml} of one account, in which {@code adopt} is run. */
final class AdoptFixture {

  static final String STACK = "stacks/" + AccountEvidence.ACCOUNT + "-us-east-1";

  final Path folder;
  final Path config;

  /**
   * Writes the configuration.
   *
   * @param settings lines that follow the account's id, region and log group
   */
  AdoptFixture(Path folder, String settings) throws IOException {
    this.folder = folder;
    config = folder.resolve("cis-alarms.yaml");
    Files.writeString(
        config,
        """
        accounts:
          - account_id: "%s"
            region: us-east-1
            log_group_name: aws-cloudtrail-logs
        %s\
        """
            .formatted(AccountEvidence.ACCOUNT, settings.indent(4)));
  }

  /** How a run of the program ended. */
  record Run(int exitCode, String out, String err) {

    /** What it printed, without line breaks and indents. */
    String words() {
      return out.replaceAll("\\s+", " ");
    }

    /** The line with the numbers of the plan. */
    String numbers() {
      return out.lines().reduce((first, second) -> second).orElse("");
    }
  }

  /** Adopts what an account's evidence has. */
  Run adopt(AccountEvidence account, String... arguments) throws IOException {
    Path evidence = Files.writeString(folder.resolve("evidence.json"), account.text());
    return adopt(
        Stream.concat(Stream.of("--evidence", evidence.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  Run adopt(String... arguments) {
    List<String> all = new ArrayList<>(List.of("adopt"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", config.toString(), "--out", folder.toString()));
    return run(all.toArray(String[]::new));
  }

  static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** Every file of the folder with its text. */
  Map<String, String> files() throws IOException {
    try (Stream<Path> walked = Files.walk(folder)) {
      return walked
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("evidence.json"))
          .collect(
              Collectors.toMap(
                  Path::toString, AdoptFixture::text, (one, other) -> one, TreeMap::new));
    }
  }

  /** The {@code adopt.tf.json} of the stack; empty if there is none. */
  String blocks() {
    Path file = folder.resolve(STACK).resolve("adopt.tf.json");
    return Files.exists(file) ? text(file) : "";
  }

  /** What Terraform has in a state on this machine. */
  void state(String... resources) throws IOException {
    Path stack = Files.createDirectories(folder.resolve(STACK));
    Files.writeString(
        stack.resolve("terraform.tfstate"),
        "{\"version\": 4, \"resources\": [" + String.join(",", resources) + "]}");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

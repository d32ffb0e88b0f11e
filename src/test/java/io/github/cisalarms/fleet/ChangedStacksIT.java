package io.github.cisalarms.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet that was synthesized before: what didn't change isn't again, what did always is. */
class ChangedStacksIT {

  private static final int STACKS = 25;
  private static final String JAR = "target/cis-alarms.jar";

  /** The same, for those who write into it. */
  private static final String WITHOUT_STARTER = "target/assembly/cis-alarms.jar";

  @TempDir private Path folder;
  private Path config;
  private Path requests;

  @BeforeEach
  void synthesizeTheFleet() throws Exception {
    config = folder.resolve("cis-alarms.yaml");
    requests = folder.resolve("requests");
    Path node = folder.resolve("node");
    Files.writeString(node, "#!/bin/sh\ntee -a '" + requests + "' | node \"$@\"\n");
    Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxr-xr-x"));
    writeConfig("aws-cloudtrail-logs");
    assertThat(synth(JAR)).endsWith("25 written, 0 unchanged, 0 orphaned, 0 pruned\n");
  }

  @Test
  void onlyTheChangedStackIsSynthesized() throws Exception {
    long all = requests();
    writeConfig("another-log-group");

    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");

    assertThat(requests()).isLessThan(all / 3);
    assertThat(stack(0)).content().contains("another-log-group");
    assertThat(synth(JAR)).endsWith("0 written, 25 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(synth(JAR, "--check")).endsWith("0 stale, 25 unchanged, 0 orphaned, 0 pruned\n");
  }

  @Test
  void noticesAFileThatWasChangedByHand() throws Exception {
    String before = Files.readString(stack(3));
    Files.writeString(stack(3), before.replace("us-east-1", "us-west-2"));

    assertThat(synth(JAR, "--check")).endsWith("1 stale, 24 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(3)).hasContent(before);
  }

  @Test
  void noticesAFileThatIsGone() throws Exception {
    Files.delete(stack(7));

    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
  }

  @Test
  void noticesThatTheProgramIsAnother() throws Exception {
    Path other = Files.copy(Path.of(WITHOUT_STARTER), folder.resolve("other.jar"));
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + other.toUri()), Map.of())) {
      Path catalog = jar.getPath("io/github/cisalarms/catalog/controls.json");
      String text = Files.readString(catalog);
      assertThat(text).contains("Console sign-in without MFA");
      Files.writeString(catalog, text.replace("Console sign-in without MFA", "Sign-in, no MFA"));
    }

    assertThat(synth(other.toString())).endsWith("25 written, 0 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(0)).content().contains("Sign-in, no MFA");
  }

  @Test
  void takesNothingForGrantedWithoutItsMemory() throws Exception {
    long all = requests();
    try (var memories = Files.list(folder.resolve("cache/cis-alarms/synth"))) {
      for (Path memory : memories.toList()) {
        Files.writeString(memory, "{");
      }
    }

    assertThat(synth(JAR)).endsWith("0 written, 25 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(requests()).isGreaterThan(all * 9 / 10);
  }

  private void writeConfig(String logGroupOfTheFirst) throws IOException {
    StringBuilder yaml = new StringBuilder("accounts:\n");
    for (int account = 0; account < STACKS; account++) {
      yaml.append("  - account_id: \"%012d\"\n".formatted(111100000000L + account));
      yaml.append("    region: us-east-1\n");
      yaml.append("    log_group_name: ");
      yaml.append(account == 0 ? logGroupOfTheFirst : "aws-cloudtrail-logs").append('\n');
      yaml.append("    subscriptions: {a: {protocol: email, endpoint: a@example.com}}\n");
    }
    Files.writeString(config, yaml);
  }

  private Path stack(int account) {
    return folder.resolve(
        "out/stacks/%012d-us-east-1/cdk.tf.json".formatted(111100000000L + account));
  }

  /** How often Java asked Node.js for something since the last time; each request is a line. */
  private long requests() throws IOException {
    try (var lines = Files.lines(requests)) {
      return lines.count();
    } finally {
      Files.delete(requests);
    }
  }

  private String synth(String jar, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
    command.addAll(List.of(jar, "synth", "--config", config.toString()));
    command.addAll(List.of("--out", folder.resolve("out").toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("JSII_NODE", folder.resolve("node").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }
}

package io.github.cisalarms.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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

  /** As tools leave it that set back the time of what they write. */
  @Test
  void noticesAChangeOfTheSameLengthAndTime() throws Exception {
    FileTime time = Files.getLastModifiedTime(stack(3));
    String before = Files.readString(stack(3));
    Files.writeString(stack(3), before.replace("us-east-1", "us-east-2"));
    Files.setLastModifiedTime(stack(3), time);

    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(3)).hasContent(before);
  }

  @Test
  void noticesThatTwoStacksWereSwapped() throws Exception {
    String third = Files.readString(stack(3));
    String fourth = Files.readString(stack(4));
    Files.writeString(stack(3), fourth);
    Files.writeString(stack(4), third);

    assertThat(synth(JAR)).endsWith("2 written, 23 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(3)).hasContent(third);
    assertThat(stack(4)).hasContent(fourth);
  }

  /** A branch is checked out, another is synthesized, the first is checked out again. */
  @Test
  void noticesAFileThatWasRightForAnotherConfiguration() throws Exception {
    String before = Files.readString(stack(0));
    writeConfig("another-log-group");
    synth(JAR);
    Files.writeString(stack(0), before);

    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(0)).content().contains("another-log-group");

    writeConfig("aws-cloudtrail-logs");
    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(0)).hasContent(before);
  }

  @Test
  void noticesThatADefaultChanged() throws Exception {
    Files.writeString(config, "defaults: {name_prefix: org-}\n" + Files.readString(config));

    assertThat(synth(JAR)).endsWith("25 written, 0 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(24)).content().contains("org-");
  }

  @Test
  void leavesWhatPeoplePutBesideAStackAndFindsWhatTheyPutInItsPlace() throws Exception {
    Path beside = Files.writeString(stack(5).resolveSibling("ours.tf"), "# ours\n");
    Files.delete(stack(6));
    Files.createDirectory(stack(6));

    assertThat(synth(JAR)).isEmpty();

    Files.delete(stack(6));
    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(beside).hasContent("# ours");
  }

  /** The digests say nothing of where they were made, and so hold anywhere or nowhere. */
  @Test
  void takesTheMemoryOfAnotherFolderForWhatItIs() throws Exception {
    Path memory = memories().get(0);
    String known = Files.readString(memory);
    Files.writeString(stack(2), Files.readString(stack(2)).replace("us-east-1", "us-east-2"));
    Path other = folder.resolve("other");
    copy(folder.resolve("out"), other);
    assertThat(synthInto(other, JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
    Files.writeString(stack(9), "{}\n");
    for (Path each : memories()) {
      Files.writeString(each, known);
    }

    assertThat(synth(JAR)).endsWith("2 written, 23 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(synthInto(other, JAR)).endsWith("0 written, 25 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(synth(JAR, "--check")).endsWith("0 stale, 25 unchanged, 0 orphaned, 0 pruned\n");
  }

  @Test
  void noticesAFileThatIsGone() throws Exception {
    Files.delete(stack(7));

    assertThat(synth(JAR)).endsWith("1 written, 24 unchanged, 0 orphaned, 0 pruned\n");
  }

  @Test
  void noticesThatTheProgramIsAnother() throws Exception {
    Path other = otherVersion();

    assertThat(synth(other.toString())).endsWith("25 written, 0 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(0)).content().contains("Sign-in, no MFA");
  }

  /** Installed, as a package manager does it, between the start of Java and that of Node.js. */
  @Test
  void noticesThatTheProgramBecameAnotherWhileItRan() throws Exception {
    Path other = otherVersion();
    Path program = Files.copy(Path.of(WITHOUT_STARTER), folder.resolve("program.jar"));
    Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
    Path node = folder.resolve("node");
    String before = Files.readString(node);
    Files.writeString(
        node, before.replace("#!/bin/sh\n", "#!/bin/sh\nmv '" + other + "' '" + program + "'\n"));
    writeConfig("another-log-group");
    synth(program.toString());
    assertThat(other).doesNotExist();
    assertThat(stack(0)).content().doesNotContain("Sign-in, no MFA");
    Files.writeString(node, before);

    assertThat(synth(program.toString()))
        .endsWith("25 written, 0 unchanged, 0 orphaned, 0 pruned\n");
    assertThat(stack(0)).content().contains("Sign-in, no MFA");
  }

  private Path otherVersion() throws IOException {
    Path other = Files.copy(Path.of(WITHOUT_STARTER), folder.resolve("other.jar"));
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + other.toUri()), Map.of())) {
      Path catalog = jar.getPath("io/github/cisalarms/catalog/controls.json");
      String text = Files.readString(catalog);
      assertThat(text).contains("Console sign-in without MFA");
      Files.writeString(catalog, text.replace("Console sign-in without MFA", "Sign-in, no MFA"));
    }
    return other;
  }

  @Test
  void takesNothingForGrantedWithoutItsMemory() throws Exception {
    long all = requests();
    String known = Files.readString(memories().get(0));
    String name = "\"%012d-us-east-1\"".formatted(111100000000L);
    for (String damaged :
        List.of(
            "{",
            "",
            "null",
            "[1]",
            "{" + name + ":null}",
            "{" + name + ":{}}",
            "{" + name + ":{\"input\":null,\"bytes\":[]}}",
            known.substring(0, known.length() / 2))) {
      Files.writeString(memories().get(0), damaged);

      assertThat(synth(JAR))
          .as(damaged)
          .endsWith("0 written, 25 unchanged, 0 orphaned, 0 pruned\n");
      assertThat(requests()).as(damaged).isGreaterThan(all * 9 / 10);
    }
  }

  private List<Path> memories() throws IOException {
    try (var memories = Files.list(folder.resolve("cache/cis-alarms/synth"))) {
      return memories.toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
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
    return synthInto(folder.resolve("out"), jar, options);
  }

  private String synthInto(Path out, String jar, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
    command.addAll(List.of(jar, "synth", "--config", config.toString()));
    command.addAll(List.of("--out", out.toString()));
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

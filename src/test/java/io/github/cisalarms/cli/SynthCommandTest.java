package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path config;
  private Path stacks;

  @BeforeEach
  void writeTheConfiguration() throws IOException {
    stacks = folder.resolve("out/stacks");
    config = folder.resolve("cis-alarms.yaml");
    Files.writeString(
        config,
        """
        defaults:
          region: us-east-1
          log_group_name: aws-cloudtrail-logs
          controls: [console-signin-without-mfa]
          subscriptions: {ops: {protocol: email, endpoint: ops@example.com}}
        accounts:
          - account_id: "111122223333"
          - account_id: "444455556666"
        """);
  }

  @Test
  void saysWhatItWrote() throws IOException {
    assertThat(synth()).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            written   STACKS/111122223333-us-east-1
            written   STACKS/444455556666-us-east-1
            STACKS: 2 stacks, 2 written, 0 unchanged, 0 orphaned, 0 pruned
            """
                .replace("STACKS", stacks.toString()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysWhatItWouldOrphanAndPrunesOnDemand() throws IOException {
    synth();
    Files.writeString(
        config, Files.readString(config).replace("  - account_id: \"444455556666\"\n", ""));

    clear();
    assertThat(synth()).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            orphaned  STACKS/444455556666-us-east-1
            STACKS: 1 stack, 0 written, 1 unchanged, 1 orphaned, 0 pruned
            """
                .replace("STACKS", stacks.toString()));
    assertThat(err.toString())
        .isEqualTo(
            "Orphaned stacks are not in "
                + config
                + " any more. If one goes by another name now, move its state there, since a destroy"
                + " would take the alarms that both have; else run 'terraform destroy' in its"
                + " folder. Then synth --prune.\n");

    clear();
    assertThat(synth("--prune")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            pruned    STACKS/444455556666-us-east-1
            STACKS: 1 stack, 0 written, 1 unchanged, 0 orphaned, 1 pruned
            """
                .replace("STACKS", stacks.toString()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void checksWithoutWriting() throws IOException {
    assertThat(synth("--check")).isEqualTo(1);
    assertThat(stacks).doesNotExist();
    assertThat(out.toString()).startsWith("stale     " + stacks + "/111122223333-us-east-1\n");
    assertThat(err.toString()).isEqualTo("Run 'cis-alarms synth', read the diff, commit it.\n");

    synth();
    assertThat(synth("--check")).isZero();
  }

  @Test
  void printsJson() throws IOException {
    assertThat(synth("--json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {
                      "folder": "STACKS",
                      "written": ["111122223333-us-east-1", "444455556666-us-east-1"],
                      "unchanged": [],
                      "orphaned": [],
                      "pruned": [],
                      "atlantis": null
                    }
                    """
                        .replace("STACKS", stacks.toString())));
  }

  @Test
  void badInputLeavesTheOutputAlone() throws IOException {
    synth();
    String before = Files.readString(stacks.resolve("111122223333-us-east-1/cdk.tf.json"));
    Files.writeString(
        config,
        """
        accounts:
          - account_id: 111122223333
            regoin: us-east-1
            log_group_name: aws-cloudtrail-*
        """);
    clear();
    assertThat(synth()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            """
            CONFIG:2:5: accounts[0].region: is missing; write one, as in 'region: "us-east-1"'
            CONFIG:2:17: accounts[0].account_id: 111122223333 is a number for YAML; put it in \
            quotes: "111122223333"
            CONFIG:3:5: accounts[0].regoin: unknown key 'regoin': did you mean 'region'?
            CONFIG:4:21: accounts[0].log_group_name: 'aws-cloudtrail-*' has a wildcard; write the \
            full name of one log group, and use 'log_groups' for several
            """
                .replace("CONFIG", config.toString()));
    assertThat(stacks.resolve("111122223333-us-east-1/cdk.tf.json")).hasContent(before);
  }

  @Test
  void namesAMissingConfiguration() {
    assertThat(run("synth", "--config", "nowhere.yaml")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("nowhere.yaml: there is no such file; write one, or name it with --config\n");
  }

  @Test
  void namesAnOutputFolderThatCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("out"), "");
    assertThat(synth()).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "%s: can't be written, since %s is a file; name another folder with --out\n"
                .formatted(stacks, folder.resolve("out")));
  }

  @Test
  void warnsWhereNobodyIsTold() throws IOException {
    Files.writeString(
        config, Files.readString(config).replace("666\"", "666\"\n    subscriptions: {ops: null}"));
    assertThat(synth("--check")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith(
            "Nobody subscribes to the topic of account 444455556666, so its alarms tell nobody;"
                + " write 'subscriptions', or the 'sns_topic_arn' of a topic that has some.\n");
  }

  @Test
  void refusesStandardInput() {
    assertThat(run("synth", "--config", "-")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "--config -: the configuration is not read from standard input, since paths in it start"
                + " from its folder; name a file\n");
  }

  private int synth(String... options) {
    String[] args = new String[options.length + 5];
    args[0] = "synth";
    args[1] = "--config";
    args[2] = config.toString();
    args[3] = "--out";
    args[4] = folder.resolve("out").toString();
    System.arraycopy(options, 0, args, 5, options.length);
    return run(args);
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private void clear() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }
}

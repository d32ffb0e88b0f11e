package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken over from evidence and states, without Terraform. */
class AdoptCommandTest {

  private static final Path EXAMPLE = Path.of("docs/adopt");

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void copyTheExample() throws IOException {
    config = folder.resolve("cis-alarms.yaml");
    Files.copy(EXAMPLE.resolve("cis-alarms.yaml"), config);
  }

  @Test
  void proposesAndWritesNothingWithoutBeingAsked() throws IOException {
    Map<String, String> before = files();

    Run run = adopt("--evidence", EXAMPLE.resolve("evidence.json").toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "import   root-account-usage: filter 'Root Login', alarm 'Root account used'",
            "+        filter_name: Root Login")
        .endsWith("16 to import, 15 to change, 20 to add, 0 to destroy\n");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void writesTheConfigurationAndTheBlocks() throws IOException {
    Run run = adopt("--evidence", EXAMPLE.resolve("evidence.json").toString(), "--write");

    assertThat(run.out()).endsWith("16 to import, 15 to change, 20 to add, 0 to destroy\n");
    assertThat(Files.readString(folder.resolve("stacks/111122223333-us-east-1/adopt.tf.json")))
        .contains(
            "\"to\": \"aws_cloudwatch_log_metric_filter.control[\\\"root-account-usage\\\"]\"",
            "\"id\": \"aws-cloudtrail-logs:Root Login\"");
    assertThat(Files.readString(config))
        .startsWith(Files.readString(EXAMPLE.resolve("cis-alarms.yaml")).stripTrailing());

    // Once the file has it, there is nothing to edit, and the plan is still the same.
    Run again = adopt("--evidence", EXAMPLE.resolve("evidence.json").toString());
    assertThat(again.out())
        .contains("unchanged ")
        .endsWith("16 to import, 15 to change, 20 to add, 0 to destroy\n");

    assertThat(adopt("--done").out()).endsWith("1 file removed\n");
    assertThat(folder.resolve("stacks/111122223333-us-east-1/adopt.tf.json")).doesNotExist();
  }

  @Test
  void refusesEvidenceOfAnotherAccount() throws IOException {
    Files.writeString(config, Files.readString(config).replace("111122223333", "444455556666"));
    Map<String, String> before = files();

    Run run = adopt("--evidence", EXAMPLE.resolve("evidence.json").toString(), "--write");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "docs/adopt/evidence.json is of account 111122223333, and no stack is for that; there"
                + " are: 444455556666-us-east-1\n");
    assertThat(files()).isEqualTo(before);

    Run named =
        adopt(
            "--evidence",
            EXAMPLE.resolve("evidence.json").toString(),
            "--stack",
            "444455556666-us-east-1");
    assertThat(named.exitCode()).isEqualTo(2);
    assertThat(named.err())
        .contains(
            "is of account 111122223333, and stack 444455556666-us-east-1 is for 444455556666");
  }

  @Test
  void refusesAStateOfAnotherProgram() throws IOException {
    Path state =
        Files.writeString(
            folder.resolve("state.json"),
            """
            {"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {
              "resources": [{"address": "aws_instance.web", "mode": "managed",
                "type": "aws_instance", "name": "web", "values": {}}]}}}
            """);

    Run run = adopt("--state", state.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            state
                + " has no metric filter and no alarm; print the state of the configuration that"
                + " made them: terraform show -json > state.json\n");
  }

  @Test
  void refusesAPlanWhereAStateIsAsked() {
    Run run =
        adopt(
            "--state",
            "src/test/resources/io/github/cisalarms/review/peers/nozaq-alarm-baseline.json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("is a plan, which says what will be");
  }

  @Test
  void refusesAFileThatCannotBeEditedAndWritesNothing() throws IOException {
    Files.writeString(
        config,
        """
        x-base: &base
          account_id: "111122223333"
          region: us-east-1
          log_group_name: aws-cloudtrail-logs
          subscriptions: {}
        accounts: [*base]
        """);
    Map<String, String> before = files();

    Run run = adopt("--evidence", EXAMPLE.resolve("evidence.json").toString(), "--write");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("cis-alarms.yaml:1:1: ", "an anchor shares this");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void forgetsByHandWhereTheVersionKnowsNoRemovedBlocks() throws IOException {
    Path state = state("1.6.6");

    Run run = adopt("--state", state.toString(), "--write");

    assertThat(run.out())
        .contains("terraform state rm 'module.old.aws_cloudwatch_log_metric_filter.root[0]'")
        .endsWith("2 to import, 2 to change, 33 to add, 0 to destroy\n");
    assertThat(folder.resolve("stacks/111122223333-us-east-1/adopt-removed")).doesNotExist();
  }

  @Test
  void forgetsWithAllInstancesWhatStaysInAModule() throws IOException {
    Path state = state("1.11.4");

    adopt("--state", state.toString(), "--write");

    assertThat(
            Files.readString(
                folder.resolve("stacks/111122223333-us-east-1/adopt-removed/removed.tf.json")))
        .contains(
            "\"from\": \"module.old.aws_cloudwatch_log_metric_filter.root\"",
            "\"from\": \"module.old.aws_sqs_queue.alarms\"",
            "\"destroy\": false");
  }

  @Test
  void announcesWhatItDestroysInTheSameStateOfAnOldVersion() throws IOException {
    assertThat(adopt("--state", state("1.6.6").toString(), "--same-state").out())
        .contains("  move     root-account-usage: filter 'Root', alarm 'Root'")
        .contains("  destroy  module.old.aws_sqs_queue.alarms\n")
        .endsWith("0 to import, 2 to change, 33 to add, 1 to destroy\n");
    assertThat(adopt("--state", state("1.7.0").toString(), "--same-state").out())
        .contains("  forget   module.old.aws_sqs_queue.alarms\n")
        .endsWith("0 to import, 2 to change, 33 to add, 0 to destroy\n");
  }

  @Test
  void writesTheBlocksForWhoCallsTheModule() throws IOException {
    Run run =
        run(
            "adopt",
            "--module",
            "module.security.module.alarms",
            "--log-group",
            "aws-cloudtrail-logs",
            "--state",
            state("1.11.4").toString(),
            "--out",
            folder.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            """
            overrides = {
              "root-account-usage" = {
                "filter_name" = "Root"
            """
                .stripTrailing());
    assertThat(Files.readString(folder.resolve("adopt.tf.json")))
        .contains(
            "\"module.security.module.alarms.aws_cloudwatch_metric_alarm.control[\\\"root-account-usage\\\"]\"");
  }

  @Test
  void saysWhichOptionsGoTogether() {
    assertThat(adopt("--state", "a.json", "--done").err())
        .contains("--state, --evidence, --profile and --done exclude each other");
    assertThat(adopt("--same-state").err()).contains("--same-state goes with --state");
    assertThat(adopt("--module", "module.a").err()).contains("--module goes with --log-group");
  }

  private Path state(String version) throws IOException {
    String pattern =
        "{ $.userIdentity.type = \\\"Root\\\" && $.userIdentity.invokedBy NOT EXISTS &&"
            + " $.eventType != \\\"AwsServiceEvent\\\" }";
    return Files.writeString(
        folder.resolve("state-" + version + ".json"),
        """
        {"format_version": "1.0", "terraform_version": "%s", "values": {"root_module": {
          "child_modules": [{"address": "module.old", "resources": [
            {"address": "module.old.aws_cloudwatch_log_metric_filter.root[0]", "mode": "managed",
             "type": "aws_cloudwatch_log_metric_filter", "name": "root", "index": 0, "values": {
               "name": "Root", "log_group_name": "aws-cloudtrail-logs", "pattern": "%s",
               "metric_transformation": [{"name": "RootMetric", "namespace": "CISBenchmark",
                 "value": "1", "unit": "None", "default_value": ""}]}},
            {"address": "module.old.aws_cloudwatch_metric_alarm.root[0]", "mode": "managed",
             "type": "aws_cloudwatch_metric_alarm", "name": "root", "index": 0, "values": {
               "alarm_name": "Root", "arn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:Root",
               "metric_name": "RootMetric", "namespace": "CISBenchmark", "statistic": "Sum",
               "comparison_operator": "GreaterThanOrEqualToThreshold", "threshold": 1,
               "period": 300, "evaluation_periods": 1, "actions_enabled": true}},
            {"address": "module.old.aws_sqs_queue.alarms", "mode": "managed",
             "type": "aws_sqs_queue", "name": "alarms", "values": {}}
          ]}]}}}
        """
            .formatted(version, pattern));
  }

  /** How a run of the program ended. */
  private record Run(int exitCode, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private Run adopt(String... arguments) {
    List<String> all = new ArrayList<>(List.of("adopt"));
    all.addAll(List.of(arguments));
    if (!all.contains("--config")) {
      all.addAll(List.of("--config", config.toString(), "--out", folder.toString()));
    }
    return run(all.toArray(String[]::new));
  }

  private Map<String, String> files() throws IOException {
    try (Stream<Path> walked = Files.walk(folder)) {
      return walked
          .filter(Files::isRegularFile)
          .collect(Collectors.toMap(Path::toString, AdoptCommandTest::text));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

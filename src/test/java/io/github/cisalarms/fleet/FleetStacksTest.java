package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.fleet.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetStacksTest {

  private static final String TWO_ACCOUNTS =
      """
      defaults:
        region: us-east-1
        log_group_name: aws-cloudtrail-logs
        controls: [console-signin-without-mfa]
      accounts:
        - account_id: "111122223333"
        - account_id: "444455556666"
      """;

  private static final String ONE_ACCOUNT = TWO_ACCOUNTS.replaceAll("  - account_id: \"4.*\n", "");

  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void nameTheOutput() {
    out = folder.resolve("out");
  }

  @Test
  void theSampleIsTheSnapshot() throws IOException {
    FleetStacks.synthesize(FleetConfig.read(Path.of("cis-alarms.yaml")), out, done -> {})
        .write(false);
    assertThat(Files.readString(out.resolve("stacks/111122223333-us-east-1/cdk.tf.json")))
        .as(
            "main.tf.json.snapshot is stale: run 'java -jar target/cis-alarms.jar synth' and copy"
                + " the stack's cdk.tf.json over it")
        .isEqualTo(Files.readString(Path.of("main.tf.json.snapshot")));
  }

  @Test
  void aStackIsASelfContainedRoot() throws IOException {
    JsonNode stack =
        synthesizeOne(
            """
            accounts:
              - account_id: "111122223333"
                region: us-gov-west-1
                log_group_name: aws-cloudtrail-logs
                controls: [console-signin-without-mfa]
                profile: dev
                assume_role:
                  role_arn: arn:{partition}:iam::{account_id}:role/cis-alarms
                  external_id: example
                  session_name: cis-alarms
                  duration: 15m
                default_tags: {team: security}
            """);
    assertThat(stack.get("provider"))
        .isEqualTo(
            json(
                """
                {
                  "aws": [
                    {
                      "allowed_account_ids": ["111122223333"],
                      "assume_role": [
                        {
                          "duration": "15m",
                          "external_id": "example",
                          "role_arn": "arn:aws-us-gov:iam::111122223333:role/cis-alarms",
                          "session_name": "cis-alarms"
                        }
                      ],
                      "default_tags": [{"tags": {"team": "security"}}],
                      "profile": "dev",
                      "region": "us-gov-west-1"
                    }
                  ]
                }
                """));
    assertThat(stack.get("terraform"))
        .isEqualTo(
            json(
                """
                {
                  "required_providers": {
                    "aws": {"source": "hashicorp/aws", "version": ">= 5.0.0, < 7.0.0"}
                  },
                  "required_version": ">= 1.5.0"
                }
                """));
    assertThat(addresses(stack))
        .containsExactly(
            "aws_cloudwatch_log_metric_filter.control",
            "aws_cloudwatch_metric_alarm.control",
            "aws_sns_topic.alarms",
            "aws_sns_topic_policy.alarms");
  }

  @Test
  void s3LocksByItselfAndAsksForATerraformThatCan() throws IOException {
    JsonNode terraform =
        synthesizeOne(
                """
                accounts:
                  - account_id: "111122223333"
                    region: us-east-1
                    log_group_name: aws-cloudtrail-logs
                    backend:
                      s3:
                        bucket: example-state
                        region: eu-west-1
                        assume_role: {role_arn: "arn:aws:iam::444455556666:role/state"}
                """)
            .get("terraform");
    assertThat(terraform.get("required_version").asText()).isEqualTo(">= 1.10.0");
    assertThat(terraform.get("backend"))
        .isEqualTo(
            json(
                """
                {
                  "s3": {
                    "assume_role": {"role_arn": "arn:aws:iam::444455556666:role/state"},
                    "bucket": "example-state",
                    "encrypt": true,
                    "key": "cis-alarms/111122223333-us-east-1.tfstate",
                    "region": "eu-west-1",
                    "use_lockfile": true
                  }
                }
                """));
  }

  @Test
  void aPinnedModuleIsCalledWithTheSettingsThatAreItsInputs() throws IOException {
    JsonNode stack =
        synthesizeOne(
            """
            defaults:
              overrides:
                vpc-changes: {threshold: 2}
                root-account-usage: {severity: high}
            accounts:
              - account_id: "111122223333"
                region: us-east-1
                log_group_name: aws-cloudtrail-logs
                module: {source: ./modules/cis-alarms}
                controls: "5.0"
                disabled_controls: [vpc-changes]
                subscriptions:
                  ops:
                    protocol: email
                    endpoint: ops@example.com
                    filter_policy: {NewStateValue: [ALARM]}
                    filter_policy_scope: MessageBody
              - account_id: "444455556666"
                region: us-east-1
                log_group_name: aws-cloudtrail-logs
                controls: [root-account-usage, vpc-changes]
            """);
    assertThat(stack.get("module"))
        .isEqualTo(
            json(
                """
                {
                  "cis_alarms": {
                    "source": "../../../modules/cis-alarms",
                    "account_id": "111122223333",
                    "log_group_name": "aws-cloudtrail-logs",
                    "controls": ["5.0"],
                    "disabled_controls": ["vpc-changes"],
                    "overrides": {"root-account-usage": {"severity": "high"}},
                    "subscriptions": {
                      "ops": {
                        "protocol": "email",
                        "endpoint": "ops@example.com",
                        "filter_policy": "{\\"NewStateValue\\":[\\"ALARM\\"]}",
                        "filter_policy_scope": "MessageBody"
                      }
                    }
                  }
                }
                """));
    assertThat(stack.has("resource")).isFalse();
  }

  @Test
  void textsOfTheConfigurationAreNoTerraformExpressions() throws IOException {
    JsonNode stack =
        synthesizeOne(
            """
            accounts:
              - account_id: "111122223333"
                region: us-east-1
                log_group_name: aws-cloudtrail-logs
                controls: [console-signin-without-mfa]
                overrides:
                  console-signin-without-mfa:
                    description: "costs ${account} and %{if}"
                    pattern: '{ $.a = %${x}% }'
            """);
    JsonNode control = stack.at("/locals/controls/console-signin-without-mfa");
    assertThat(control.get("description").asText()).isEqualTo("costs $${account} and %%{if}");
    assertThat(control.get("pattern").asText()).isEqualTo("{ $.a = %$${x}% }");
  }

  @Test
  void nothingOfTheMachineOrOfCdktfIsInTheOutput() throws IOException {
    synthesize(TWO_ACCOUNTS).write(false);
    assertThat(Files.readString(file("111122223333-us-east-1")))
        .doesNotContain("\"//\"", folder.toString(), System.getProperty("user.dir"), "5.23");
    try (Stream<Path> files = Files.walk(out)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactlyInAnyOrder(
              file("111122223333-us-east-1"), file("444455556666-us-east-1"));
    }
  }

  @Test
  void onlyWhatChangedIsWritten() throws IOException {
    synthesize(TWO_ACCOUNTS).write(false);
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file("111122223333-us-east-1"), longAgo);
    Files.setLastModifiedTime(file("444455556666-us-east-1"), longAgo);

    String changed =
        TWO_ACCOUNTS
            + "    overrides: {console-signin-without-mfa: {threshold: 3}}\n"
            + "  - account_id: \"777788889999\"\n";
    assertThat(synthesize(changed).write(false))
        .isEqualTo(
            new SynthSummary(
                List.of("444455556666-us-east-1", "777788889999-us-east-1"),
                List.of("111122223333-us-east-1"),
                List.of(),
                List.of(),
                Optional.empty()));
    assertThat(Files.getLastModifiedTime(file("111122223333-us-east-1"))).isEqualTo(longAgo);
  }

  @Test
  void aRemovedAccountIsReportedAndRemovedOnDemand() throws IOException {
    synthesize(TWO_ACCOUNTS).write(false);
    Path gone = out.resolve("stacks/444455556666-us-east-1");
    Files.writeString(gone.resolve(".terraform.lock.hcl"), "");
    Files.createDirectories(gone.resolve(".terraform/providers"));
    Files.createDirectories(out.resolve("stacks/by-hand"));
    FleetStacks rest = synthesize(ONE_ACCOUNT);

    assertThat(rest.write(false).orphaned()).containsExactly("444455556666-us-east-1");
    assertThat(file("444455556666-us-east-1")).exists();

    assertThat(rest.write(true).pruned()).containsExactly("444455556666-us-east-1");
    assertThat(gone).doesNotExist();
    assertThat(out.resolve("stacks/by-hand")).exists();
    assertThat(rest.compare().isClean()).isTrue();
  }

  @Test
  void pruningLeavesAnEmptyStateAlone() throws IOException {
    synthesize(TWO_ACCOUNTS).write(false);
    Path state = out.resolve("stacks/444455556666-us-east-1/terraform.tfstate");
    Files.writeString(state, "{\"version\": 4, \"resources\": []}");
    synthesize(ONE_ACCOUNT).write(true);
    assertThat(state).exists();
    assertThat(file("444455556666-us-east-1")).doesNotExist();
  }

  @Test
  void aStackWhoseStateHoldsResourcesIsNotPruned() throws IOException {
    synthesize(TWO_ACCOUNTS).write(false);
    Path gone = out.resolve("stacks/444455556666-us-east-1");
    Files.writeString(
        gone.resolve("terraform.tfstate"), "{\"resources\": [{\"type\": \"aws_sns_topic\"}]}");
    Files.delete(file("111122223333-us-east-1"));
    FleetStacks rest = synthesize(ONE_ACCOUNT);
    assertThatThrownBy(() -> rest.write(true))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s: can't be pruned, since terraform.tfstate holds resources; run 'terraform destroy'"
                + " in the folder first",
            gone);
    assertThat(file("444455556666-us-east-1")).exists();
    assertThat(file("111122223333-us-east-1")).doesNotExist();
  }

  /** {@code cdktf.out} is the folder of every CDKTF program. */
  @Test
  void stacksOfOtherProgramsAreNoOrphans() throws IOException {
    FleetStacks stacks = synthesize(ONE_ACCOUNT);
    stacks.write(false);
    Path network = Files.createDirectories(out.resolve("stacks/my-network"));
    String text =
        """
        {
          "provider": {"aws": [{"allowed_account_ids": ["111122223333"], "region": "us-east-1"}]},
          "output": {"alarm_arns": {"value": "mine"}, "sns_topic_arn": {"value": "mine"}}
        }
        """;
    Files.writeString(network.resolve("cdk.tf.json"), text);
    Files.writeString(
        Files.createDirectories(out.resolve("stacks/half")).resolve("cdk.tf.json"), "{");

    assertThat(stacks.compare().isClean()).isTrue();
    assertThat(stacks.write(true).pruned()).isEmpty();
    assertThat(network.resolve("cdk.tf.json")).hasContent(text);
  }

  @Test
  void whoeverMayReadTheFolderMayReadTheFiles() throws IOException {
    synthesize(TWO_ACCOUNTS).write(false);
    Path plain = Files.writeString(folder.resolve("plain"), "");
    assertThat(Files.getPosixFilePermissions(file("111122223333-us-east-1")))
        .isEqualTo(Files.getPosixFilePermissions(plain))
        .contains(PosixFilePermission.OWNER_READ);
  }

  @Test
  void leftoversOfAKilledProcessAreTidiedUp() throws IOException {
    Path stack = Files.createDirectories(out.resolve("stacks/111122223333-us-east-1"));
    Path leftover = Files.writeString(stack.resolve(".cdk.tf.json.999999999.cis-alarms.tmp"), "{");
    synthesize(TWO_ACCOUNTS).write(false);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefusedBeforeAnythingIsWritten() throws IOException {
    Files.writeString(out, "");
    FleetStacks stacks = synthesize(TWO_ACCOUNTS);
    assertThatThrownBy(() -> stacks.write(false))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%1$s/stacks: can't be written, since %1$s is a file; name another folder with --out",
            out);
  }

  @Test
  void forCdktfThereAreManifestAndMetadataAndStillNoAbsolutePath() throws IOException {
    FleetStacks.synthesizeForCdktf(config(TWO_ACCOUNTS), out);
    JsonNode manifest = new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
    assertThat(manifest.get("stacks").properties())
        .extracting(stack -> stack.getValue().get("synthesizedStackPath").asText())
        .containsExactly(
            "stacks/111122223333-us-east-1/cdk.tf.json",
            "stacks/444455556666-us-east-1/cdk.tf.json");
    JsonNode stack = new ObjectMapper().readTree(file("111122223333-us-east-1").toFile());
    assertThat(stack.at("/~1~1/metadata/stackName").asText()).isEqualTo("111122223333-us-east-1");
    String state = stack.at("/terraform/backend/local/path").asText();
    assertThat(file("111122223333-us-east-1").getParent().resolve(state).normalize())
        .isEqualTo(Path.of("terraform.111122223333-us-east-1.tfstate").toAbsolutePath());
    assertThat(state).startsWith("../");
  }

  @Test
  void cdktfDoesNotLoseTheStateThatTerraformKeepsBesideTheStack() throws IOException {
    FleetStacks stacks = synthesize(TWO_ACCOUNTS);
    stacks.write(false);
    Path state = file("444455556666-us-east-1").resolveSibling("terraform.tfstate");
    Files.writeString(state, "{\"resources\": [{\"type\": \"aws_sns_topic\"}]}");
    String before = Files.readString(file("111122223333-us-east-1"));
    assertThatThrownBy(() -> FleetStacks.synthesizeForCdktf(config(TWO_ACCOUNTS), out))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s:7:5: accounts[1].backend: the state of '444455556666-us-east-1' is in %s, and this"
                + " run would have Terraform begin a new one in %s; move the file there, or write a"
                + " 'backend'",
            folder.resolve("cis-alarms.yaml"),
            state,
            Path.of("terraform.444455556666-us-east-1.tfstate").toAbsolutePath());
    assertThat(file("111122223333-us-east-1")).hasContent(before);

    Files.writeString(state, "{\"resources\": []}");
    FleetStacks.synthesizeForCdktf(config(TWO_ACCOUNTS), out);
  }

  @Test
  void theStateThatCdktfKeepsIsNotLostEither() throws IOException {
    FleetStacks.synthesizeForCdktf(config(ONE_ACCOUNT), out);
    Path file = file("111122223333-us-east-1");
    // Not in the current folder, where CDKTF would keep it: that is the checkout.
    Files.writeString(
        file, Files.readString(file).replaceAll("\"path\": \".*\"", "\"path\": \"../state\""));
    Files.writeString(
        out.resolve("stacks/state"), "{\"resources\": [{\"type\": \"aws_sns_topic\"}]}");
    FleetStacks stacks = synthesize(ONE_ACCOUNT);
    String message =
        "%s:6:5: accounts[0].backend: the state of '111122223333-us-east-1' is in %s, and this run"
            + " would have Terraform begin a new one in %s; move the file there, or write a"
            + " 'backend'";
    Object[] places = {
      folder.resolve("cis-alarms.yaml"),
      out.resolve("stacks/state"),
      file.resolveSibling("terraform.tfstate")
    };
    assertThatThrownBy(() -> stacks.write(false)).hasMessage(message, places);
    assertThatThrownBy(stacks::compare).hasMessage(message, places);

    synthesize(ONE_ACCOUNT + "    backend: {local: {path: ../state}}\n").write(false);
  }

  @Test
  void aFileInPlaceOfAStacksFolderIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path inTheWay = out.resolve("stacks/444455556666-us-east-1");
    Files.createDirectories(inTheWay.getParent());
    Files.writeString(inTheWay, "");
    FleetStacks stacks = synthesize(TWO_ACCOUNTS);
    assertThatThrownBy(() -> stacks.write(false))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%1$s: can't be written, since %1$s is a file; name another folder with --out",
            inTheWay);
    assertThat(file("111122223333-us-east-1")).doesNotExist();
  }

  private JsonNode synthesizeOne(String yaml) throws IOException {
    synthesize(yaml).write(false);
    try (Stream<Path> stacks = Files.list(out.resolve("stacks"))) {
      Path first = stacks.sorted().findFirst().orElseThrow();
      return new ObjectMapper().readTree(first.resolve("cdk.tf.json").toFile());
    }
  }

  private FleetStacks synthesize(String yaml) throws IOException {
    return FleetStacks.synthesize(config(yaml), out, done -> {});
  }

  private FleetConfig config(String yaml) throws IOException {
    return FleetConfig.read(Files.writeString(folder.resolve("cis-alarms.yaml"), yaml));
  }

  private Path file(String stack) {
    return out.resolve("stacks").resolve(stack).resolve("cdk.tf.json");
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static List<String> addresses(JsonNode stack) {
    List<String> addresses = new ArrayList<>();
    stack
        .get("resource")
        .properties()
        .forEach(
            type ->
                type.getValue()
                    .fieldNames()
                    .forEachRemaining(name -> addresses.add(type.getKey() + "." + name)));
    return addresses;
  }
}

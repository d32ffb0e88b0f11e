package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.EvidenceFile;
import io.github.cisalarms.catalog.Controls;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken over from evidence and states, without Terraform. */
class AdoptCommandTest {

  private static final Path EXAMPLE = Path.of("docs/adopt");

  private static final String STACK = "111122223333-us-east-1";

  private static final ObjectMapper JSON = new ObjectMapper();

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
  void saysHowAStateIsDecompressed() throws IOException {
    Path state = folder.resolve("state.json.gz");
    Files.write(state, new byte[] {0x1F, (byte) 0x8B, 8});

    Run run = adopt("--state", state.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            state
                + " is compressed with gzip; decompress it: gzip -dc < state.json.gz >"
                + " state.json\n");
  }

  @Test
  void saysHowAStateIsPrinted() throws IOException {
    Path state = folder.resolve("state.json");
    for (String text : List.of("", "no JSON", "[]", "{\"version\": 4, \"resources\": []}")) {
      Files.writeString(state, text);

      Run run = adopt("--state", state.toString());

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .endsWith("terraform show -json > state.json\n")
          .doesNotContain("PLANFILE");
    }
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

    // Without the blocks the other configuration would destroy what the stack has now.
    Path blocks = folder.resolve("stacks/111122223333-us-east-1/adopt-removed/removed.tf.json");
    assertThat(adopt("--done").out()).contains("kept      " + blocks).endsWith("1 file removed\n");
    assertThat(blocks).exists();
  }

  @Test
  void saysWhatIsForgottenAlongWithThat() throws IOException {
    Run run = adopt("--state", state("1.11.4").toString());

    assertThat(run.out())
        .contains(
            "It forgets these along with them, which no stack takes over; they stay in the"
                + " account, without Terraform:\n  module.old.aws_sqs_queue.alarms\n");
  }

  /** A block has all instances of a resource. */
  @Test
  void saysWhichOtherInstancesOfAResourceAreForgotten() throws IOException {
    ObjectNode root = filter("root-account-usage", "Root");
    root.put("address", "aws_cloudwatch_log_metric_filter.all[\"root\"]");
    ObjectNode other = filter("root-account-usage", "Other");
    other.put("address", "aws_cloudwatch_log_metric_filter.all[\"errors\"]");
    ((ObjectNode) other.path("values")).put("pattern", "{ $.level = \"error\" }");

    Run run = adopt("--state", stateOf(root, other).toString(), "--stack", STACK);

    assertThat(run.out())
        .contains("without Terraform:\n  aws_cloudwatch_log_metric_filter.all[\"errors\"]\n");
  }

  /** OpenTofu reads {@code lifecycle} in them since 1.10. */
  @Test
  void writesNoRemovedBlocksForAnOpenTofuThatCannotReadThem() throws IOException {
    for (Map.Entry<String, Boolean> version :
        Map.of("1.9.1", false, "1.10.0", true, "1.7.2", false).entrySet()) {
      ObjectNode filter = filter("root-account-usage", "Root");
      filter.put("provider_name", "registry.opentofu.org/hashicorp/aws");
      Path state = stateOf(filter);
      Files.writeString(state, Files.readString(state).replace("1.11.4", version.getKey()));

      String said = adopt("--state", state.toString(), "--stack", STACK).out();

      assertThat(said.contains("terraform state rm"))
          .as(version.getKey())
          .isEqualTo(!version.getValue());
    }
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

  /** Who subscribes is often not in the state that has the topic. */
  @Test
  void keepsATopicOfWhichTheStateDoesNotSayWhoSubscribes() throws IOException {
    Path state =
        stateOf(
            filter("vpc-changes", "Vpc"),
            alarm("Vpc", "Vpc", "CIS", topicArn("alerts")),
            filter("network-acl-changes", "Acl"),
            alarm("Acl", "Acl", "CIS", topicArn("alerts")),
            filter("root-account-usage", "Root"),
            alarm("Root", "Root", "CIS", topicArn("pager")),
            topic("alerts"),
            topic("pager"));

    Run run = adopt("--state", state.toString(), "--write");

    assertThat(run.out()).doesNotContain("told nobody");
    assertThat(Files.readString(config)).contains("alarm_actions: [" + topicArn("pager") + "]");
  }

  @Test
  void countsWhatIsReplacedInTheSameState() throws IOException {
    ObjectNode alarm = alarm("Old", "Other", "CIS", topicArn("alerts"));
    alarm.put(
        "address", "aws_cloudwatch_metric_alarm.control[\"organizations-changes-all-events\"]");
    Path state =
        stateOf(
            filter("root-account-usage", "Root"),
            alarm("Root", "Root", "CIS", topicArn("alerts")),
            alarm);

    Run run = adopt("--state", state.toString(), "--same-state");

    assertThat(words(run.out()))
        .contains(
            "replace organizations-changes-all-events: alarm 'organizations-changes-all-events'"
                + " takes the place of 'Old'");
    assertThat(run.out()).endsWith(", 1 to destroy\n");
  }

  @Test
  void takesOverTheKeyOfAnotherConfigurationsTopicThatIsLikeItsOwn() throws IOException {
    Files.writeString(config, Files.readString(config) + "    create_kms_key: true\n");
    ObjectNode key = resource("aws_kms_key", "alarms");
    ((ObjectNode) key.path("values"))
        .put("arn", "arn:aws:kms:us-east-1:111122223333:key/1234abcd")
        .put("description", "Encrypts the alarms of the SNS topic alerts")
        .put("enable_key_rotation", false)
        .putObject("tags_all");
    ObjectNode alias = resource("aws_kms_alias", "alarms");
    ((ObjectNode) alias.path("values"))
        .put("name", "alias/alerts")
        .put("target_key_arn", "arn:aws:kms:us-east-1:111122223333:key/1234abcd");
    ObjectNode topic = topic("alerts");
    ((ObjectNode) topic.path("values"))
        .put("kms_master_key_id", "arn:aws:kms:us-east-1:111122223333:key/1234abcd")
        .put("policy", "{\"Statement\": []}")
        .putObject("tags_all");
    Path state =
        stateOf(
            filter("root-account-usage", "Root"),
            alarm("Root", "Root", "CIS", topicArn("alerts")),
            topic,
            key,
            alias);

    JsonNode json = JSON.readTree(adopt("--state", state.toString(), "--json").out());

    assertThat(json.at("/stacks/0/settings").has("kms_master_key_id")).isFalse();
    assertThat(json.at("/stacks/0/resources"))
        .anySatisfy(
            each -> {
              assertThat(each.path("address").asText()).isEqualTo("aws_kms_key.alarms");
              assertThat(each.path("id").asText()).isEqualTo("1234abcd");
              assertThat(each.path("changes").toString()).isEqualTo("[\"rotation\"]");
            })
        .anySatisfy(
            each -> {
              assertThat(each.path("address").asText()).isEqualTo("aws_kms_alias.alarms");
              assertThat(each.path("action").asText()).isEqualTo("import");
              assertThat(each.path("changes")).isEmpty();
            });
    assertThat(json.at("/stacks/0/forgotten_elsewhere").toString())
        .contains("aws_kms_key.alarms", "aws_kms_alias.alarms");
  }

  /** Terraform finds that it is gone, and makes it again. */
  @Test
  void countsAsAddedWhatTheStackHadAndTheAccountHasNoMore() throws IOException {
    Path stack = Files.createDirectories(folder.resolve("stacks/111122223333-us-east-1"));
    Files.writeString(
        stack.resolve("terraform.tfstate"),
        """
        {"version": 4, "resources": [{"mode": "managed", "type": "aws_cloudwatch_metric_alarm",
          "name": "control", "instances": [{"index_key": "aws-config-changes"}]}]}
        """);

    assertThat(adopt("--evidence", EXAMPLE.resolve("evidence.json").toString()).out())
        .endsWith("16 to import, 15 to change, 20 to add, 0 to destroy\n");
  }

  @Test
  void leavesAnAlarmOnSomethingOfAnotherNamespaceAlone() throws IOException {
    Path state =
        stateOf(
            filter("console-signin-failures", "SigninFailures"),
            alarm("Shop logins", "SignInFailures", "Shop", topicArn("shop")));

    Run run = adopt("--state", state.toString());

    assertThat(run.out()).contains("import   console-signin-failures: filter 'SigninFailures'\n");
  }

  /** Filters don't say of which account they are. */
  @Test
  void asksForTheStackWhereTheStateDoesNotSayOfWhichAccountItIs() throws IOException {
    Files.writeString(
        config,
        """
        accounts:
          - {account_id: "111122223333", region: us-east-1, log_group_name: aws-cloudtrail-logs}
          - {account_id: "444455556666", region: us-east-1, log_group_name: aws-cloudtrail-logs}
        """);
    String state = stateOf(filter("vpc-changes", "Vpc")).toString();

    Run run = adopt("--state", state);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            state
                + " does not say of which account it is; name the stack that takes over by --stack:"
                + " 111122223333-us-east-1, 444455556666-us-east-1\n");
    assertThat(adopt("--state", state, "--stack", "444455556666-us-east-1").exitCode()).isZero();
  }

  @Test
  void refusesAStateWithAlarmsOfSeveralRegions() throws IOException {
    ObjectNode other = alarm("Other", "Other", "CIS", topicArn("alerts"));
    ((ObjectNode) other.path("values"))
        .put("arn", "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Other");
    String state =
        stateOf(filter("vpc-changes", "Vpc"), alarm("Vpc", "Vpc", "CIS", topicArn("alerts")), other)
            .toString();

    Run run = adopt("--state", state);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            state
                + " has alarms of several places (111122223333 in eu-west-1, 111122223333 in"
                + " us-east-1), and its filters don't say of which they are; adopt the account"
                + " itself, or an evidence of it\n");
  }

  private static String topicArn(String name) {
    return "arn:aws:sns:us-east-1:111122223333:" + name;
  }

  private static ObjectNode resource(String type, String name) {
    ObjectNode resource = JSON.createObjectNode();
    resource.put("address", type + "." + name).put("mode", "managed").put("type", type);
    resource.put("name", name).putObject("values");
    return resource;
  }

  private static ObjectNode filter(String control, String name) {
    ObjectNode resource = resource("aws_cloudwatch_log_metric_filter", name);
    ((ObjectNode) resource.path("values"))
        .put("name", name)
        .put("log_group_name", "aws-cloudtrail-logs")
        .put("pattern", Controls.require(control).defaultVariant().pattern())
        .putArray("metric_transformation")
        .addObject()
        .put("name", name)
        .put("namespace", "CIS")
        .put("value", "1")
        .put("unit", "None");
    return resource;
  }

  private static ObjectNode alarm(String name, String metric, String namespace, String action) {
    ObjectNode resource = resource("aws_cloudwatch_metric_alarm", name.replace(' ', '_'));
    ((ObjectNode) resource.path("values"))
        .put("alarm_name", name)
        .put("arn", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:" + name)
        .put("metric_name", metric)
        .put("namespace", namespace)
        .put("statistic", "Sum")
        .put("comparison_operator", "GreaterThanOrEqualToThreshold")
        .put("threshold", 1)
        .put("period", 300)
        .put("evaluation_periods", 1)
        .put("actions_enabled", true)
        .putArray("alarm_actions")
        .add(action);
    return resource;
  }

  private static ObjectNode topic(String name) {
    ObjectNode resource = resource("aws_sns_topic", name);
    ((ObjectNode) resource.path("values")).put("name", name).put("arn", topicArn(name));
    return resource;
  }

  private Path stateOf(ObjectNode... resources) throws IOException {
    ObjectNode state = JSON.createObjectNode();
    state.put("format_version", "1.0").put("terraform_version", "1.11.4");
    state
        .putObject("values")
        .putObject("root_module")
        .putArray("resources")
        .addAll(List.of(resources));
    return Files.writeString(folder.resolve("made.json"), state.toString());
  }

  @Test
  void saysWhatStaysAlthoughCheckersWantAnother() throws IOException {
    Path evidence = folder.resolve("evidence.json");
    String wider = "{ $.eventName = *Vpc* }";
    Files.writeString(
        evidence,
        evidence(
            each ->
                each.path("filterName").asText().equals("VPC")
                    ? each.put("filterPattern", wider)
                    : each.path("AlarmName").asText().equals("Root account used")
                        ? each.put("Threshold", 5)
                        : each));

    String said = words(adopt("--evidence", evidence.toString()).out());

    assertThat(said)
        .contains(
            "note vpc-changes: its pattern matches all that the control's pattern 'default' does,"
                + " and more; it stays. Checkers that compare texts won't accept it: CIS, Prowler,"
                + " Steampipe.",
            "note root-account-usage: the alarm waits for 5 events; it stays so");
  }

  @Test
  void saysHowManyChangesTagsCanAdd() {
    assertThat(words(adopt("--evidence", EXAMPLE.resolve("evidence.json").toString()).out()))
        .contains(
            "note Nobody has read the tags of what is imported; where they are not the stack's, the"
                + " plan has up to 1 more to change.");
  }

  @Test
  void saysThatATopicWhichRefusedCloudWatchIsMended() throws IOException {
    Path evidence = folder.resolve("evidence.json");
    String ownerAlone =
        """
        {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
          "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:111122223333:security-alerts"}]}
        """;
    Files.writeString(
        evidence, evidence(each -> each.has("Policy") ? each.put("Policy", ownerAlone) : each));

    assertThat(words(adopt("--evidence", evidence.toString()).out()))
        .contains(
            "mend topic: its policy did not let CloudWatch publish for these alarms; it will");
    assertThat(words(adopt("--evidence", EXAMPLE.resolve("evidence.json").toString()).out()))
        .doesNotContain("mend topic");
  }

  @Test
  void printsTheSameAsJson() throws IOException {
    String file = EXAMPLE.resolve("evidence.json").toString();
    Map<String, String> before = files();

    JsonNode dry = JSON.readTree(adopt("--evidence", file, "--json").out());

    assertThat(files()).isEqualTo(before);
    assertThat(dry.get("plan"))
        .isEqualTo(JSON.readTree("{\"import\": 16, \"change\": 15, \"add\": 20, \"destroy\": 0}"));
    assertThat(dry.at("/stacks/0/settings/overrides/root-account-usage/filter_name").asText())
        .isEqualTo("Root Login");
    assertThat(dry.at("/stacks/0/resources"))
        .anySatisfy(
            each -> {
              assertThat(each.path("address").asText())
                  .isEqualTo("aws_cloudwatch_log_metric_filter.control[\"root-account-usage\"]");
              assertThat(each.path("action").asText()).isEqualTo("import");
              assertThat(each.path("id").asText()).isEqualTo("aws-cloudtrail-logs:Root Login");
            });
    assertThat(dry.at("/stacks/0/twice/0/alarm").asText()).isEqualTo("VPC changed (old)");
    assertThat(dry.at("/files/0/status").asText()).isEqualTo("proposed");

    Run run = adopt("--evidence", file, "--json", "--write");
    assertThat(run.err()).isEmpty();
    JsonNode written = JSON.readTree(run.out());
    assertThat(written.get("stacks")).isEqualTo(dry.get("stacks"));
    assertThat(written.at("/files/0/status").asText()).isEqualTo("written");
    assertThat(JSON.readTree(adopt("--done", "--json").out()).get("removed")).hasSize(1);
  }

  @Test
  void leavesAFileAloneThatSomebodyElseHasWritten() throws IOException {
    Path file = folder.resolve("stacks/111122223333-us-east-1/adopt.tf.json");
    Files.createDirectories(file.getParent());
    for (String text : List.of("{\"import\": []}", "no JSON")) {
      Files.writeString(file, text);
      Map<String, String> before = files();

      Run run = adopt("--evidence", EXAMPLE.resolve("evidence.json").toString(), "--write");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .isEqualTo(
              file
                  + ": cis-alarms adopt has not written this file; give it another name, and adopt"
                  + " again\n");
      assertThat(files()).isEqualTo(before);
      assertThat(adopt("--done").out()).endsWith("0 files removed\n");
    }
  }

  @Test
  void writesNothingWhereOneOfTheFilesCannotBeWritten() throws IOException {
    Files.createDirectories(folder.resolve("stacks/111122223333-us-east-1/adopt.tf.json/inside"));
    Map<String, String> before = files();

    Run run = adopt("--evidence", EXAMPLE.resolve("evidence.json").toString(), "--write");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("is a folder where a file has to be");
    assertThat(files()).isEqualTo(before);
  }

  /** The example's evidence with objects in its answers changed. */
  private static String evidence(UnaryOperator<ObjectNode> change) throws IOException {
    Evidence read = EvidenceFile.read(EXAMPLE.resolve("evidence.json"));
    List<JsonNode> objects = new ArrayList<>();
    read.calls().forEach(call -> call.answer().ifPresent(answer -> collect(answer, objects)));
    objects.forEach(each -> change.apply((ObjectNode) each));
    return EvidenceFile.print(read);
  }

  private static void collect(JsonNode node, List<JsonNode> objects) {
    if (node.isObject()) {
      objects.add(node);
    }
    node.forEach(child -> collect(child, objects));
  }

  /** A text without its line breaks and indents. */
  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
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

package io.github.cisalarms.cli;

import static io.github.cisalarms.cli.AccountEvidence.KEY_ID;
import static io.github.cisalarms.cli.AccountEvidence.keyArn;
import static io.github.cisalarms.cli.AccountEvidence.pattern;
import static io.github.cisalarms.cli.AccountEvidence.topicArn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.cli.AdoptFixture.Run;
import io.github.cisalarms.construct.NotificationTopicConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the key of a topic where the stack creates one. */
class AdoptKeyTest {

  private static final String ALIAS = "alias/cis-alarms";
  private static final String OURS = "Encrypts the alarms of the SNS topic cis-alarms";
  private static final String LETS_CLOUDWATCH =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*"}]}
      """;
  private static final String OWNER_ALONE =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*",
        "Resource": "*"}]}
      """;

  @TempDir private Path folder;
  private AdoptFixture fixture;

  @BeforeEach
  void configure() throws IOException {
    fixture = new AdoptFixture(folder, "create_kms_key: true # asked for by the auditors\n");
  }

  /** An account with one alarm and its topic, which is encrypted with a key. */
  private static AccountEvidence account(String key) {
    return new AccountEvidence()
        .filter("Root", pattern("root-account-usage"))
        .alarm("Root", "Root", topicArn("cis-alarms"))
        .topic("cis-alarms", topic -> topic.put("KmsMasterKeyId", key))
        .subscriber("cis-alarms", "oncall@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {ALIAS, "arn:aws:kms:us-east-1:111122223333:" + ALIAS, KEY_ID, ""})
  void takesItsOwnKeyOverByWhateverNameTheTopicCallsIt(String name) throws IOException {
    String called = name.isEmpty() ? keyArn(KEY_ID) : name;

    Run run = fixture.adopt(account(called).key(called, KEY_ID, OURS, LETS_CLOUDWATCH), "--write");

    assertThat(run.err()).doesNotContain("exclude");
    assertThat(run.words())
        .contains("import key of the topic: the key itself, '" + ALIAS + "'")
        .contains("import topic: 'cis-alarms', its policy");
    assertThat(fixture.blocks())
        .contains("\"to\": \"aws_kms_key.alarms\"", "\"id\": \"" + KEY_ID + "\"")
        .contains("\"to\": \"aws_kms_alias.alarms\"", "\"id\": \"" + ALIAS + "\"");
    assertThat(Files.readString(fixture.config))
        .contains("create_kms_key: true # asked for by the auditors\n")
        .doesNotContain("kms_master_key_id");
  }

  @Test
  void leavesTheKeyAloneThatIsInTheStacksState() throws IOException {
    fixture.state(
        "{\"mode\": \"managed\", \"type\": \"aws_kms_key\", \"name\": \"alarms\","
            + " \"instances\": [{}]}",
        "{\"mode\": \"managed\", \"type\": \"aws_kms_alias\", \"name\": \"alarms\","
            + " \"instances\": [{}]}");

    Run run =
        fixture.adopt(
            account(keyArn(KEY_ID)).key(keyArn(KEY_ID), KEY_ID, OURS, LETS_CLOUDWATCH), "--write");

    assertThat(run.words()).doesNotContain("key of the topic");
    assertThat(fixture.blocks()).doesNotContain("aws_kms");
  }

  @Test
  void keepsSomebodysKeyInPlaceOfACreatedOne() throws IOException {
    Run run =
        fixture.adopt(
            account(keyArn(KEY_ID)).key(keyArn(KEY_ID), KEY_ID, "Ours", LETS_CLOUDWATCH),
            "--write");

    assertThat(run.err()).doesNotContain("exclude");
    assertThat(Files.readString(fixture.config))
        .contains(
            "    # create_kms_key: true # asked for by the auditors\n",
            "    kms_master_key_id: " + keyArn(KEY_ID) + "\n");
    assertThat(run.words())
        .contains(
            "note The topic has the key "
                + keyArn(KEY_ID)
                + " already, which stays, so that create_kms_key goes.");
    assertThat(fixture.blocks()).doesNotContain("aws_kms");
  }

  @Test
  void replacesAKeyThatCloudWatchCannotUse() throws IOException {
    Run run =
        fixture.adopt(
            account(keyArn(KEY_ID)).key(keyArn(KEY_ID), KEY_ID, "Ours", OWNER_ALONE).noAlias(ALIAS),
            "--write");

    assertThat(run.words())
        .contains(
            "add",
            "key of the topic",
            "mend topic: CloudWatch could not use the topic's key "
                + keyArn(KEY_ID)
                + "; it will have one that CloudWatch can use");
    assertThat(Files.readString(fixture.config)).doesNotContain("kms_master_key_id");
  }

  /** Nobody can change the policy of a key that AWS manages. */
  @Test
  void replacesTheKeyThatAwsManages() throws IOException {
    Run run = fixture.adopt(account("alias/aws/sns").noAlias(ALIAS), "--write");

    assertThat(run.words())
        .contains(
            "mend topic: CloudWatch could not use the topic's key alias/aws/sns; it will have one"
                + " that CloudWatch can use");
    assertThat(Files.readString(fixture.config)).doesNotContain("kms_master_key_id");
  }

  @Test
  void replacesAKeyThatIsDisabled() throws IOException {
    Run run =
        fixture.adopt(
            account(keyArn(KEY_ID))
                .key(
                    keyArn(KEY_ID),
                    KEY_ID,
                    "Ours",
                    LETS_CLOUDWATCH,
                    key -> key.put("KeyState", "Disabled").put("Enabled", false))
                .noAlias(ALIAS),
            "--write");

    assertThat(run.words()).contains("it will have one that CloudWatch can use");
    assertThat(Files.readString(fixture.config)).doesNotContain("kms_master_key_id");
  }

  /** AWS gives it back so: in another order, without lists of one, accounts as their roots. */
  @Test
  void knowsItsKeyByThePolicyHoweverThatIsWritten() throws IOException {
    String policy =
        NotificationTopicConfig.builder("111122223333").createKmsKey().build().keyPolicy();
    String written =
        policy
            .replace("\"kms:*\"", "[\"kms:*\"]")
            .replace("\"111122223333\"}", "\"arn:aws:iam::111122223333:root\"}");
    assertThat(written).isNotEqualTo(policy);

    Run run =
        fixture.adopt(
            account(keyArn(KEY_ID)).key(keyArn(KEY_ID), KEY_ID, "Renamed", written), "--write");

    assertThat(run.words()).contains("import key of the topic: the key itself, '" + ALIAS + "'");
  }

  /** Without the setting a topic would be encrypted no more. */
  @Test
  void proposesAKeyWhereTheTopicHasOneThatCloudWatchCannotUse() throws IOException {
    fixture = new AdoptFixture(folder, "");

    Run run =
        fixture.adopt(
            account(keyArn(KEY_ID)).key(keyArn(KEY_ID), KEY_ID, "Ours", OWNER_ALONE), "--write");

    assertThat(Files.readString(fixture.config)).contains("    create_kms_key: true\n");
    assertThat(run.words())
        .contains(
            "mend topic: CloudWatch could not use the topic's key",
            "note The stack creates a key for the topic; AWS charges for it by the month.");
  }

  @Test
  void saysThatATopicWithoutKeyGetsOne() throws IOException {
    Run run = fixture.adopt(account("").noAlias(ALIAS), "--write");

    assertThat(run.words())
        .contains("key of the topic")
        .contains("note The topic has no key; it will be encrypted with the one that is created.")
        .doesNotContain("Nobody has asked");
  }

  @Test
  void saysThatNobodyHasAskedForTheAlias() throws IOException {
    Run run = fixture.adopt(account(""));

    assertThat(run.words())
        .contains(
            "note Nobody has asked whether there is an alias "
                + ALIAS
                + " already; the apply would stop at it.");
  }

  @Test
  void refusesAnAliasThatIsOfAnotherKey() throws IOException {
    Map<String, String> before = fixture.files();

    Run run =
        fixture.adopt(account("").key(ALIAS, KEY_ID, "Of an application", OWNER_ALONE), "--write");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .endsWith(
            "evidence.json: the key "
                + keyArn(KEY_ID)
                + " has the alias "
                + ALIAS
                + " already, which create_kms_key would make; choose another sns_topic_name, or"
                + " name that key by kms_master_key_id in place of create_kms_key\n");
    assertThat(fixture.files()).isEqualTo(before);
  }

  @Test
  void refusesATopicWhoseKeyNobodyHasRead() throws IOException {
    Run run = fixture.adopt(account(keyArn(KEY_ID)));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "does not say whose the key " + keyArn(KEY_ID) + " of topic cis-alarms is",
            "read it with the permission kms:DescribeKey");
  }

  @Test
  void usesATopicThatCannotBeTakenOverWithoutAKey() throws IOException {
    Run run =
        fixture.adopt(
            new AccountEvidence()
                .filter("Root", pattern("root-account-usage"))
                .alarm("Root", "Root", topicArn("alerts"))
                .topic("alerts", topic -> topic.put("DisplayName", "Alerts"))
                .subscriber("alerts", "oncall@example.com"),
            "--write");

    assertThat(run.err()).doesNotContain("exclude");
    assertThat(Files.readString(fixture.config))
        .contains(
            "    # create_kms_key: true # asked for by the auditors\n",
            "    sns_topic_arn: " + topicArn("alerts") + "\n");
  }
}

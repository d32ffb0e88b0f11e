package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** The module as a user's configuration calls it, applied to an emulated AWS account. */
@AgainstMoto
class ModuleApplyIT {

  private static final Path CONFIGURATIONS =
      Path.of("src", "test", "resources", "io", "github", "cisalarms", "terraform");
  private static final String ALL = "-var=disabled_controls=[]";
  private static final String WITHOUT_VPC = "-var=disabled_controls=[\"vpc-changes\"]";

  @TempDir private Path folder;
  private EmulatedAccount account;

  @BeforeEach
  void createTheTrailsLogGroup(Moto moto) {
    account = new EmulatedAccount(moto);
    account.createLogGroup();
  }

  @Test
  void makesTheChainWithATopicOfItsOwn(Moto moto) {
    Terraform terraform = initialize("created-topic", moto);
    terraform.run("apply", "-auto-approve", ALL).assertSucceeded();
    String topic = terraform.run("output", "-raw", "sns_topic_arn").assertSucceeded().stdout();

    assertThat(account.topics()).containsExactly(topic);
    Chains.assertComplete(account, topic);
    assertThat(account.patterns())
        .hasSize(16)
        .containsEntry("no_mfa_console_signin_metric", pattern("exclude-sso"))
        .containsEntry(
            "root_usage_metric", Controls.require("root-account-usage").defaultVariant().pattern());
    assertThatTheOverrideReachedItsAlarm(topic);
    assertThatTheOthersKeptTheirDefaults();
    assertThatTheTopicIsForAlarmsOfThisAccount(topic);
    assertThatBothAreTold(topic);
    terraform.run("plan", "-detailed-exitcode", ALL).assertExitCode(0);

    terraform.run("destroy", "-auto-approve", ALL).assertSucceeded();

    assertThat(account.patterns()).isEmpty();
    assertThat(account.alarms()).isEmpty();
    assertThat(account.topics()).isEmpty();
  }

  @Test
  void addingOrRemovingAControlTouchesNothingElse(Moto moto) {
    Terraform terraform = initialize("created-topic", moto);
    terraform.run("apply", "-auto-approve", WITHOUT_VPC).assertSucceeded();

    assertThat(changes(terraform.plan(ALL)))
        .containsExactly(
            "create module.cis_alarms.aws_cloudwatch_log_metric_filter.control[\"vpc-changes\"]",
            "create module.cis_alarms.aws_cloudwatch_metric_alarm.control[\"vpc-changes\"]");

    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();
    assertThat(changes(terraform.plan(WITHOUT_VPC)))
        .containsExactly(
            "delete module.cis_alarms.aws_cloudwatch_log_metric_filter.control[\"vpc-changes\"]",
            "delete module.cis_alarms.aws_cloudwatch_metric_alarm.control[\"vpc-changes\"]");
  }

  @Test
  void leavesATopicThatExistsAsItIs(Moto moto) {
    String topic = account.createTopic("security-alerts");
    Map<String, String> before = account.topicSettings(topic);
    Terraform terraform = initialize("reused-topic", moto);

    terraform.run("apply", "-auto-approve").assertSucceeded();

    assertThat(account.topics()).containsExactly(topic);
    assertThat(account.topicSettings(topic)).isEqualTo(before);
    assertThat(account.subscriptions(topic)).containsExactly("email security@example.com");
    Chains.assertComplete(account, topic);
    assertThat(account.patterns().values())
        .as("Security Hub's own texts")
        .containsExactlyInAnyOrderElementsOf(textsFor(Checker.SECURITY_HUB));
    terraform.run("plan", "-detailed-exitcode").assertExitCode(0);

    terraform.run("destroy", "-auto-approve").assertSucceeded();

    assertThat(account.topics()).containsExactly(topic);
    assertThat(account.topicSettings(topic)).isEqualTo(before);
    assertThat(account.subscriptions(topic)).isEmpty();
    assertThat(account.alarms()).isEmpty();
  }

  @Test
  void publishesToATopicThatIsCreatedAlongWithIt(Moto moto) {
    Terraform terraform = initialize("topic-beside", moto);

    assertThat(changes(terraform.plan()))
        .containsExactly(
            "create aws_sns_topic.security_alerts",
            "create module.cis_alarms.aws_cloudwatch_log_metric_filter"
                + ".control[\"console-signin-without-mfa\"]",
            "create module.cis_alarms.aws_cloudwatch_metric_alarm"
                + ".control[\"console-signin-without-mfa\"]");
    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();
    Chains.assertComplete(account, account.topics().get(0));
  }

  @Test
  void encryptsTheTopicWithAKeyOfItsOwn(Moto moto) {
    Terraform terraform = initialize("topic-with-key", moto);
    terraform.run("apply", "-auto-approve").assertSucceeded();

    String topic = account.topics().get(0);
    JsonNode outputs = terraform.run("output", "-json").assertSucceeded().json();
    assertThat(account.topicSettings(topic))
        .containsEntry("KmsMasterKeyId", outputs.at("/key_arn/value").asText());
    assertThat(outputs.at("/key_enabled/value").asBoolean()).isTrue();
    terraform.run("plan", "-detailed-exitcode").assertExitCode(0);

    terraform.run("destroy", "-auto-approve").assertSucceeded();
    assertThat(account.topics()).isEmpty();
  }

  /** Even while the topic waits for a key that is yet to be created. */
  @Test
  void thePlanFailsWithCredentialsOfAnotherAccount(Moto moto) {
    Terraform terraform = initialize("created-topic", moto);

    Terraform.Outcome outcome = terraform.run("plan", ALL, "-var=account_id=111122223333");

    outcome.assertExitCode(1);
    assertThat(outcome.stderr().replaceAll("[\\s│]+", " "))
        .contains(
            "These credentials belong to account 123456789012, but account_id is '111122223333'."
                + " Use credentials of that account, or correct account_id.");
  }

  private Terraform initialize(String configuration, Moto moto) {
    Programs.copyFolder(CONFIGURATIONS.resolve(configuration), folder);
    ModuleFolder.copyTo(folder.resolve("module"));
    return Engine.TERRAFORM.init(folder, moto.environment());
  }

  private void assertThatTheOverrideReachedItsAlarm(String topic) {
    MetricAlarm alarm = account.alarms().get("console-signin-without-mfa");
    assertThat(alarm.threshold()).isEqualTo(3);
    assertThat(alarm.period()).isEqualTo(60);
    assertThat(alarm.evaluationPeriods()).isEqualTo(10);
    assertThat(alarm.datapointsToAlarm()).isEqualTo(2);
    assertThat(alarm.treatMissingData()).isEqualTo("breaching");
    assertThat(alarm.alarmActions()).containsExactly(topic);
    assertThat(alarm.okActions()).containsExactly("arn:aws:sns:us-east-1:123456789012:all-clear");
    assertThat(alarm.insufficientDataActions())
        .containsExactly("arn:aws:sns:us-east-1:123456789012:monitoring");
    assertThat(alarm.alarmDescription()).isEqualTo("Call the security team.");
    assertThat(account.tags(alarm))
        .extracting(Tag::key, Tag::value)
        .containsExactlyInAnyOrder(tuple("team", "security"), tuple("severity", "high"));
  }

  private void assertThatTheOthersKeptTheirDefaults() {
    MetricAlarm alarm = account.alarms().get("root-account-usage");
    assertThat(alarm.threshold()).isEqualTo(1);
    assertThat(alarm.period()).isEqualTo(300);
    assertThat(alarm.evaluationPeriods()).isEqualTo(1);
    assertThat(alarm.datapointsToAlarm()).isNull();
    assertThat(alarm.treatMissingData()).isEqualTo("notBreaching");
    assertThat(alarm.insufficientDataActions()).isEmpty();
  }

  private void assertThatTheTopicIsForAlarmsOfThisAccount(String topic) {
    assertThat(account.topicSettings(topic).get("KmsMasterKeyId"))
        .startsWith("arn:aws:kms:us-east-1:123456789012:key/");
    JsonNode statements = account.topicPolicy(topic).get("Statement");
    assertThat(statements).hasSize(2);
    assertThat(statements.get(0))
        .hasToString(
            "{\"Action\":\"sns:Publish\",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":"
                + "\"123456789012\"}},\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"cloudwatch.amazonaws.com\"},\"Resource\":\""
                + topic
                + "\",\"Sid\":"
                + "\"AllowCloudWatchAlarmsOfThisAccount\"}");
    assertThat(statements.get(1))
        .hasToString(
            "{\"Action\":\"sns:Publish\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":"
                + "\"false\"}},\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},\"Resource\":\""
                + topic
                + "\",\"Sid\":\"DenyPublishWithoutTls\"}");
  }

  private void assertThatBothAreTold(String topic) {
    String queue = "arn:aws:sqs:us-east-1:123456789012:tickets";
    assertThat(account.subscriptions(topic))
        .containsExactlyInAnyOrder("email security@example.com", "sqs " + queue);
    assertThat(account.subscriptionSettings(topic, queue))
        .contains(
            entry("RawMessageDelivery", "true"),
            entry("FilterPolicy", "{\"NewStateValue\":[\"ALARM\"]}"),
            entry("FilterPolicyScope", "MessageBody"),
            entry(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:undelivered\"}"));
  }

  private static String pattern(String variant) {
    return Controls.require("console-signin-without-mfa").requireVariant(variant).pattern();
  }

  private static List<String> textsFor(Checker checker) {
    return Controls.all().stream()
        .flatMap(control -> control.reading(Set.of(checker)).variants().stream())
        .map(PatternVariant::pattern)
        .toList();
  }

  /** What a plan would do, such as {@code create aws_sns_topic.alarms[0]}. */
  private static List<String> changes(JsonNode plan) {
    return StreamSupport.stream(plan.get("resource_changes").spliterator(), false)
        .flatMap(
            change ->
                StreamSupport.stream(change.at("/change/actions").spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(action -> !action.equals("no-op"))
                    .map(action -> action + " " + change.get("address").asText()))
        .sorted()
        .toList();
  }
}

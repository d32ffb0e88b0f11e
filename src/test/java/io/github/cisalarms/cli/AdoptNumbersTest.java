package io.github.cisalarms.cli;

import static io.github.cisalarms.cli.AccountEvidence.pattern;
import static io.github.cisalarms.cli.AccountEvidence.topicArn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.cisalarms.cli.AdoptFixture.Run;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plan is said to be, where the state has something to say. */
class AdoptNumbersTest {

  private static final String THREE =
      "controls: [root-account-usage, vpc-changes, organizations-changes]\n";

  @TempDir private Path folder;

  /** The account as the stack makes it. */
  private static AccountEvidence asMadeBy(AdoptFixture fixture, List<String> except) {
    StackResources stack = FleetConfig.read(fixture.config).resources().get(0);
    ObjectMapper json = new ObjectMapper();
    AccountEvidence account = new AccountEvidence();
    for (StackResource.Filter filter : stack.filters()) {
      if (except.contains(filter.control().key())) {
        continue;
      }
      account.filter(
          filter.name(),
          filter.pattern(),
          each -> {
            ArrayNode metrics = each.putArray("metricTransformations");
            metrics
                .addObject()
                .put("metricName", filter.metricName())
                .put("metricNamespace", filter.metricNamespace())
                .put("metricValue", "1")
                .put("defaultValue", 0)
                .put("unit", "None");
          });
    }
    for (StackResource.Alarm alarm : stack.alarms()) {
      if (except.contains(alarm.control().key())) {
        continue;
      }
      account.alarm(
          alarm.name(),
          alarm.metricName(),
          each -> {
            each.put("Namespace", alarm.metricNamespace())
                .put("AlarmDescription", alarm.description())
                .put("TreatMissingData", "notBreaching");
            each.set("AlarmActions", json.valueToTree(alarm.alarmActions()));
          });
    }
    return account
        .topic("cis-alarms", topic -> topic.put("Policy", stack.topicPolicy().get().policy()))
        .subscriber("cis-alarms", "oncall@example.com");
  }

  private static String alarm(String key, String name) {
    return """
    {"mode": "managed", "type": "aws_cloudwatch_metric_alarm", "name": "control",
      "instances": [{"index_key": "%s", "attributes": {"alarm_name": "%s"}}]}
    """
        .formatted(key, name);
  }

  @Test
  void countsAnAlarmThatIsReplacedSinceItsNameChanges() throws IOException {
    AdoptFixture fixture = new AdoptFixture(folder, THREE);
    AccountEvidence account = asMadeBy(fixture, List.of());
    fixture = new AdoptFixture(folder, THREE + "name_prefix: new-\n");
    fixture.state(
        alarm("organizations-changes-all-events", "organizations-changes-all-events"),
        alarm("root-account-usage", "root-account-usage"));

    Run run = fixture.adopt(account);

    assertThat(run.words())
        .contains(
            "replace organizations-changes-all-events: alarm"
                + " 'new-organizations-changes-all-events' takes the place of"
                + " 'organizations-changes-all-events'",
            "note Terraform destroys what is replaced before it makes the new one: in between an"
                + " event goes unseen.");
    assertThat(run.numbers()).endsWith(", 1 to destroy");
  }

  @Test
  void addsAnAlarmThatWasRenamedAndIsGone() throws IOException {
    AdoptFixture fixture = new AdoptFixture(folder, THREE);
    AccountEvidence account = asMadeBy(fixture, List.of());
    fixture.state(alarm("root-account-usage", "an-older-name"));

    assertThat(fixture.adopt(account).numbers()).endsWith("0 to destroy");
  }

  @Test
  void importsNothingThatARemoteStateHasBesideWhatIsNew() throws IOException {
    String remote =
        THREE
            + "subscriptions: {team: {protocol: email, endpoint: oncall@example.com}}\n"
            + "backend: {s3: {bucket: state, region: us-east-1}}\n";
    AdoptFixture fixture = new AdoptFixture(folder, remote);
    AccountEvidence account =
        asMadeBy(fixture, List.of("vpc-changes"))
            .filter("VPC", pattern("vpc-changes"))
            .alarm("VPC", "VPC", topicArn("cis-alarms"));

    Run run = fixture.adopt(account);

    assertThat(run.words()).contains("import vpc-changes: filter 'VPC', alarm 'VPC'");
    assertThat(run.numbers()).isEqualTo("2 to import, 2 to change, 0 to add, 0 to destroy");
    assertThat(fixture.adopt(account, "--all").numbers()).startsWith("11 to import");
  }

  @Test
  void saysNothingToDoWhereARemoteStateHasEverything() throws IOException {
    AdoptFixture fixture =
        new AdoptFixture(
            folder,
            THREE
                + "subscriptions: {team: {protocol: email, endpoint: oncall@example.com}}\n"
                + "backend: {s3: {bucket: state, region: us-east-1}}\n");

    assertThat(fixture.adopt(asMadeBy(fixture, List.of())).out())
        .isEqualTo("111122223333-us-east-1: nothing to do, all of it is as the stack makes it\n");
  }

  /** Evidence has no tags: what nothing else changes is what they may change. */
  @Test
  void boundsWhatTagsAdd() throws IOException {
    AdoptFixture fixture = new AdoptFixture(folder, THREE + "default_tags: {team: security}\n");

    Run run = fixture.adopt(asMadeBy(fixture, List.of()));

    assertThat(run.words())
        .contains(
            "note Nobody has read the tags of what is imported; where they are not the stack's, the"
                + " plan has up to 5 more to change.");
  }
}

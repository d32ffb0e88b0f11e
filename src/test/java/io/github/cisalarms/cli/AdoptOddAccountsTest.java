package io.github.cisalarms.cli;

import static io.github.cisalarms.cli.AccountEvidence.pattern;
import static io.github.cisalarms.cli.AccountEvidence.topicArn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.cli.AdoptFixture.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts in which people have done what nobody expects. */
class AdoptOddAccountsTest {

  private static final String ALERTS = topicArn("alerts");

  @TempDir private Path folder;
  private AdoptFixture fixture;

  @BeforeEach
  void configure() throws IOException {
    fixture =
        new AdoptFixture(
            folder, "controls: [root-account-usage, vpc-changes, iam-policy-changes]\n");
  }

  /** Topics: two with somebody who listens, and one without. */
  private static AccountEvidence account() {
    return new AccountEvidence()
        .topic("alerts", any -> {})
        .subscriber("alerts", "oncall@example.com")
        .topic("team-b", any -> {})
        .subscriber("team-b", "b@example.com")
        .topic("nobody", any -> {});
  }

  private static AccountEvidence withRoot(AccountEvidence account) {
    return account.filter("Root", pattern("root-account-usage"));
  }

  private static void countInto(ObjectNode filter, String metric) {
    ((ObjectNode) filter.path("metricTransformations").path(0)).put("metricName", metric);
  }

  @Test
  void keepsTheFilterThatReachesSomebodyOfTwoThatDoTheSame() throws IOException {
    String said =
        fixture
            .adopt(
                withRoot(account())
                    .alarm("Root", "Root", topicArn("nobody"))
                    .filter("The other", pattern("root-account-usage"))
                    .alarm("The other", "The other", ALERTS))
            .words();

    assertThat(said)
        .contains(
            "import root-account-usage: filter 'The other', alarm 'The other'",
            "filter 'Root' and alarm 'Root' does the same as 'The other' and tells nobody; it"
                + " stays. To delete it after the apply:");
  }

  /** Whoever deletes it takes the page from the other team. */
  @Test
  void doesNotAdviseToDeleteWhatTellsSomebodyElse() throws IOException {
    String said =
        fixture
            .adopt(
                withRoot(account())
                    .alarm("Root", "Root", ALERTS)
                    .alarm("Root of B", "Root", topicArn("team-b")))
            .words();

    assertThat(said)
        .contains(
            "twice root-account-usage: alarm 'Root of B' does the same as 'Root' and tells "
                + topicArn("team-b")
                + ", whom 'Root' does not tell; it stays.")
        .doesNotContain("delete");
  }

  @Test
  void doesNotAdviseToDeleteWhatACompositeAlarmWatches() throws IOException {
    String said =
        fixture
            .adopt(
                withRoot(account())
                    .alarm("Root", "Root", ALERTS)
                    .alarm("Root 2", "Root")
                    .composite("Any", "ALARM(\"Root 2\")", ALERTS))
            .words();

    assertThat(said)
        .contains("does the same as 'Root' and is watched by composite alarm 'Any'; it stays.")
        .doesNotContain("delete");
  }

  @Test
  void saysThatAFilterWithoutAlarmCountsIntoTheSameMetric() throws IOException {
    String said =
        fixture
            .adopt(
                withRoot(account())
                    .filter("Root 2", pattern("root-account-usage"), f -> countInto(f, "Root"))
                    .alarm("Root", "Root", ALERTS))
            .words();

    assertThat(said)
        .contains("filter 'Root 2' does the same as 'Root' and counts into the same metric");
  }

  @Test
  void completesAPatternThatIsNarrowerThanAnyPublishedOne() throws IOException {
    Run run =
        fixture.adopt(
            account()
                .filter("VPC", "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) }")
                .alarm("VPC", "VPC", ALERTS));

    assertThat(run.words())
        .contains(
            "mend vpc-changes: its pattern matches only part of what the control's pattern"
                + " 'default' does; it will match all of it");
    assertThat(run.out()).doesNotContain("+        pattern:");
  }

  /** CloudWatch publishes to topics of the alarm's own region alone. */
  @Test
  void doesNotTakeATopicOfAnotherRegionForOneThatTellsSomebody() throws IOException {
    Run run =
        fixture.adopt(
            withRoot(account()).alarm("Root", "Root", "arn:aws:sns:eu-west-1:111122223333:alerts"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.words())
        .contains(
            "mend root-account-usage: the alarm told nobody; it will tell "
                + topicArn("cis-alarms"))
        .doesNotContain("eu-west-1");
  }

  @Test
  void takesTheTopicOfACompositeAlarmThatTellsForOthers() throws IOException {
    String said =
        fixture
            .adopt(
                withRoot(account())
                    .alarm("Root", "Root")
                    .composite("Any", "ALARM(\"Root\") OR ALARM(\"Other\")", ALERTS))
            .words();

    assertThat(said)
        .contains(
            "import topic: 'alerts'",
            "note root-account-usage: the composite alarm 'Any' tells for the alarm, which will"
                + " tell "
                + ALERTS
                + " itself, too.")
        .doesNotContain("told nobody");
  }

  @Test
  void switchesActionsOnThatAreOff() throws IOException {
    assertThat(
            fixture
                .adopt(
                    withRoot(account())
                        .alarm("Root", "Root", alarm -> alarm.put("ActionsEnabled", false), ALERTS))
                .words())
        .contains("mend root-account-usage: the alarm's actions were off; they will be on")
        .doesNotContain("told nobody");
  }

  @Test
  void keepsATopicOfAnotherAccountBesideItsOwn() throws IOException {
    String central = "arn:aws:sns:us-east-1:444455556666:central";

    Run run =
        fixture.adopt(
            withRoot(account())
                .alarm("Root", "Root", central)
                .filter("VPC", pattern("vpc-changes"))
                .alarm("VPC", "VPC", ALERTS),
            "--write");

    assertThat(run.words()).contains("import topic: 'alerts'").doesNotContain("told nobody");
    assertThat(Files.readString(fixture.config)).contains("alarm_actions: [" + central + "]");
  }

  @Test
  void saysThatAnotherTrailsLogGroupHasFiltersForTheseControls() throws IOException {
    assertThat(
            fixture
                .adopt(
                    account()
                        .filter(
                            "Root",
                            pattern("root-account-usage"),
                            filter -> filter.put("logGroupName", "other-trail"))
                        .alarm("Root", "Root", ALERTS))
                .words())
        .contains(
            "note The log group other-trail has filters for these controls, too: 'Root'. They and"
                + " their alarms stay; a stack whose log_group_name is other-trail takes them"
                + " over.");
  }

  /** Otherwise two alarms would go off for every event. */
  @Test
  void givesFiltersOfOneMetricAMetricEach() throws IOException {
    Run run =
        fixture.adopt(
            account()
                .filter("VPC", pattern("vpc-changes"), f -> countInto(f, "Security"))
                .filter("Root", pattern("root-account-usage"), f -> countInto(f, "Security"))
                .alarm("Security", "Security", ALERTS),
            "--write");

    assertThat(run.words())
        .contains(
            "import root-account-usage: filter 'Root', alarm 'Security'",
            "mend vpc-changes: it counted into LogMetrics/Security like other filters, so that one"
                + " alarm went off for all; it will count into a metric of its own");
    assertThat(Files.readString(fixture.config)).containsOnlyOnce("metric_name: Security");
  }

  @Test
  void leavesTheMetricToTheFilterWhoseAlarmItIs() throws IOException {
    Run run =
        fixture.adopt(
            account()
                .filter("Root", pattern("root-account-usage"), f -> countInto(f, "Security"))
                .filter("VPC", pattern("vpc-changes"), f -> countInto(f, "Security"))
                .alarm("vpc-changes", "Security", ALERTS),
            "--write");

    assertThat(run.words())
        .contains(
            "import vpc-changes: filter 'VPC', alarm 'vpc-changes'",
            "mend root-account-usage: it counted into LogMetrics/Security like other filters");
  }

  /** One alarm and one topic for both, as somebody has clicked it together. */
  @Test
  void sharesOutWhatTwoTrailsHaveTogether() throws IOException {
    Files.writeString(
        fixture.config,
        """
        accounts:
          - account_id: "111122223333"
            region: us-east-1
            controls: [root-account-usage]
            log_groups:
              - log_group_name: trail-a
              - log_group_name: trail-b
                name_prefix: b-
                sns_topic_name: b
        """);

    Run run =
        fixture.adopt(
            account()
                .filter(
                    "Root", pattern("root-account-usage"), f -> f.put("logGroupName", "trail-a"))
                .filter(
                    "Root", pattern("root-account-usage"), f -> f.put("logGroupName", "trail-b"))
                .alarm("Root", "Root", ALERTS),
            "--write");

    assertThat(run.err()).doesNotContain("twice");
    assertThat(run.words())
        .contains(
            "import root-account-usage: filter 'Root', alarm 'Root'",
            "note The topic " + ALERTS + " is used as it is, since stack",
            "trail-a has it.",
            "add root-account-usage (alarm)")
        .doesNotContain("has filters for these controls, too");
    assertThat(Files.readString(fixture.config))
        .containsOnlyOnce("alarm_name: Root")
        .containsOnlyOnce("metric_name: Root")
        .containsOnlyOnce("sns_topic_name: alerts")
        .containsOnlyOnce("sns_topic_arn: " + ALERTS);
  }

  @Test
  void saysThatAFilterOfTheStacksNameLookedForSomethingElse() throws IOException {
    assertThat(
            fixture
                .adopt(account().filter("vpc_changes_metric", "{ $.level = \"error\" }"))
                .words())
        .contains(
            "note vpc-changes: the filter 'vpc_changes_metric' looked for something else, {"
                + " $.level = \"error\" }, and will not any more;");
  }

  @Test
  void mendsAnAlarmThatAsksForADimension() throws IOException {
    assertThat(
            fixture
                .adopt(
                    withRoot(account())
                        .alarm(
                            "Root",
                            "Root",
                            alarm -> alarm.putArray("Dimensions").addObject().put("Name", "x"),
                            ALERTS))
                .words())
        .contains(
            "mend root-account-usage: the alarm asked for dimensions, which the filter does not"
                + " give; it will ask for none");
  }

  @Test
  void saysNothingIsBrokenWhereFilterAndAlarmHaveAUnit() throws IOException {
    assertThat(
            fixture
                .adopt(
                    account()
                        .filter(
                            "Root",
                            pattern("root-account-usage"),
                            filter ->
                                ((ObjectNode) filter.path("metricTransformations").path(0))
                                    .put("unit", "Count"))
                        .alarm("Root", "Root", alarm -> alarm.put("Unit", "Count"), ALERTS))
                .words())
        .doesNotContain("mend");
  }

  /** Its ARN has no region. */
  @Test
  void keepsAResponsePlanBesideTheTopic() throws IOException {
    String plan = "arn:aws:ssm-incidents::111122223333:response-plan/root";

    fixture.adopt(withRoot(account()).alarm("Root", "Root", ALERTS, plan), "--write");

    assertThat(Files.readString(fixture.config))
        .contains("alarm_actions: [" + ALERTS + ", " + plan + "]");
  }

  @Test
  void keepsASettingThatItReplacesAsAComment() throws IOException {
    fixture =
        new AdoptFixture(
            folder,
            "sns_topic_name: mine\n"
                + "overrides:\n"
                + "  root-account-usage:\n"
                + "    variant: default # as agreed\n");

    fixture.adopt(
        new AccountEvidence()
            .topic("alerts", topic -> topic.put("DisplayName", "Alerts"))
            .subscriber("alerts", "oncall@example.com")
            .filter("Root", "{ $.userIdentity.type = \"Root\" }")
            .alarm("Root", "Root", ALERTS),
        "--write");

    assertThat(Files.readString(fixture.config))
        .contains(
            "    # sns_topic_name: mine\n",
            "        # variant: default # as agreed\n",
            "        pattern: '{ $.userIdentity.type = \"Root\" }'\n",
            "    sns_topic_arn: " + ALERTS + "\n");
  }

  @Test
  void refusesANameThatTheConfigurationCannotSay() throws IOException {
    Map<String, String> before = fixture.files();

    Run run = fixture.adopt(withRoot(account()).alarm("Root of {team}", "Root", ALERTS), "--write");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "cis-alarms.yaml:2:5: accounts[0]: what there is can't be written here:"
                + " accounts[0].overrides.root-account-usage.alarm_name: unknown placeholder"
                + " 'team'");
    assertThat(fixture.files()).isEqualTo(before);
  }

  /** Terraform reads texts in JSON as templates. */
  @Test
  void writesNamesSoThatTerraformDoesNotTakeThemForTemplates() throws IOException {
    fixture.adopt(withRoot(account()).alarm("Root: 5 %{ or $", "Root", ALERTS), "--write");

    assertThat(fixture.blocks()).contains("\"id\": \"Root: 5 %%{ or $\"");
  }
}

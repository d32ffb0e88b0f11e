package io.github.cisalarms.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillPlanTest {

  private static final Control VPC = Controls.require("vpc-changes");
  private static final Control FAILURES = Controls.require("console-signin-failures");
  private static final Control SIGN_IN = Controls.require("console-signin-without-mfa");
  private static final String METRIC = VPC.metricName();
  private static final List<String> TOPIC = List.of(Account.TOPIC);

  private static Line.Flaw flaw(Account account) {
    List<Line> lines = account.plan(VPC).lines().get(VPC);
    assertThat(lines).hasSize(1);
    return lines.get(0).flaw().orElseThrow();
  }

  @Test
  void findsFilterAlarmAndTopic() {
    DrillPlan plan = Account.withTopic().control(VPC).plan(VPC);

    assertThat(plan.lines().get(VPC))
        .containsExactly(
            new Line(
                VPC,
                Optional.of(
                    new Line.Filter(METRIC, Account.LOG_GROUP, VPC.defaultVariant().pattern())),
                Optional.of(new Line.WatchedAlarm("vpc-changes", "vpc-changes", TOPIC)),
                Optional.empty()));
    assertThat(plan.alarms()).isOne();
    assertThat(plan.topics()).containsExactly(Account.TOPIC);
    assertThat(plan.subscribers(Account.TOPIC)).containsExactly("email security@example.com");
    assertThat(plan.tellsNobody(Account.TOPIC)).isFalse();
  }

  @Test
  void saysThatAControlHasNoFilter() {
    assertThat(flaw(Account.withTopic().control(FAILURES)))
        .isEqualTo(
            new Line.Flaw(
                Step.FILTER,
                "no metric filter of log group aws-cloudtrail-logs has a pattern of this control"));
  }

  @Test
  void saysThatTheLogGroupsClassTakesNoFilters() {
    assertThat(flaw(Account.withTopic().logGroup("INFREQUENT_ACCESS")))
        .isEqualTo(
            new Line.Flaw(
                Step.FILTER,
                "log group aws-cloudtrail-logs is of class INFREQUENT_ACCESS, whose events no"
                    + " metric filter sees"));
  }

  @Test
  void saysThatNoAlarmWatchesTheMetric() {
    assertThat(flaw(Account.withTopic().filter(VPC, METRIC).alarm("vpc", "vpc", true, TOPIC)))
        .isEqualTo(
            new Line.Flaw(
                Step.ALARM, "no alarm watches the metric CISBenchmark/vpc_changes_metric"));
  }

  @Test
  void saysThatActionsAreDisabled() {
    assertThat(flaw(Account.withTopic().filter(VPC, METRIC).alarm("vpc", METRIC, false, TOPIC)))
        .isEqualTo(new Line.Flaw(Step.ACTION, "the actions of alarm vpc are disabled"));
  }

  @Test
  void saysThatAnAlarmHasNoAction() {
    assertThat(flaw(Account.withTopic().filter(VPC, METRIC).alarm("vpc", METRIC, true, List.of())))
        .isEqualTo(new Line.Flaw(Step.ACTION, "alarm vpc has no action"));
  }

  @Test
  void saysThatNoActionIsATopic() {
    String function = "arn:aws:lambda:us-east-1:111122223333:function:pager";
    Account account =
        Account.withTopic().filter(VPC, METRIC).alarm("vpc", METRIC, true, List.of(function));

    assertThat(flaw(account))
        .isEqualTo(new Line.Flaw(Step.MESSAGE, "no action of alarm vpc is an SNS topic"));
    assertThat(account.plan(VPC).otherActions()).containsExactly(function);
  }

  @Test
  void followsACompositeAlarmThatActsForTheAlarm() {
    Account account =
        Account.withTopic()
            .filter(VPC, METRIC)
            .alarm("vpc", METRIC, true, List.of())
            .composite("any-change", "ALARM(\"vpc\") OR ALARM(\"other\")");

    assertThat(account.plan(VPC).lines().get(VPC))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.alarm()).contains(new Line.WatchedAlarm("vpc", "any-change", TOPIC));
              assertThat(line.flaw()).isEmpty();
            });
  }

  @Test
  void namesTheAlarmsThatItsEventsSetOffBeside() {
    Account account = Account.withTopic().control(FAILURES).control(SIGN_IN);

    assertThat(account.plan(FAILURES).alarmsBeside(true))
        .containsExactly("console-signin-without-mfa");
    assertThat(account.plan(FAILURES).alarmsBeside(false)).isEmpty();
    assertThat(account.plan(FAILURES, SIGN_IN).alarmsBeside(true)).isEmpty();
  }

  /** They go off with the alarms of their rules, and may page others. */
  @Test
  void namesTheCompositeAlarmsThatGoOffBeside() {
    Account account =
        Account.withTopic()
            .control(VPC)
            .composite("page", "ALARM(\"vpc-changes\")")
            .composite("page-all", "ALARM(\"page\")")
            .composite("other", "ALARM(\"cpu\")");

    assertThat(account.plan(VPC).alarmsBeside(true)).containsExactly("page", "page-all");
    assertThat(account.plan(VPC).alarmsBeside(false)).containsExactly("page", "page-all");
  }

  @Test
  void doesNotNameACompositeAlarmThatIsWatched() {
    Account account =
        Account.withTopic()
            .filter(VPC, METRIC)
            .alarm("vpc", METRIC, true, List.of())
            .composite("any-change", "ALARM(\"vpc\")");

    assertThat(account.plan(VPC).alarmsBeside(true)).isEmpty();
  }

  @Test
  void knowsThatATopicTellsNobody() {
    String queue = "arn:aws:sqs:us-east-1:111122223333:cis-alarms-drill-20261126T120000Z-abcdef";
    DrillPlan plan =
        new Account()
            .topic()
            .subscriber("email", "security@example.com", true)
            .subscriber("sqs", queue, false)
            .control(VPC)
            .plan(VPC);

    assertThat(plan.subscribers(Account.TOPIC))
        .containsExactly("email security@example.com (not confirmed)");
    assertThat(plan.tellsNobody(Account.TOPIC)).isTrue();
  }

  /** Its one action would count for both, were they drilled at the same time. */
  @Test
  void knowsTheAlarmsThatActForSeveralControls() {
    Control other = Controls.bySlug("route-table-changes").orElseThrow();
    DrillPlan plan =
        Account.withTopic()
            .filter(VPC, METRIC)
            .alarm("vpc", METRIC, true, List.of())
            .filter(other, "routes")
            .alarm("routes", "routes", true, List.of())
            .composite("page", "ALARM(\"vpc\") OR ALARM(\"routes\")")
            .plan(VPC, other);

    assertThat(plan.sharedActors()).containsExactly("page");
    assertThat(Account.withTopic().control(VPC).plan(VPC).sharedActors()).isEmpty();
  }

  /** Where trails of two regions are read, each has a log group, filters and alarms of one name. */
  @Test
  void leavesOutWhatIsInAnotherRegion() {
    Place elsewhere = new Place(Account.PLACE.account(), Value.known("ap-southeast-2"));
    Infrastructure both = Account.withTopic().control(VPC).build();

    DrillPlan here = DrillPlan.of(both, Account.PLACE, List.of(VPC), List.of(Account.LOG_GROUP));
    DrillPlan there = DrillPlan.of(both, elsewhere, List.of(VPC), List.of(Account.LOG_GROUP));

    assertThat(here.alarms()).isOne();
    assertThat(there.alarms()).isZero();
  }

  @Test
  void asksForALogGroupWhereNoTrailHasOne() {
    List<Control> controls = List.of(VPC);
    Infrastructure nothing = Infrastructure.none();
    assertThatThrownBy(() -> DrillPlan.of(nothing, Account.PLACE, controls, List.of()))
        .isInstanceOf(DrillException.class)
        .hasMessage(
            "no trail of this account and region is seen to write to a log group; name the log group"
                + " with --log-group, as in --log-group aws-cloudtrail-logs");
  }

  /** What may not be read is no proof that it isn't there. */
  @Test
  void saysWhatCouldNotBeRead() {
    Account account =
        new Account()
            .topic()
            .unread(Unread.Kind.FILTERS, "filters", "the filters could not be read: denied")
            .unread(Unread.Kind.SUBSCRIPTIONS, Account.TOPIC, "could not be read: denied");

    assertThat(flaw(account))
        .isEqualTo(new Line.Flaw(Step.FILTER, "the filters could not be read: denied"));
    assertThat(account.plan(VPC).tellsNobody(Account.TOPIC)).isFalse();
    assertThat(account.plan(VPC).unreadSubscribers(Account.TOPIC))
        .contains("could not be read: denied");
    assertThat(
            flaw(
                Account.withTopic()
                    .filter(VPC, METRIC)
                    .unread(Unread.Kind.ALARMS, "alarms", "the alarms could not be read: denied")))
        .isEqualTo(new Line.Flaw(Step.ALARM, "the alarms could not be read: denied"));
  }
}

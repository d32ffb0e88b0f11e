package io.github.cisalarms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.drill.FakeAws.Refusal;
import io.github.cisalarms.drill.StepResult.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drills an account that answers over HTTP as AWS documents it. */
class DrillTest {

  private static final Control VPC = Controls.require("vpc-changes");
  private static final Control ROOT = Controls.require("root-account-usage");
  private static final DrillSettings ALL = new DrillSettings(true, true, 2, Duration.ofSeconds(3));

  private static final DrillSettings WITHOUT_EVENTS =
      new DrillSettings(false, true, 1, Duration.ofSeconds(3));

  private final FakeAws aws = FakeAws.start();
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void lead() {
    properties().forEach(System::setProperty);
    aws.alarm("vpc-changes", VPC.defaultVariant().pattern(), 1);
  }

  @AfterEach
  void close() {
    properties().keySet().forEach(System::clearProperty);
    aws.close();
  }

  private Map<String, String> properties() {
    return Map.of(
        "aws.endpointUrl", aws.address().toString(),
        "aws.accessKeyId", "testing",
        "aws.secretAccessKey", "testing");
  }

  private DrillResult drill(DrillPlan plan, DrillSettings settings) throws InterruptedException {
    AwsAccess access = AwsAccess.of(new AwsSettings(Optional.empty(), Optional.of(FakeAws.REGION)));
    DrillListener listener =
        new DrillListener() {
          @Override
          public void seen(LineResult line, Step step) {
            heard.add(line.control() + " " + step.word() + " " + line.steps().get(step).status());
          }

          @Override
          public void note(String text) {}
        };
    return Drill.in(access).run(plan, settings, listener);
  }

  private DrillResult drillVpc(DrillSettings settings) throws InterruptedException {
    return drill(Account.withTopic().control(VPC).plan(VPC), settings);
  }

  private static Map<Step, StepResult> steps(DrillResult result) {
    assertThat(result.lines()).hasSize(1);
    return result.lines().get(0).steps();
  }

  private static List<Status> statuses(DrillResult result) {
    return steps(result).values().stream().map(StepResult::status).toList();
  }

  @Test
  void seesEveryStepAndRemovesItsQueue() throws Exception {
    aws.alarm("root-account-usage", ROOT.defaultVariant().pattern(), 1);

    DrillResult result = drill(Account.withTopic().control(VPC).control(ROOT).plan(ROOT, VPC), ALL);

    assertThat(result.isSeen()).as("%s", result).isTrue();
    assertThat(result.account()).isEqualTo(FakeAws.ACCOUNT);
    assertThat(result.lines())
        .extracting(LineResult::control)
        .containsExactly("root-account-usage", "vpc-changes");
    assertThat(result.differences()).isEmpty();
    assertThat(result.notes()).isEmpty();
    assertThat(heard)
        .filteredOn(each -> each.startsWith("vpc-changes"))
        .containsExactly(
            "vpc-changes filter SEEN",
            "vpc-changes alarm SEEN",
            "vpc-changes action SEEN",
            "vpc-changes message SEEN");
    assertThat(aws.queues()).isEmpty();
    assertThat(aws.endpoints()).isEmpty();
  }

  @Test
  void marksItsEvents() throws Exception {
    DrillResult result = drillVpc(ALL);

    assertThat(aws.written()).hasSize(1);
    JsonNode event = new ObjectMapper().readTree(aws.written().get(0));
    assertThat(event.get("eventID").asText())
        .isEqualTo("cis-alarms-drill-" + result.id() + "-vpc-changes-0");
    assertThat(event.get("userAgent").asText()).isEqualTo("cis-alarms drill");
    assertThat(event.get("sourceIPAddress").asText()).isEqualTo("192.0.2.1");
    assertThat(event.at("/cisAlarmsDrill/id").asText()).isEqualTo(result.id());
  }

  @Test
  void writesAsManyEventsAsTheAlarmTakes() throws Exception {
    aws.alarm("vpc-changes", VPC.defaultVariant().pattern(), 3);

    assertThat(drillVpc(ALL).isSeen()).isTrue();
    assertThat(aws.written()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void setsTheStateAndLeavesTheLogGroupAlone() throws Exception {
    DrillResult result = drillVpc(WITHOUT_EVENTS);

    assertThat(result.isSeen()).isTrue();
    assertThat(statuses(result))
        .containsExactly(Status.NOT_ASKED, Status.SEEN, Status.SEEN, Status.SEEN);
    assertThat(aws.actions()).noneMatch(action -> action.startsWith("logs:"));
  }

  @Test
  void saysWhenTheServiceMatchesOtherwiseThanOurEngine() throws Exception {
    aws.disagree();

    DrillResult result = drillVpc(ALL);

    assertThat(statuses(result))
        .containsExactly(Status.NOT_SEEN, Status.NOT_TRIED, Status.NOT_TRIED, Status.NOT_TRIED);
    assertThat(result.differences())
        .hasSize(2)
        .allMatch(difference -> difference.contains("please report it with both"))
        .first()
        .asString()
        .contains(VPC.defaultVariant().pattern(), "\"eventName\":\"CreateVpc\"");
    assertThat(aws.written()).isEmpty();
  }

  /** The steps that are seen all the same, s or -; the first that is not, and why. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          logs:TestMetricFilter           | -sss | FILTER  | denied: logs:TestMetricFilter is missing
          logs:CreateLogStream            | s--- | ALARM   | denied: logs:CreateLogStream is missing
          logs:PutLogEvents               | s--- | ALARM   | denied: logs:PutLogEvents is missing
          cloudwatch:DescribeAlarmHistory | ss-s | ACTION  | denied: cloudwatch:DescribeAlarmHistory is missing
          cloudwatch:DescribeAlarms       | ssss |         |
          sqs:CreateQueue                 | sss- | MESSAGE | denied: sqs:CreateQueue is missing
          sns:Subscribe                   | sss- | MESSAGE | denied: sns:Subscribe is missing
          sqs:ReceiveMessage              | sss- | MESSAGE | denied: sqs:ReceiveMessage is missing
          sqs:ListQueues                  | ssss |         |
          """)
  void seesTheOtherStepsIfOneIsDenied(String action, String seen, Step step, String reason)
      throws Exception {
    aws.refuse(action, Refusal.DENIED);

    DrillResult result = drillVpc(ALL);

    String found =
        statuses(result).stream()
            .map(status -> status == Status.SEEN ? "s" : "-")
            .reduce("", String::concat);
    assertThat(found).isEqualTo(seen);
    if (step != null) {
      assertThat(steps(result).get(step).reason()).isEqualTo(reason);
      assertThat(result.isSeen()).isFalse();
    }
    assertThat(aws.queues()).isEmpty();
    assertThat(aws.endpoints()).isEmpty();
  }

  @Test
  void saysWhenAStateMayNotBeSet() throws Exception {
    aws.refuse("cloudwatch:SetAlarmState", Refusal.DENIED);

    assertThat(steps(drillVpc(WITHOUT_EVENTS)).get(Step.ALARM).reason())
        .isEqualTo("denied: cloudwatch:SetAlarmState is missing");
  }

  @Test
  void saysWhenItIsThrottled() throws Exception {
    aws.refuse("logs:TestMetricFilter", Refusal.THROTTLED);

    DrillResult result = drillVpc(ALL);

    assertThat(steps(result).get(Step.FILTER).reason())
        .isEqualTo("throttled: too many calls of logs:TestMetricFilter; run it again later");
    assertThat(steps(result).get(Step.MESSAGE).status()).isEqualTo(Status.SEEN);
  }

  @Test
  void saysThatAnAlarmWasOnAlready() throws Exception {
    aws.turnOn("vpc-changes");

    DrillResult result = drillVpc(ALL);

    assertThat(steps(result).get(Step.ALARM).reason()).startsWith("was on already, since 20");
    assertThat(aws.written()).isEmpty();
  }

  @Test
  void saysWhatTheTopicRefused() throws Exception {
    aws.refusePublishing();

    DrillResult result = drillVpc(ALL);

    assertThat(statuses(result))
        .containsExactly(Status.SEEN, Status.SEEN, Status.NOT_SEEN, Status.NOT_TRIED);
    assertThat(steps(result).get(Step.ACTION).reason())
        .contains("CloudWatch Alarms is not authorized to perform: SNS:Publish");
  }

  @Test
  void anAlarmThatDoesNotGoOffIsNotSeen() throws Exception {
    aws.alarm("vpc-changes", "{ $.eventName = \"Other\" }", 1);

    DrillResult result = drillVpc(new DrillSettings(true, false, 1, Duration.ofMillis(1)));

    assertThat(steps(result).get(Step.ALARM).reason()).startsWith("did not go off within ");
  }

  @Test
  void aTopicWithoutSubscriberIsAProblem() throws Exception {
    DrillResult result =
        drill(
            new Account().topic().subscriber("email", "x@example.com", true).control(VPC).plan(VPC),
            ALL);

    assertThat(result.lines()).allMatch(LineResult::isSeen);
    assertThat(result.problems()).containsExactly("nobody is subscribed to " + Account.TOPIC);
    assertThat(result.isSeen()).isFalse();
  }

  @Test
  void aMessageThatNoTopicCanCarryIsNotSeen() throws Exception {
    String function = "arn:aws:lambda:us-east-1:111122223333:function:page";
    aws.acts(function);

    DrillResult result =
        drill(
            new Account()
                .filter(VPC, VPC.metricName())
                .alarm("vpc-changes", VPC.metricName(), true, List.of(function))
                .plan(VPC),
            ALL);

    assertThat(statuses(result))
        .containsExactly(Status.SEEN, Status.SEEN, Status.SEEN, Status.NOT_SEEN);
    assertThat(steps(result).get(Step.MESSAGE).reason())
        .isEqualTo("no action of alarm vpc-changes is an SNS topic");
    assertThat(result.isSeen()).isFalse();
  }

  /** Alarms of many accounts have the same names, and may share a topic. */
  @ParameterizedTest
  @CsvSource({"444455556666,us-east-1", "111122223333,eu-west-1"})
  void aMessageOfAnAlarmOfThatNameElsewhereIsNoneOfOurs(String account, String region)
      throws Exception {
    aws.publishAs(account, region);

    DrillResult result = drillVpc(ALL);

    assertThat(statuses(result))
        .containsExactly(Status.SEEN, Status.SEEN, Status.SEEN, Status.NOT_SEEN);
  }

  /** Nobody can tell that it was not on before. */
  @Test
  void anAlarmThatIsOnWasNotSeenToGoOffIfNeitherStateNorHistoryWasReadBefore() throws Exception {
    aws.turnOn("vpc-changes");
    aws.refuse("cloudwatch:DescribeAlarmHistory", Refusal.DENIED);
    aws.refuseUntilSet("cloudwatch:DescribeAlarms", Refusal.DENIED);

    DrillResult result = drillVpc(WITHOUT_EVENTS);

    assertThat(steps(result).get(Step.ALARM).status()).isEqualTo(Status.NOT_SEEN);
  }

  @Test
  void removesItsQueueAlsoIfNobodyMaySeeTheSubscriptions() throws Exception {
    aws.refuse("sns:Subscribe", Refusal.DENIED);
    aws.refuse("sns:ListSubscriptionsByTopic", Refusal.DENIED);

    DrillResult result = drillVpc(ALL);

    assertThat(steps(result).get(Step.MESSAGE).reason())
        .isEqualTo("denied: sns:Subscribe is missing");
    assertThat(aws.queues()).isEmpty();
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void saysWhatItCouldNotRemove() throws Exception {
    aws.refuse("sqs:DeleteQueue", Refusal.DENIED);

    DrillResult result = drillVpc(ALL);

    assertThat(result.problems())
        .containsExactly(
            "queue cis-alarms-drill-"
                + result.id()
                + " and its subscriptions to "
                + Account.TOPIC
                + " could not be removed (denied: sqs:DeleteQueue is missing); the next drill will"
                + " try again");
  }

  @Test
  void removesWhatADrillOfLongAgoHasLeft() throws Exception {
    aws.leave("cis-alarms-drill-20260101T000000Z-abcdef");

    DrillResult result = drillVpc(ALL);

    assertThat(result.isSeen()).isTrue();
    assertThat(result.notes())
        .containsExactly(
            "removed what an earlier drill had left: queue"
                + " cis-alarms-drill-20260101T000000Z-abcdef");
    assertThat(aws.queues()).isEmpty();
    assertThat(aws.endpoints()).isEmpty();
  }

  /** Everything that it asks for is in the policy, and the policy has nothing else. */
  @Test
  void asksForNoMorePermissionsThanItsPolicyHas() throws Exception {
    for (DrillSettings settings : List.of(ALL, WITHOUT_EVENTS)) {
      try (FakeAws other = FakeAws.start()) {
        other.alarm("vpc-changes", VPC.defaultVariant().pattern(), 1);
        other.leave("cis-alarms-drill-20260101T000000Z-abcdef");
        System.setProperty("aws.endpointUrl", other.address().toString());
        assertThat(drillVpc(settings).isSeen()).isTrue();
        TreeSet<String> asked = new TreeSet<>(other.actions());
        // Nobody needs a permission for it.
        asked.remove("sts:GetCallerIdentity");
        assertThat(asked)
            .containsExactlyElementsOf(
                new TreeSet<>(Permission.of(settings).stream().map(Permission::action).toList()));
      }
    }
  }
}

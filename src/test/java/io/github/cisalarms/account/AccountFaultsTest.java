package io.github.cisalarms.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.aws.AwsStub;
import io.github.cisalarms.aws.AwsStub.Answer;
import io.github.cisalarms.aws.AwsStub.Fault;
import io.github.cisalarms.aws.AwsStub.Silence;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** An account that can't be read as it should be, or is not as it should be. */
class AccountFaultsTest {

  private static final String CONTROL = "root-account-usage";
  private static final String OTHER = "444455556666";

  /**
   * What is not missed where it is not needed: others subscribed, or the policy says it already.
   */
  private static final Set<Operation> NOT_MISSED =
      Set.of(
          Operation.DESCRIBE_LOG_GROUPS,
          Operation.DESCRIBE_ALARM_HISTORY,
          Operation.LIST_GRANTS,
          Operation.GET_QUEUE_ATTRIBUTES,
          Operation.GET_POLICY);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GET_CALLER_IDENTITY")
  void whatMayNotBeReadIsUnknownAndNeverNo(Operation denied) {
    Verdict verdict = verdict(new ExampleAccount().deny(denied).read());

    ControlVerdict control = control(verdict);
    assertThat(control.notifies().word())
        .isEqualTo(NOT_MISSED.contains(denied) ? "yes" : "unknown");
    for (Checker checker : List.of(Checker.CIS, Checker.PROWLER, Checker.STEAMPIPE)) {
      assertThat(control.checkers().get(checker).verdict().word())
          .as(checker.id())
          .isIn("yes", "unknown");
    }
    if (!NOT_MISSED.contains(denied)) {
      assertThat(broken(verdict).message())
          .endsWith("could not be read: " + denied.permission().orElseThrow() + " is missing");
      assertThat(broken(verdict).remedy()).startsWith("allow " + denied.permission().orElseThrow());
    }
  }

  @Test
  void saysWhoWasRefused() {
    ExampleAccount account = new ExampleAccount().deny(Operation.DESCRIBE_TRAILS);
    Evidence evidence = account.read();
    assertThatThrownBy(evidence::requireAnything)
        .isInstanceOf(AccountException.class)
        .hasMessage(
            "account 111122223333: nothing could be read as arn:aws:iam::111122223333:user/auditor:"
                + " cloudtrail:DescribeTrails is missing; 'cis-alarms audit --iam-policy' prints"
                + " what is needed");
  }

  @Test
  void triesAThrottledCallAgain() {
    AtomicInteger calls = new AtomicInteger();
    ExampleAccount account = new ExampleAccount();
    ExampleAccount whole = new ExampleAccount();
    account.answer(
        "DescribeMetricFilters",
        request ->
            calls.incrementAndGet() < 3
                ? new Fault(400, "ThrottlingException", "Rate exceeded")
                : whole.answer(request));
    assertThat(control(verdict(account.read())).notifies().word()).isEqualTo("yes");
    assertThat(calls).hasValue(3);
  }

  @Test
  void givesUpACallThatIsAlwaysThrottled() {
    AtomicInteger calls = new AtomicInteger();
    ExampleAccount account =
        new ExampleAccount()
            .answer(
                "DescribeAlarms",
                request -> {
                  calls.incrementAndGet();
                  return new Fault(400, "Throttling", "Rate exceeded");
                });
    assertThat(broken(verdict(account.read())).message())
        .isEqualTo(
            "the alarms of us-east-1 of 111122223333 could not be read: the service took no more"
                + " calls (Throttling)");
    assertThat(calls).hasValue(5);
  }

  @Test
  void endsWhenTheCredentialsDo() {
    ExampleAccount account =
        new ExampleAccount()
            .answer(
                "GetTopicAttributes",
                request -> new Fault(403, "ExpiredToken", "The security token has expired"));
    assertThatThrownBy(account::read)
        .isInstanceOf(AccountException.class)
        .hasMessage(
            "111122223333: the credentials are no good (ExpiredToken: The security token has"
                + " expired); sign in again, or name a profile with --profile");
  }

  @Test
  void waitsForNobodyForever() {
    ExampleAccount account =
        new ExampleAccount().answer("ListSubscriptionsByTopic", request -> new Silence());
    assertThat(broken(verdict(account.read())).message())
        .isEqualTo(
            "the subscriptions of arn:aws:sns:us-east-1:111122223333:alarms could not be read:"
                + " there was no answer");
    assertThatThrownBy(
            () -> new ExampleAccount().answer("GetCallerIdentity", any -> new Silence()).read())
        .isInstanceOf(AccountException.class)
        .hasMessageStartingWith(
            "us-east-1: AWS doesn't say which account it is: there was no answer: ");
  }

  @Test
  void saysThatARoleCantBeTaken() {
    ExampleAccount account =
        new ExampleAccount().answer("AssumeRole", any -> Answer.denied("sts:AssumeRole"));
    assertThatThrownBy(
            () ->
                account.with(
                    () -> {
                      AwsAccess access = AwsAccess.of(AwsSettings.none());
                      return AccountReader.read(
                          access.assuming(access.role(OTHER, "audit")), Reading.plain());
                    }))
        .isInstanceOf(AccountException.class)
        .hasMessageStartingWith(
            "us-east-1: AWS doesn't say which account it is: the role can't be taken, or is not there: ");
  }

  @Test
  void saysThatActionsWhichMayNotBeReadAreTakenToHaveSucceeded() {
    Verdict verdict = verdict(new ExampleAccount().deny(Operation.DESCRIBE_ALARM_HISTORY).read());
    assertThat(control(verdict).likely())
        .extracting(finding -> finding.rule() + ": " + finding.message())
        .containsExactly(
            "LastActionSucceeded: the latest actions of the alarms of us-east-1 of 111122223333"
                + " could not be read: cloudwatch:DescribeAlarmHistory is missing; they are taken to"
                + " have succeeded");
    assertThat(control(verdict(new ExampleAccount().read())).likely()).isEmpty();
  }

  /** Whoever has the whole address of a webhook may post to it. */
  @Test
  void showsNoMoreOfAWebhookThanItsHost() {
    ExampleAccount account =
        new ExampleAccount()
            .change(
                "ListSubscriptionsByTopic",
                a -> {
                  only(a, "email");
                  ((ObjectNode) a.at("/Subscriptions/0"))
                      .put("SubscriptionArn", "PendingConfirmation")
                      .put("Protocol", "https")
                      .put("Endpoint", "https://user:c0ffee@hooks.example.com/c0ffee?key=c0ffee");
                });
    assertThat(broken(verdict(account.read())).address())
        .isEqualTo(ExampleAccount.TOPIC + ", https https://hooks.example.com/...");
  }

  @Test
  void aGrantThatMayNotBeReadMayBeTheOneThatLetsCloudWatch() {
    ExampleAccount account =
        new ExampleAccount()
            .change(
                "GetKeyPolicy",
                a -> a.put("Policy", ExampleAccount.policy("sns.amazonaws.com", "kms:*", "*")));
    assertThat(broken(verdict(account.read())).answer().word()).isEqualTo("no");

    Finding broken = broken(verdict(account.deny(Operation.LIST_GRANTS).read()));
    assertThat(broken.answer().word()).isEqualTo("unknown");
    assertThat(broken.message())
        .isEqualTo(
            "the key " + ExampleAccount.KEY + " could not be read: kms:ListGrants is missing");
  }

  /** Of a trail of the organization a member may see no deliveries at all. */
  @Test
  void staysSilentOnDeliveriesOfAnotherAccountsTrail() {
    String trail = "arn:aws:cloudtrail:us-east-1:444455556666:trail/org";
    ExampleAccount account =
        neverDelivered(new ExampleAccount())
            .change(
                "DescribeTrails", a -> ((ObjectNode) a.at("/trailList/0")).put("TrailARN", trail));
    assertThat(control(verdict(account.read())).notifies().word()).isEqualTo("yes");
  }

  @Test
  void aTrailThatWasJustMadeNeedNotHaveDelivered() {
    ExampleAccount account =
        neverDelivered(new ExampleAccount())
            .change("GetTrailStatus", a -> a.put("StartLoggingTime", "2026-11-20T11:00:00Z"));
    assertThat(control(verdict(account.read())).notifies().word()).isEqualTo("yes");
  }

  private static ExampleAccount neverDelivered(ExampleAccount account) {
    return account.change(
        "GetTrailStatus",
        a -> {
          a.remove("LatestCloudWatchLogsDeliveryTime");
          a.put("StartLoggingTime", "2026-10-01T00:00:00Z");
        });
  }

  @Test
  void saysWhenNobodyIsNamed() {
    ExampleAccount account =
        new ExampleAccount().change("GetCallerIdentity", answer -> answer.removeAll());
    assertThatThrownBy(account::read)
        .isInstanceOf(AccountException.class)
        .hasMessage(
            "us-east-1 can't be asked who asks: the answer names nobody; is AWS_ENDPOINT_URL, if it"
                + " is set, that of an API of AWS?");
  }

  @Test
  void givesUpAListWithoutEnd() {
    ExampleAccount account =
        new ExampleAccount()
            .change("DescribeMetricFilters", answer -> answer.put("nextToken", "again"));
    assertThat(control(verdict(account.read())).notifies().word())
        .as("what is there, is there")
        .isEqualTo("yes");

    account.change("DescribeMetricFilters", answer -> answer.putArray("metricFilters"));
    assertThat(broken(verdict(account.read())).message())
        .isEqualTo(
            "the metric filters of us-east-1 of 111122223333 could not be read: the list has no"
                + " end: given up after 1 pages");
  }

  @Test
  void readsAllPages() {
    ExampleAccount account = new ExampleAccount();
    ExampleAccount whole = new ExampleAccount();
    account.answer(
        "DescribeMetricFilters",
        request -> {
          ObjectNode page = ((AwsStub.Body) whole.answer(request)).json().deepCopy();
          ArrayNode filters = (ArrayNode) page.get("metricFilters");
          int page1 = Integer.parseInt(request.parameters().getOrDefault("nextToken", "0"));
          JsonNode filter = filters.get(page1);
          filters.removeAll();
          filters.add(filter);
          return Answer.of(page1 < 14 ? page.put("nextToken", "" + (page1 + 1)) : page);
        });
    assertThat(verdict(account.read()).compliant()).isTrue();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "TrailIsLogging no",
            account -> account.change("GetTrailStatus", a -> a.put("IsLogging", false)),
            "the trail is switched off"),
        fault(
            "TrailKeepsDelivering no",
            account ->
                account.change(
                    "GetTrailStatus",
                    a -> a.put("LatestCloudWatchLogsDeliveryError", "AccessDenied")),
            "the trail fails to write to its log group: AccessDenied; it last did at"
                + " 2026-11-20T11:58:00Z"),
        fault(
            "TrailKeepsDelivering unknown",
            account ->
                account.change(
                    "GetTrailStatus",
                    a -> a.put("LatestCloudWatchLogsDeliveryTime", "2026-11-18T00:00:00Z")),
            "the trail has written nothing to its log group since 2026-11-18T00:00:00Z, for over a"
                + " day"),
        fault(
            "TrailKeepsDelivering unknown",
            AccountFaultsTest::neverDelivered,
            "the trail has written nothing to its log group since it was switched on at"
                + " 2026-10-01T00:00:00Z, over a day ago"),
        fault(
            "TrailRecordsManagementEvents no",
            account ->
                account.change(
                    "GetEventSelectors",
                    a ->
                        ((ObjectNode) a.at("/EventSelectors/0")).put("ReadWriteType", "WriteOnly")),
            "the trail records only management events that write"),
        fault(
            "TrailDeliversToLogGroup no",
            account -> account.change("DescribeTrails", a -> a.putArray("trailList")),
            "no trail covers the account"),
        fault(
            "FilterReadsTrailLogGroup no",
            account -> account.change("DescribeMetricFilters", a -> a.putArray("metricFilters")),
            "the account has no metric filter for this control"),
        fault(
            "FilterReadsTrailLogGroup unknown",
            account ->
                account.change(
                    "DescribeTrails",
                    a ->
                        ((ObjectNode) a.at("/trailList/0"))
                            .put(
                                "CloudWatchLogsLogGroupArn",
                                "arn:aws:logs:us-east-1:444455556666:log-group:org:*")),
            "the trail writes to the log group 'org' of account 444455556666, which was not read"),
        fault(
            "FilterCountsEvents unknown",
            account ->
                eachFilter(
                    account,
                    filter ->
                        filter.put("fieldSelectionCriteria", "@aws.account = \"444455556666\"")),
            "the filter looks at chosen or transformed events, which need not be all that the trail"
                + " writes"),
        fault(
            "FilterCountsEvents unknown",
            account -> eachFilter(account, filter -> filter.put("applyOnTransformedLogs", true)),
            "the filter looks at chosen or transformed events, which need not be all that the trail"
                + " writes"),
        fault(
            "AlarmWatchesMetric no",
            account ->
                eachFilter(
                    account,
                    filter -> filter.putArray("emitSystemFieldDimensions").add("@aws.account")),
            "a metric with dimensions is another metric than the one without"),
        fault(
            "AlarmHasSeenData unknown",
            account ->
                account.change(
                    "DescribeAlarms",
                    a ->
                        a.get("MetricAlarms")
                            .forEach(
                                alarm ->
                                    ((ObjectNode) alarm)
                                        .put("StateValue", "INSUFFICIENT_DATA")
                                        .put("StateReason", "Unchecked: Initial alarm creation"))),
            "the alarm has had no data since it was made, though the filter counts every event"),
        fault(
            "LastActionSucceeded unknown",
            account ->
                account.change(
                    "DescribeAlarmHistory",
                    a ->
                        a.putArray("AlarmHistoryItems")
                            .addObject()
                            .put("AlarmName", CONTROL)
                            .put("Timestamp", "2026-11-19T00:00:00Z")
                            .put("HistoryItemType", "Action")
                            .put(
                                "HistoryData",
                                "{\"actionState\": \"Failed\", \"notificationResource\": \""
                                    + ExampleAccount.TOPIC
                                    + "\", \"error\": \"no\"}")),
            "the last time that the alarm went off it could not tell the topic, at"
                + " 2026-11-19T00:00:00Z: no"),
        fault(
            "TopicLetsCloudWatchPublish no",
            account ->
                account.answer(
                    "GetTopicAttributes",
                    any -> new Fault(404, "NotFound", "Topic does not exist")),
            "the topic 'arn:aws:sns:us-east-1:111122223333:alarms' does not exist"),
        fault(
            "TopicLetsCloudWatchPublish unknown",
            account -> account.change("GetTopicAttributes", topic("Policy", "nonsense")),
            "the topic's policy is no JSON"),
        fault(
            "TopicKeyLetsCloudWatchEncrypt no",
            account ->
                account.change("GetTopicAttributes", topic("KmsMasterKeyId", "alias/aws/sns")),
            "CloudWatch can't publish to a topic that is encrypted with alias/aws/sns"),
        fault(
            "TopicKeyLetsCloudWatchEncrypt no",
            account ->
                account.change(
                    "DescribeKey",
                    a -> ((ObjectNode) a.get("KeyMetadata")).put("KeyState", "PendingDeletion")),
            "the key is switched off or about to be deleted: CloudWatch can't encrypt with it"),
        fault(
            "TopicKeyLetsCloudWatchEncrypt unknown",
            account -> account.change("GetKeyPolicy", a -> a.put("Policy", "[")),
            "the key's policy is no JSON"),
        fault(
            "TopicHasSubscriber no",
            account -> account.change("ListSubscriptionsByTopic", a -> a.removeAll()),
            "the topic has no subscriber"),
        fault(
            "SubscriptionIsConfirmed no",
            account ->
                account.change(
                    "ListSubscriptionsByTopic",
                    a -> {
                      only(a, "email");
                      ((ObjectNode) a.at("/Subscriptions/0"))
                          .put("SubscriptionArn", "PendingConfirmation");
                    }),
            "the subscription has not been confirmed: nobody gets its messages"),
        fault(
            "SubscriberTakesFromTopic unknown",
            account ->
                account
                    .change("ListSubscriptionsByTopic", a -> only(a, "sqs"))
                    .change("GetQueueAttributes", topic("Policy", "nonsense")),
            "the queue's policy is no JSON"),
        fault(
            "SubscriberTakesFromTopic no",
            account ->
                account
                    .change("ListSubscriptionsByTopic", a -> only(a, "sqs"))
                    .answer(
                        "GetQueueAttributes",
                        any ->
                            new Fault(
                                400, "AWS.SimpleQueueService.NonExistentQueue", "no such queue")),
            "the queue has no policy: the topic can't send to it"),
        fault(
            "SubscriberTakesFromTopic unknown",
            account ->
                account
                    .change(
                        "ListSubscriptionsByTopic",
                        a -> {
                          only(a, "sqs");
                          ((ObjectNode) a.at("/Subscriptions/0"))
                              .put("Endpoint", "arn:aws:sqs:us-east-1:444455556666:alarms");
                        })
                    .answer(
                        "GetQueueAttributes",
                        any ->
                            new Fault(
                                400,
                                "AWS.SimpleQueueService.NonExistentQueue",
                                "The specified queue does not exist or you do not have access to"
                                    + " it.")),
            "the queue arn:aws:sqs:us-east-1:444455556666:alarms could not be read:"
                + " AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist or"
                + " you do not have access to it."),
        fault(
            "SubscriberTakesFromTopic no",
            account ->
                account.change(
                    "ListSubscriptionsByTopic",
                    a -> {
                      only(a, "sqs");
                      ((ObjectNode) a.at("/Subscriptions/0"))
                          .put("Endpoint", "arn:aws:sqs:us-east-99:111122223333:alarms");
                    }),
            "the queue's policy does not let the topic send"),
        fault(
            "SubscriberTakesFromTopic unknown",
            account ->
                account
                    .change("ListSubscriptionsByTopic", a -> only(a, "lambda"))
                    .change("GetPolicy", a -> a.put("Policy", "nonsense")),
            "the function's policy is no JSON"));
  }

  private static void eachFilter(ExampleAccount account, Consumer<ObjectNode> change) {
    account.change(
        "DescribeMetricFilters",
        answer ->
            answer.get("metricFilters").forEach(filter -> change.accept((ObjectNode) filter)));
  }

  private static Consumer<ObjectNode> topic(String attribute, String value) {
    return answer -> ((ObjectNode) answer.get("Attributes")).put(attribute, value);
  }

  private static void only(ObjectNode subscriptions, String protocol) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    subscriptions
        .get("Subscriptions")
        .forEach(
            each -> {
              if (each.get("Protocol").asText().equals(protocol)) {
                kept.add(each);
              }
            });
    subscriptions.set("Subscriptions", kept);
  }

  private static Arguments fault(
      String ruleAndAnswer, Consumer<ExampleAccount> fault, String message) {
    return Arguments.of(ruleAndAnswer, message, fault);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void findsWhatIsWrong(String ruleAndAnswer, String message, Consumer<ExampleAccount> fault) {
    ExampleAccount account = new ExampleAccount();
    fault.accept(account);
    Verdict verdict = verdict(account.read());

    Finding broken = broken(verdict);
    assertThat(broken.rule() + " " + broken.answer().word() + ": " + broken.message())
        .isEqualTo(ruleAndAnswer + ": " + message);
    assertThat(broken.remedy()).isNotEmpty();
  }

  @Test
  void saysThatALogGroupIsFull() {
    ExampleAccount account =
        new ExampleAccount()
            .change(
                "DescribeMetricFilters",
                answer -> {
                  ArrayNode filters = answer.putArray("metricFilters");
                  for (int i = 0; i < 100; i++) {
                    filters
                        .addObject()
                        .put("filterName", "other-" + i)
                        .put("logGroupName", ExampleAccount.LOG_GROUP)
                        .put("filterPattern", "{ $.eventName = Other" + i + " }");
                  }
                });
    assertThat(broken(verdict(account.read())).remedy())
        .startsWith(
            "the log group has 100 metric filters, the most that one can have: remove one;");
  }

  @Test
  void followsAnOrganizationsTrailIntoItsAccountWithARole() {
    ExampleAccount account =
        new ExampleAccount()
            .change(
                "DescribeTrails",
                a ->
                    ((ObjectNode) a.at("/trailList/0"))
                        .put(
                            "CloudWatchLogsLogGroupArn",
                            "arn:aws:logs:us-east-1:444455556666:log-group:aws-cloudtrail-logs:*"));
    ObjectNode credentials = JsonNodeFactory.instance.objectNode();
    credentials
        .putObject("Credentials")
        .put("AccessKeyId", "other")
        .put("SecretAccessKey", "other")
        .put("SessionToken", "other")
        .put("Expiration", "2099-01-01T00:00:00Z");
    account.answer("AssumeRole", credentials);
    ExampleAccount own = new ExampleAccount();
    account.answer(
        "GetCallerIdentity",
        request ->
            request.accessKey().equals("other")
                ? Answer.of(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("Account", OTHER)
                        .put("Arn", "arn:aws:sts::444455556666:assumed-role/audit/cis-alarms"))
                : own.answer(request));
    try (AwsStub stub = AwsStub.start(account::answer)) {
      Evidence evidence =
          stub.reached(
              () -> {
                AwsAccess access = AwsAccess.of(AwsSettings.none());
                return AccountReader.read(
                    access,
                    new Reading(
                        List.of(),
                        id -> Optional.of(access.assuming(access.role(id, "audit"))),
                        ExampleAccount.CLOCK));
              });
      assertThat(stub.requests())
          .filteredOn(request -> request.operation().equals("DescribeMetricFilters"))
          .extracting(AwsStub.Request::accessKey)
          .containsExactly("other");
      assertThat(stub.requests())
          .filteredOn(request -> request.operation().equals("AssumeRole"))
          .hasSize(1)
          .allSatisfy(
              request ->
                  assertThat(request.parameters())
                      .containsEntry("RoleArn", "arn:aws:iam::444455556666:role/audit")
                      .containsEntry("RoleSessionName", "cis-alarms"));
      assertThat(control(verdict(evidence)).detects().word()).isEqualTo("yes");
    }
  }

  private static Verdict verdict(Evidence evidence) {
    return Verdict.of(
        evidence.account(),
        AccountChain.of(evidence),
        Optional.empty(),
        List.of(),
        new Requirements(Selection.all(), Set.of(), List.of(), false, Map.of()));
  }

  private static ControlVerdict control(Verdict verdict) {
    return verdict.controls().stream()
        .filter(each -> each.control().slug().equals(CONTROL))
        .findFirst()
        .orElseThrow();
  }

  private static Finding broken(Verdict verdict) {
    return control(verdict).firstBroken().orElseThrow();
  }
}

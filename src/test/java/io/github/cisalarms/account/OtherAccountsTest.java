package io.github.cisalarms.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.aws.AwsStub;
import io.github.cisalarms.aws.AwsStub.Answer;
import io.github.cisalarms.aws.AwsStub.Fault;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account needs of another one. */
class OtherAccountsTest {

  private static final String OTHER = "444455556666";
  private static final String TOPIC = "arn:aws:sns:us-east-1:444455556666:alarms";
  private static final String KEYS = "arn:aws:kms:us-east-1:444455556666:";
  private static final String KEY = KEYS + "key/1a2b3c4d-0000-4000-8000-000000000000";

  /** A profile that is of another account than its name says. */
  @Test
  void readsNothingThroughAWayThatLeadsElsewhere() {
    ExampleAccount account = writingTo(OTHER);
    try (AwsStub stub = AwsStub.start(account::answer)) {
      Evidence evidence =
          stub.reached(
              () -> {
                AwsAccess access = AwsAccess.of(AwsSettings.none());
                return AccountReader.read(
                    access,
                    new Reading(List.of(), id -> Optional.of(access), ExampleAccount.CLOCK));
              });
      assertThat(stub.requests())
          .extracting(AwsStub.Request::operation)
          .contains("GetTrailStatus")
          .doesNotContain("DescribeMetricFilters", "DescribeAlarms");
      Finding broken = control(evidence).firstBroken().orElseThrow();
      assertThat(broken.answer().word()).isEqualTo("unknown");
      assertThat(broken.message())
          .isEqualTo(
              "the trail writes to the log group 'aws-cloudtrail-logs' of account 444455556666,"
                  + " which was not read");
    }
  }

  @Test
  void readsTheRestWhereCredentialsOfAnotherAccountAreNoGood() {
    ExampleAccount account = writingTo(OTHER);
    Answer own = account.answer(new AwsStub.Request("GetCallerIdentity", "", "", "", Map.of()));
    boolean[] asked = {false};
    account.answer(
        "GetCallerIdentity",
        request -> {
          boolean again = asked[0];
          asked[0] = true;
          return again ? new Fault(403, "ExpiredToken", "The security token has expired") : own;
        });
    Evidence evidence =
        account.with(
            () -> {
              AwsAccess access = AwsAccess.of(AwsSettings.none());
              return AccountReader.read(
                  access, new Reading(List.of(), id -> Optional.of(access), ExampleAccount.CLOCK));
            });
    assertThat(control(evidence).detects().word()).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/alarms", "1a2b3c4d-0000-4000-8000-000000000000", KEY})
  void asksForTheKeyOfAnotherAccountsTopicThere(String key) {
    ExampleAccount account = telling(key);
    // Whoever asks has a key of that name, too.
    account.change(
        "DescribeKey",
        a -> ((ObjectNode) a.get("KeyMetadata")).put("Arn", KEY).put("KeyState", "Enabled"));
    Answer other = account.answer(new AwsStub.Request("DescribeKey", "", "", "", Map.of()));
    account
        .change(
            "DescribeKey", a -> ((ObjectNode) a.get("KeyMetadata")).put("Arn", ExampleAccount.KEY))
        .change(
            "DescribeKey", a -> ((ObjectNode) a.get("KeyMetadata")).put("KeyState", "Disabled"));
    Answer own = account.answer(new AwsStub.Request("DescribeKey", "", "", "", Map.of()));
    account.answer(
        "DescribeKey", request -> request.parameters().get("KeyId").startsWith(KEYS) ? other : own);

    assertThat(control(account.read()).firstBroken()).isEmpty();
    assertThat(control(account.read()).notifies().word()).isEqualTo("yes");
  }

  @Test
  void theKeyOfAnotherAccountsTopicIsUnknownWhereItMayNotBeRead() {
    ExampleAccount account = telling("alias/alarms").deny(Operation.DESCRIBE_KEY);
    Finding broken = control(account.read()).firstBroken().orElseThrow();
    assertThat(broken.answer().word()).isEqualTo("unknown");
    assertThat(broken.message())
        .isEqualTo(
            "the key arn:aws:kms:us-east-1:444455556666:alias/alarms could not be read:"
                + " kms:DescribeKey is missing");
  }

  private static ExampleAccount writingTo(String owner) {
    return new ExampleAccount()
        .change(
            "DescribeTrails",
            a ->
                ((ObjectNode) a.at("/trailList/0"))
                    .put(
                        "CloudWatchLogsLogGroupArn",
                        ExampleAccount.LOG_GROUP_ARN.replace(ExampleAccount.ID, owner) + ":*"));
  }

  /** An account whose alarms tell the topic of another one, which is encrypted with a key. */
  private static ExampleAccount telling(String key) {
    return new ExampleAccount()
        .change(
            "DescribeAlarms",
            a ->
                a.get("MetricAlarms")
                    .forEach(alarm -> ((ObjectNode) alarm).putArray("AlarmActions").add(TOPIC)))
        .answer(
            "GetTopicAttributes",
            ExampleAccount.attributes(
                Map.of(
                    "TopicArn",
                    TOPIC,
                    "KmsMasterKeyId",
                    key,
                    "Policy",
                    ExampleAccount.policy("cloudwatch.amazonaws.com", "sns:Publish", TOPIC))));
  }

  private static ControlVerdict control(Evidence evidence) {
    return Verdict.of(
            evidence.account(),
            AccountChain.of(evidence),
            Optional.empty(),
            List.of(),
            new Requirements(Selection.all(), Set.of(), List.of(), false, Map.of()))
        .controls()
        .get(0);
  }
}

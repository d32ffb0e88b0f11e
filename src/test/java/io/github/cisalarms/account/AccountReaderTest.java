package io.github.cisalarms.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.aws.AwsStub;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccountReaderTest {

  @Test
  void followsTheTrailToWhoeverIsTold() {
    Evidence evidence = new ExampleAccount().read();

    assertThat(evidence.account()).isEqualTo(ExampleAccount.ID);
    assertThat(evidence.caller()).isEqualTo("arn:aws:iam::111122223333:user/auditor");
    assertThat(evidence.calls())
        .extracting(call -> call.operation().action())
        .containsExactly(
            "GetCallerIdentity",
            "DescribeTrails",
            "GetTrailStatus",
            "GetEventSelectors",
            "DescribeLogGroups",
            "DescribeMetricFilters",
            "DescribeAlarms",
            "DescribeAlarmHistory",
            "GetTopicAttributes",
            "DescribeKey",
            "GetKeyPolicy",
            "ListGrants",
            "ListSubscriptionsByTopic",
            "GetSubscriptionAttributes",
            "GetSubscriptionAttributes",
            "GetPolicy",
            "GetSubscriptionAttributes",
            "GetQueueAttributes");
    assertThat(evidence.calls()).allSatisfy(call -> assertThat(call.refusal()).isEmpty());
    Verdict verdict =
        Verdict.of(
            "111122223333",
            AccountChain.of(evidence),
            Optional.empty(),
            List.of(),
            new Requirements(Selection.all(), Set.of(), List.of(), false, Map.of()));
    assertThat(verdict.compliant()).as(verdict.headline()).isTrue();
  }

  @Test
  void asksWhatKeyAnAliasIsOfAndThatOfEachTopic() {
    Evidence evidence =
        new ExampleAccount()
            .change(
                "GetTopicAttributes",
                topic ->
                    ((ObjectNode) topic.get("Attributes"))
                        .put("KmsMasterKeyId", ExampleAccount.KEY))
            .read(
                new Reading(
                    List.of(),
                    any -> Optional.empty(),
                    List.of("alias/wanted"),
                    ExampleAccount.CLOCK));

    assertThat(evidence.calls())
        .filteredOn(call -> call.operation() == Operation.DESCRIBE_KEY)
        .extracting(call -> call.parameters().get("KeyId"))
        .containsExactlyInAnyOrder(ExampleAccount.KEY, "alias/alarms", "alias/wanted");
  }

  /** The policy allows what is in Operation: nothing else may be asked. */
  @Test
  void asksNothingBeyondItsOperations() {
    ExampleAccount account = new ExampleAccount();
    try (AwsStub stub = AwsStub.start(account::answer)) {
      stub.reached(() -> AccountReader.read(AwsAccess.of(AwsSettings.none()), Reading.plain()));
      Map<String, String> signed = Map.of("cloudwatch", "monitoring");
      assertThat(
              stub.requests().stream()
                  .map(request -> request.service() + ":" + request.operation())
                  .collect(Collectors.toSet()))
          .as("each call that reading may make, and no other")
          .isEqualTo(
              Set.of(Operation.values()).stream()
                  .map(
                      each ->
                          signed.getOrDefault(each.service(), each.service()) + ":" + each.action())
                  .collect(Collectors.toSet()));
    }
  }
}

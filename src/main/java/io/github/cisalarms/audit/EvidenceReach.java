package io.github.cisalarms.audit;

import io.github.cisalarms.account.Call;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.Operation;
import java.util.List;

/** How far a reading went, by the calls that were made. */
record EvidenceReach(Evidence evidence) implements Drifts.Reach {

  private static final String TOPIC = "TopicArn";

  @Override
  public boolean filters(String region) {
    return answered(Operation.DESCRIBE_METRIC_FILTERS, region);
  }

  @Override
  public boolean alarms(String region) {
    return answered(Operation.DESCRIBE_ALARMS, region);
  }

  @Override
  public boolean topic(String arn) {
    return calls(Operation.GET_TOPIC_ATTRIBUTES).stream()
        .filter(call -> isAbout(call, arn))
        .anyMatch(call -> call.refusal().map(EvidenceReach::isNotFound).orElse(true));
  }

  @Override
  public boolean subscriptions(String topicArn) {
    return calls(Operation.LIST_SUBSCRIPTIONS_BY_TOPIC).stream()
        .anyMatch(call -> isAbout(call, topicArn) && call.refusal().isEmpty());
  }

  private boolean answered(Operation operation, String region) {
    return calls(operation).stream()
        .anyMatch(
            call ->
                call.account().equals(evidence.account())
                    && call.region().equals(region)
                    && call.refusal().isEmpty());
  }

  private List<Call> calls(Operation operation) {
    return evidence.calls().stream().filter(call -> call.operation() == operation).toList();
  }

  private static boolean isAbout(Call call, String topic) {
    return topic.equals(call.parameters().get(TOPIC));
  }

  private static boolean isNotFound(Call.Refusal refusal) {
    return refusal.kind().equals("not-found");
  }
}

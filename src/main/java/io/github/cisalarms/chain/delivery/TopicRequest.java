package io.github.cisalarms.chain.delivery;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Function.Permission;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.Map;

/**
 * What SNS asks of others on behalf of a topic.
 *
 * @param topic its ARN, or what is known of it
 * @param account whose it is
 */
public record TopicRequest(Named topic, Value<String> account) {

  private static final String SNS = "sns.amazonaws.com";

  /** On behalf of the topic that an alarm tells. */
  public static TopicRequest of(Chain chain) {
    Value<String> action = chain.action().orElseThrow();
    return new TopicRequest(
        chain.topic().map(Topic::named).orElseGet(() -> Named.of(action)),
        chain
            .topic()
            .map(topic -> topic.place().account())
            .or(() -> action.get().flatMap(Arn::parse).map(Arn::account))
            .orElseGet(Value::unknown));
  }

  /** To send to a queue. */
  public ServiceRequest send(Queue queue) {
    return new ServiceRequest(SNS, "sqs:SendMessage", queue.named(), context());
  }

  /** To use the key of a queue. */
  KeyUse useKey(Queue queue) {
    return new KeyUse(SNS, context(), Map.of("aws:sqs:arn", queue.named()));
  }

  private Map<String, Named> context() {
    return ServiceRequest.contextOf(SNS, account, topic);
  }

  /** Whether a permission lets it call the function that has the permission. */
  public Answer isCallAllowedBy(Permission permission) {
    return permission
        .principal()
        .get()
        .map(principal -> Answer.of(principal.equals(SNS) || principal.equals("*")))
        .orElse(Answer.UNKNOWN)
        .and(permission.action().get().map(TopicRequest::isCall).orElse(Answer.UNKNOWN))
        .and(permission.sourceArn().isAbsent() ? Answer.YES : topic.isLike(permission.sourceArn()))
        .and(
            permission.sourceAccount().isAbsent()
                ? Answer.YES
                : account.sameAs(permission.sourceAccount()))
        .and(permission.otherwise().get().map(limits -> Answer.of(!limits)).orElse(Answer.UNKNOWN));
  }

  private static Answer isCall(String action) {
    return Answer.of(
        action.equalsIgnoreCase("lambda:InvokeFunction")
            || action.equals("*")
            || action.equals("lambda:*"));
  }
}

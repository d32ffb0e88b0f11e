package io.github.cisalarms.chain.delivery;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Key.Grant;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a service asks of a key in order to send something that is encrypted: {@code
 * GenerateDataKey} and {@code Decrypt}, by the key's policy or a grant.
 *
 * @param service such as {@code cloudwatch.amazonaws.com}
 * @param context condition keys with their values
 * @param encryptionContext what is encrypted, by the names of the encryption context
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services">Managing
 *     SNS encryption keys</a>
 */
public record KeyUse(
    String service, Map<String, Named> context, Map<String, Named> encryptionContext) {

  private static final List<String> OPERATIONS = List.of("Decrypt", "GenerateDataKey");

  /** Of CloudWatch for an alarm, of the key of a topic. */
  public static KeyUse of(Actor alarm, Topic topic) {
    return AlarmRequest.useKey(alarm, topic);
  }

  /** Of SNS for a topic, of the key of a queue. */
  public static KeyUse of(TopicRequest topic, Queue queue) {
    return topic.useKey(queue);
  }

  /** Whether the key's policy or its grants allow it, if the key is switched on. */
  public Answer isAllowedBy(Key key) {
    return OPERATIONS.stream()
        .map(operation -> isAllowedBy(key, operation))
        .reduce(Answer.YES, Answer::and);
  }

  private Answer isAllowedBy(Key key, String operation) {
    Answer granted =
        key.grants().stream()
            .map(grant -> isGrantedBy(grant, operation))
            .reduce(Answer.NO, Answer::or);
    if (key.policy().isAbsent()) {
      // The policy that KMS gives to every key lets no service use it, and denies nothing.
      return granted;
    }
    if (!key.policy().isKnown()) {
      return Answer.UNKNOWN;
    }
    Policy policy = key.policy().get().orElseThrow();
    ServiceRequest request = request(key, operation);
    return policy.permits(request).or(granted).and(policy.denies(request).not());
  }

  private ServiceRequest request(Key key, String operation) {
    Map<String, Named> all = new HashMap<>(context);
    // A service that acts for itself has no account that is the key's.
    all.put("kms:calleraccount", Named.of(Value.absent()));
    encryptionContext.forEach(
        (name, value) ->
            all.put(("kms:encryptioncontext:" + name).toLowerCase(Locale.ROOT), value));
    return new ServiceRequest(service, "kms:" + operation, Named.of(key.names().get(0)), all);
  }

  private Answer isGrantedBy(Grant grant, String operation) {
    Answer granted =
        grant
            .grantee()
            .get()
            .map(grantee -> Answer.of(grantee.equals(service)))
            // What the apply decides is an ARN, and no service has one.
            .orElse(grant.grantee() instanceof Value.Pending<String> ? Answer.NO : Answer.UNKNOWN)
            .and(
                grant.operations().stream()
                    .map(each -> each.sameAs(Value.known(operation)))
                    .reduce(Answer.NO, Answer::or));
    for (Map.Entry<String, Value<String>> wanted : grant.context().entrySet()) {
      Named actual = encryptionContext.get(wanted.getKey());
      granted = granted.and(actual == null ? Answer.NO : actual.isEqualTo(wanted.getValue()));
    }
    return granted;
  }
}

package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Function;
import io.github.cisalarms.chain.Function.Permission;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The queues and functions behind subscriptions. */
final class SubscriberAnswers {

  private final Evidence evidence;

  SubscriberAnswers(Evidence evidence) {
    this.evidence = evidence;
  }

  void addTo(List<Element> elements) {
    evidence.calls(Operation.GET_QUEUE_ATTRIBUTES).forEach(call -> addQueue(call, elements));
    evidence.calls(Operation.GET_POLICY).forEach(call -> addFunction(call, elements));
  }

  private void addQueue(Call call, List<Element> elements) {
    String arn = call.parameter("QueueArn");
    Optional<JsonNode> attributes = call.answer().map(answer -> answer.path("Attributes"));
    Value<Policy> policy =
        attributes.map(each -> Json.policy(each, "Policy")).orElseGet(() -> refused(call));
    elements.add(
        new Queue(
            arn,
            List.of(Value.known(arn)),
            Value.known(arn.substring(arn.lastIndexOf(':') + 1)),
            AccountChain.place(call),
            policy,
            arn,
            attributes.map(each -> Json.text(each, "KmsMasterKeyId")).orElseGet(Value::unknown)));
    if (attributes.isPresent() && policy instanceof Value.Unknown<Policy>) {
      AccountChain.unreadable(elements, arn, "the queue's", call);
    }
    addUnread(arn, "the queue " + arn, call, elements);
  }

  /** A queue that is not there takes nothing, as if nobody might send to it. */
  private Value<Policy> refused(Call call) {
    return isMissing(call) ? Value.absent() : Value.unknown();
  }

  /** Of another account's queue SQS says the same where it is only not to be seen. */
  private boolean isMissing(Call call) {
    return call.refusal().filter(Refusal::isNotFound).isPresent()
        && (call.operation() != Operation.GET_QUEUE_ATTRIBUTES
            || call.account().equals(evidence.account()));
  }

  private void addUnread(String arn, String what, Call call, List<Element> elements) {
    call.refusal()
        .filter(refusal -> !isMissing(call))
        .ifPresent(
            refusal ->
                elements.add(
                    new Unread(
                        arn,
                        Unread.Kind.ATTRIBUTES,
                        AccountChain.place(call),
                        AccountChain.why(what, refusal),
                        AccountChain.remedy(refusal))));
  }

  private void addFunction(Call call, List<Element> elements) {
    String arn = call.parameter("FunctionName");
    // arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]
    String[] parts = arn.split(":");
    List<Permission> permissions = new ArrayList<>();
    boolean readable = true;
    if (call.answer().isPresent()) {
      Optional<Policy> policy =
          PolicyReader.read(call.answer().get().path("Policy").asText(), Value::known);
      policy.ifPresent(p -> p.statements().forEach(each -> add(each, permissions)));
      readable = policy.isPresent();
      if (!readable) {
        AccountChain.unreadable(elements, arn, "the function's", call);
      }
    } else {
      readable = isMissing(call);
    }
    if (!readable) {
      permissions.add(
          new Permission(
              Value.unknown(),
              Value.unknown(),
              Value.unknown(),
              Value.unknown(),
              Value.known(false)));
    }
    elements.add(
        new Function(
            arn,
            List.of(Value.known(arn)),
            parts.length > 6 ? Value.known(parts[6]) : Value.unknown(),
            parts.length > 7 ? Value.known(parts[7]) : Value.absent(),
            AccountChain.place(call),
            permissions));
    addUnread(arn, "the policy of the function " + arn, call, elements);
  }

  /** A statement of a function's policy, as the service writes them: each allows one thing. */
  private static void add(Policy.Statement statement, List<Permission> permissions) {
    if (!statement.allows()) {
      return;
    }
    Map<String, Value<String>> conditions = new HashMap<>();
    statement
        .conditions()
        .forEach(
            condition ->
                conditions.put(
                    condition.key().toLowerCase(Locale.ROOT),
                    condition.values().size() == 1 ? condition.values().get(0) : Value.unknown()));
    Value<String> sourceArn = conditions.getOrDefault("aws:sourcearn", Value.absent());
    Value<String> account = conditions.getOrDefault("aws:sourceaccount", Value.absent());
    boolean otherwise =
        conditions.keySet().stream()
            .anyMatch(key -> !key.equals("aws:sourcearn") && !key.equals("aws:sourceaccount"));
    for (Policy.Principal principal : statement.principals()) {
      for (Value<String> action : statement.actions()) {
        permissions.add(
            new Permission(action, principal.id(), sourceArn, account, Value.known(otherwise)));
      }
    }
  }
}

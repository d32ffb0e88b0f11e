package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The topics that alarms tell, the keys that encrypt them, and who subscribed. */
final class TopicAnswers {

  private static final String SCOPE = "MessageAttributes";

  private final Evidence evidence;

  TopicAnswers(Evidence evidence) {
    this.evidence = evidence;
  }

  void addTo(List<Element> elements) {
    Set<String> asked = new LinkedHashSet<>();
    evidence
        .calls(Operation.GET_TOPIC_ATTRIBUTES)
        .forEach(
            call -> {
              asked.add(call.parameter("TopicArn"));
              addTopic(call, elements);
            });
    evidence
        .calls(Operation.LIST_SUBSCRIPTIONS_BY_TOPIC)
        .forEach(call -> addSubscriptions(call, elements));
    addUnasked(asked, elements);
    addKeys(elements);
  }

  private void addTopic(Call call, List<Element> elements) {
    String arn = call.parameter("TopicArn");
    if (call.answer().isPresent()) {
      JsonNode attributes = call.answer().get().path("Attributes");
      elements.add(
          topic(
              arn,
              AccountChain.place(call),
              Json.policy(attributes, "Policy"),
              Json.text(attributes, "KmsMasterKeyId")));
      if (Json.policy(attributes, "Policy") instanceof Value.Unknown<Policy>) {
        AccountChain.unreadable(elements, arn, "the topic's", call);
      }
      return;
    }
    Refusal refusal = call.refusal().orElseThrow();
    // A topic that is not there is in no chain.
    if (!refusal.isNotFound()) {
      elements.add(topic(arn, AccountChain.place(call), Value.unknown(), Value.unknown()));
      elements.add(
          attributes(
              arn,
              call,
              AccountChain.why("the topic " + arn, refusal),
              AccountChain.remedy(refusal)));
    }
  }

  private static Topic topic(String arn, Place place, Value<Policy> policy, Value<String> key) {
    return new Topic(
        arn,
        Value.known(arn),
        Value.known(arn.substring(arn.lastIndexOf(':') + 1)),
        place,
        policy,
        arn,
        key);
  }

  private static Unread attributes(String address, Call call, String why, String remedy) {
    return new Unread(address, Unread.Kind.ATTRIBUTES, AccountChain.place(call), why, remedy);
  }

  /** Topics of alarms that had nothing to do with a trail when the account was read. */
  private void addUnasked(Set<String> asked, List<Element> elements) {
    evidence
        .calls(Operation.DESCRIBE_ALARMS)
        .forEach(
            call ->
                Stream.of("MetricAlarms", "CompositeAlarms")
                    .flatMap(list -> AccountChain.list(call, list).stream())
                    .flatMap(alarm -> Json.each(alarm.path("AlarmActions")))
                    .flatMap(action -> ResourceArn.parse(action.asText()).stream())
                    .filter(arn -> arn.service().equals("sns") && asked.add(arn.text()))
                    .forEach(
                        arn -> {
                          String why = "the topic " + arn.text() + " was not read";
                          String remedy = "audit the account again, with --log-group";
                          elements.add(
                              topic(arn.text(), arn.place(), Value.unknown(), Value.unknown()));
                          elements.add(attributes(arn.text(), call, why, remedy));
                          elements.add(
                              new Unread(
                                  arn.text(), Unread.Kind.SUBSCRIPTIONS, arn.place(), why, remedy));
                        }));
  }

  private void addSubscriptions(Call call, List<Element> elements) {
    String topic = call.parameter("TopicArn");
    for (JsonNode subscription : AccountChain.list(call, "Subscriptions")) {
      String arn = subscription.path("SubscriptionArn").asText();
      if (arn.startsWith("arn:")) {
        addConfirmed(topic, arn, subscription, elements);
      } else if (!arn.equals("Deleted")) {
        elements.add(
            subscription(
                "%s, %s %s"
                    .formatted(
                        topic,
                        subscription.path("Protocol").asText(),
                        subscription.path("Endpoint").asText()),
                topic,
                subscription,
                MissingNode.getInstance(),
                Value.known(true)));
      }
    }
    call.refusal()
        .filter(refusal -> !refusal.isNotFound())
        .ifPresent(
            refusal ->
                elements.add(
                    new Unread(
                        topic,
                        Unread.Kind.SUBSCRIPTIONS,
                        AccountChain.place(call),
                        AccountChain.why("the subscriptions of " + topic, refusal),
                        AccountChain.remedy(refusal))));
  }

  private void addConfirmed(String topic, String arn, JsonNode listed, List<Element> elements) {
    Optional<Call> call =
        evidence
            .calls(Operation.GET_SUBSCRIPTION_ATTRIBUTES)
            .filter(each -> each.parameter("SubscriptionArn").equals(arn))
            .findFirst();
    Optional<JsonNode> attributes =
        call.flatMap(Call::answer).map(answer -> answer.path("Attributes"));
    if (attributes.isPresent()) {
      elements.add(
          subscription(
              arn,
              topic,
              listed,
              attributes.get(),
              Json.flag(attributes.get(), "PendingConfirmation").orDefault(false)));
      return;
    }
    elements.add(
        new Subscription(
            arn,
            Value.known(topic),
            Json.text(listed, "Protocol"),
            Json.text(listed, "Endpoint"),
            Value.unknown(),
            Value.known(false),
            Value.unknown(),
            Value.unknown()));
    call.flatMap(Call::refusal)
        .ifPresent(
            refusal ->
                elements.add(
                    attributes(
                        arn,
                        call.get(),
                        AccountChain.why("the subscription's filter policy", refusal),
                        AccountChain.remedy(refusal))));
  }

  private static Subscription subscription(
      String address, String topic, JsonNode listed, JsonNode attributes, Value<Boolean> pending) {
    return new Subscription(
        address,
        Value.known(topic),
        Json.text(listed, "Protocol"),
        Json.text(listed, "Endpoint"),
        Json.text(attributes, "SubscriptionRoleArn"),
        pending,
        Json.text(attributes, "FilterPolicy"),
        Json.text(attributes, "FilterPolicyScope").orDefault(SCOPE));
  }

  private void addKeys(List<Element> elements) {
    // A key may have been asked for under several of its names.
    Map<String, Set<String>> names = new HashMap<>();
    evidence
        .calls(Operation.DESCRIBE_KEY)
        .forEach(
            call ->
                names
                    .computeIfAbsent(arn(call), any -> new LinkedHashSet<>())
                    .add(call.parameter("KeyId")));
    Set<String> added = new LinkedHashSet<>();
    evidence
        .calls(Operation.DESCRIBE_KEY)
        .filter(call -> added.add(arn(call)))
        .forEach(call -> addKey(call, names.get(arn(call)), elements));
  }

  /** The key's ARN; the name that was asked for, if it was not told. */
  private static String arn(Call describeKey) {
    return describeKey
        .answer()
        .map(answer -> answer.path("KeyMetadata").path("Arn").asText())
        .filter(arn -> !arn.isEmpty())
        .orElseGet(() -> describeKey.parameter("KeyId"));
  }

  private void addKey(Call call, Set<String> asked, List<Element> elements) {
    String arn = arn(call);
    JsonNode metadata =
        call.answer().map(answer -> answer.path("KeyMetadata")).orElseGet(MissingNode::getInstance);
    List<Value<String>> names = new ArrayList<>();
    names.add(Value.known(arn));
    Json.text(metadata, "KeyId").get().ifPresent(id -> names.add(Value.known(id)));
    asked.forEach(name -> names.add(Value.known(name)));
    Optional<Call> policy = ofKey(Operation.GET_KEY_POLICY, arn);
    Optional<Call> grants = ofKey(Operation.LIST_GRANTS, arn);
    boolean gone = call.refusal().filter(Refusal::isNotFound).isPresent();
    elements.add(
        new Key(
            arn,
            names,
            AccountChain.place(call),
            gone
                ? Value.known(false)
                : call.answer().isPresent()
                    ? Value.known(metadata.path("KeyState").asText("Enabled").equals("Enabled"))
                    : Value.unknown(),
            policy
                .flatMap(Call::answer)
                .map(answer -> Json.policy(answer, "Policy"))
                .orElseGet(Value::unknown),
            arn,
            grants.stream()
                .flatMap(each -> AccountChain.list(each, "Grants").stream())
                .map(TopicAnswers::grant)
                .toList()));
    policy
        .filter(each -> each.answer().isPresent())
        .filter(each -> Json.policy(each.answer().get(), "Policy") instanceof Value.Unknown<Policy>)
        .ifPresent(each -> AccountChain.unreadable(elements, arn, "the key's", each));
    Stream.concat(Stream.of(call), Stream.of(policy, grants).flatMap(Optional::stream))
        .filter(each -> each.refusal().isPresent() && !gone)
        .findFirst()
        .ifPresent(
            each ->
                elements.add(
                    attributes(
                        arn,
                        each,
                        AccountChain.why("the key " + arn, each.refusal().orElseThrow()),
                        AccountChain.remedy(each.refusal().orElseThrow()))));
  }

  private Optional<Call> ofKey(Operation operation, String arn) {
    return evidence
        .calls(operation)
        .filter(call -> call.parameter("KeyId").equals(arn))
        .findFirst();
  }

  private static Key.Grant grant(JsonNode grant) {
    Map<String, Value<String>> context = new HashMap<>();
    Stream.of("EncryptionContextEquals", "EncryptionContextSubset")
        .flatMap(kind -> grant.path("Constraints").path(kind).properties().stream())
        .forEach(each -> context.put(each.getKey(), Value.known(each.getValue().asText())));
    return new Key.Grant(
        Json.text(grant, "GranteePrincipal"), Json.texts(grant.path("Operations")), context);
  }
}

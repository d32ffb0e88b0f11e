package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.chain.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The topics that alarms tell, and who subscribed. */
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
                        Shown.endpoint(subscription.path("Endpoint").asText())),
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
}

package io.github.cisalarms.chain.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.delivery.AlarmMessage;
import io.github.cisalarms.chain.policy.FilterPolicy;
import io.github.cisalarms.chain.value.Answer;
import java.util.Optional;
import java.util.Set;

/** The subscriber does not filter alarms out. */
final class SubscriptionTakesAlarms implements Rule {

  @Override
  public Stage stage() {
    return Stage.SUBSCRIPTION;
  }

  @Override
  public Link link() {
    return Link.SUBSCRIPTION;
  }

  @Override
  public String asks() {
    return "The subscription's filter policy, if any, lets through what this alarm sends: by the fields of its body, or by attributes, of which it has none.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    Subscription subscription = chain.subscription().orElseThrow();
    if (subscription.filterPolicy().isAbsent()
        || subscription.filterPolicy().get().filter(text -> text.equals("{}")).isPresent()) {
      return holds(subscription.address(), "the subscription takes all messages");
    }
    String remedy = "take the filter policy off this subscription, or let it pass this alarm";
    Optional<FilterPolicy> policy = subscription.filterPolicy().get().flatMap(FilterPolicy::read);
    Optional<String> scope = subscription.filterPolicyScope().get();
    if (policy.isEmpty() || scope.isEmpty()) {
      return unclear(
          subscription.address(),
          "whether the subscription's filter policy lets alarms through can't be told",
          remedy);
    }
    boolean byBody = scope.get().equals("MessageBody");
    AlarmMessage message = AlarmMessage.of(chain);
    Answer passes =
        byBody
            ? policy.get().accepts(message.body(), message.unknown())
            : policy.get().accepts(JsonNodeFactory.instance.objectNode(), Set.of());
    return finding(
        passes,
        subscription.address(),
        switch (passes) {
          case YES -> "the subscription's filter policy lets this alarm through";
          case NO ->
              byBody
                  ? "the subscription's filter policy drops what this alarm sends"
                  : "the subscription's filter policy asks for message attributes, an alarm's"
                      + " messages have none";
          case UNKNOWN ->
              "whether the subscription's filter policy lets this alarm through depends on values"
                  + " that are not known";
        },
        remedy);
  }
}

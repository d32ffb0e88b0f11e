package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.value.Value;
import java.util.EnumSet;
import java.util.Set;

/** Somebody subscribed. */
final class TopicHasSubscriber implements Rule {

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
    return "The topic has a subscription.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.complementOf(EnumSet.of(Judge.PROWLER));
  }

  @Override
  public Finding check(Chain chain) {
    if (chain.subscription().isPresent()) {
      return holds(chain.subscription().orElseThrow().address(), "the topic has a subscriber");
    }
    Value<String> action = chain.action().orElseThrow();
    boolean perhaps =
        chain.infrastructure().subscriptions().stream()
            .anyMatch(subscription -> subscription.topic() instanceof Value.Unknown<String>);
    String remedy = "add a subscription, such as an e-mail address of the team that responds";
    if (chain.topic().isEmpty() && chain.source() == Source.ACCOUNT) {
      return broken(
          chain.alarm().orElseThrow().address(),
          "the topic " + action.shown() + " does not exist",
          "let the alarm tell a topic that exists");
    }
    if (chain.topic().isEmpty()) {
      return unclear(
          chain.alarm().orElseThrow().address(),
          "the topic "
              + action.shown()
              + " is not in this "
              + chain.source().noun()
              + ", so its subscribers are not known",
          "check once that it has a confirmed subscription");
    }
    String address = chain.topic().orElseThrow().address();
    return perhaps
        ? unclear(
            address, "which topic a subscription is for " + chain.source().isUnknown(), remedy)
        : broken(address, "the topic has no subscriber", remedy);
  }
}

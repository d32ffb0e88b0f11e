package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Subscription;
import java.util.EnumSet;
import java.util.Set;

/** The subscriber really gets messages. */
final class SubscriptionIsConfirmed implements Rule {

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
    return "A subscription is confirmed. One that is still to be made is taken for one that will be.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.of(Judge.DELIVERY, Judge.CIS);
  }

  @Override
  public Finding check(Chain chain) {
    Subscription subscription = chain.subscription().orElseThrow();
    boolean mail = subscription.protocol().get().filter(p -> p.startsWith("email")).isPresent();
    if (subscription.pending().get().orElse(false)) {
      return broken(
          subscription.address(),
          "the subscription has not been confirmed: nobody gets its messages",
          mail ? "follow the link in the e-mail that SNS sent" : "let the endpoint confirm it");
    }
    return holds(
        subscription.address(),
        subscription.pending().isKnown()
            ? "the subscription is confirmed"
            : mail
                ? "the subscriber has to confirm by e-mail after the apply"
                : "the subscription will be made");
  }
}

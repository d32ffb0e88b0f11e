package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.value.Answer;
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
    return "The subscription has no filter policy that drops an alarm's messages, which have no attributes.";
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
    boolean byAttributes =
        subscription.filterPolicy().isKnown()
            && subscription
                .filterPolicyScope()
                .get()
                .filter("MessageAttributes"::equals)
                .isPresent();
    return finding(
        byAttributes ? Answer.NO : Answer.UNKNOWN,
        subscription.address(),
        byAttributes
            ? "the subscription's filter policy asks for message attributes, an alarm's messages have"
                + " none"
            : "whether the subscription's filter policy lets alarms through is not judged",
        "take the filter policy off this subscription");
  }
}

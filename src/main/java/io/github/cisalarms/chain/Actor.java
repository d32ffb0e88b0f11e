package io.github.cisalarms.chain;

import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * An alarm that tells others when it goes off, be it a metric alarm or a composite one.
 *
 * @param address where it is configured
 * @param actions ARNs that are told
 */
public record Actor(
    String address,
    Value<String> arn,
    Value<String> name,
    Place place,
    Value<Boolean> actionsEnabled,
    List<Value<String>> actions) {

  public Actor {
    actions = List.copyOf(actions);
  }

  /** Whether a composite alarm that is somewhere means it by a name or an ARN. */
  public boolean isNamed(String text, Place from) {
    return arn.get().filter(text::equals).isPresent()
        || arn instanceof Value.Pending<String> pending && pending.symbol().equals(text)
        || name.get().filter(text::equals).isPresent() && place.sameAs(from) != Answer.NO
        || text.startsWith("arn:") && named().isLike(Value.known(text)) != Answer.NO;
  }

  /** Its ARN, or what is known of it. */
  public Named named() {
    return Named.of(
        arn,
        Arn.of("cloudwatch", place.region(), place.account(), name.map(text -> "alarm:" + text)));
  }
}

package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;

/**
 * Where a resource is. Two resources under one configuration are in one place, also where nobody
 * knows which.
 *
 * @param account id of the account
 * @param region such as {@code us-east-1}
 */
public record Place(Value<String> account, Value<String> region) {

  /** Nobody knows where. */
  public static Place unknown() {
    return new Place(Value.unknown(), Value.unknown());
  }

  /** Whether both are one account and region. */
  public Answer sameAs(Place other) {
    return account.sameAs(other.account).and(region.sameAs(other.region));
  }

  /** How a message shows it. */
  public String shown() {
    return account.isKnown() ? region.shown() + " of " + account.shown() : region.shown();
  }
}

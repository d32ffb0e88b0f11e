package io.github.cisalarms.account;

import io.github.cisalarms.aws.AwsAccess;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is wanted of a reading.
 *
 * @param logGroups names of log groups that are read beside those of the trails, in the region
 *     where the reading begins
 * @param otherAccounts the way into another account, by its id, where a trail's log group may be;
 *     empty if there is none
 * @param keyAliases aliases, such as {@code alias/cis-alarms}, of which it is asked what key they
 *     are of; if there are any, so it is of the alias with the name of each topic that is read
 * @param clock tells when the reading was
 */
public record Reading(
    List<String> logGroups,
    Function<String, Optional<AwsAccess>> otherAccounts,
    List<String> keyAliases,
    Clock clock) {

  /** Makes the lists immutable. */
  public Reading {
    logGroups = List.copyOf(logGroups);
    keyAliases = List.copyOf(keyAliases);
  }

  /** A reading that asks of no alias. */
  public Reading(
      List<String> logGroups, Function<String, Optional<AwsAccess>> otherAccounts, Clock clock) {
    this(logGroups, otherAccounts, List.of(), clock);
  }

  /** The account alone, as its trails lead. */
  public static Reading plain() {
    return new Reading(List.of(), any -> Optional.empty(), Clock.systemUTC());
  }
}

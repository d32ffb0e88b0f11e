package io.github.cisalarms.fleet.resource;

import java.util.List;
import java.util.Optional;

/**
 * An account of the fleet, with the credentials that its first stack takes.
 *
 * @param accountId twelve digits
 * @param name what people call it; empty if the file doesn't say
 * @param profile profile of {@code ~/.aws/config}; empty for the credentials at hand
 * @param role role that is assumed with these; empty if none is
 * @param stacks what the account has, in the order of the file
 */
public record FleetAccount(
    String accountId,
    Optional<String> name,
    Optional<String> profile,
    Optional<Role> role,
    List<StackResources> stacks) {

  /**
   * A role.
   *
   * @param sessionName what CloudTrail shows for who assumed it; empty if the file doesn't say
   * @param externalId what the role's trust policy asks for; empty if nothing
   */
  public record Role(String arn, Optional<String> sessionName, Optional<String> externalId) {}

  /** Makes the list immutable. */
  public FleetAccount {
    stacks = List.copyOf(stacks);
  }
}

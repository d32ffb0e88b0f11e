package io.github.cisalarms.adopt;

import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.List;
import java.util.Optional;

/** Which stacks of a fleet take over. */
public final class StackChoice {

  private StackChoice() {}

  /**
   * The stacks of an account.
   *
   * @param name the one that is asked for, if one is
   * @param source what messages call the source that is of that account
   * @param account id of the account; empty for all
   * @param region the region that it is of; empty for all
   * @throws UnknownNameException if no stack has that name
   * @throws AdoptException if no stack is for that account, or if it is not known and several are
   */
  public static List<StackResources> ofPlace(
      FleetConfig fleet, Optional<String> name, String source, String account, String region) {
    List<StackResources> stacks = fleet.resources();
    if (name.isPresent()) {
      return List.of(named(stacks, name.get()));
    }
    List<StackResources> fitting =
        stacks.stream()
            .filter(each -> account.isEmpty() || each.accountId().equals(account))
            .filter(each -> region.isEmpty() || each.region().equals(region))
            .toList();
    if (fitting.isEmpty()) {
      throw new AdoptException(
          "%s is of account %s, and no stack is for that; there are: %s"
              .formatted(
                  source,
                  account + (region.isEmpty() ? "" : " in " + region),
                  String.join(", ", fleet.stackNames())));
    }
    if (account.isEmpty() && !source.isEmpty() && fitting.size() > 1) {
      throw new AdoptException(
          "%s does not say of which account it is; name the stack that takes over by --stack: %s"
              .formatted(source, String.join(", ", fleet.stackNames())));
    }
    return fitting;
  }

  private static StackResources named(List<StackResources> stacks, String name) {
    List<String> names = stacks.stream().map(StackResources::stack).toList();
    if (!names.contains(name)) {
      throw new UnknownNameException("stack", name, names);
    }
    return stacks.get(names.indexOf(name));
  }
}

package io.github.cisalarms.audit;

import io.github.cisalarms.aws.AssumedRole;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsAccessException;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.aws.Organization;
import io.github.cisalarms.fleet.resource.FleetAccount;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An account of a fleet, and the way into it.
 *
 * @param account id of the account
 * @param name what people call it; empty if nobody said
 * @param access the way, which is looked for when the account's turn has come; throws what keeps it
 *     from being found
 * @param stacks what its configuration says, by the region of the first one; empty if it has none
 */
public record FleetTarget(
    String account,
    Optional<String> name,
    Supplier<AwsAccess> access,
    List<StackResources> stacks) {

  /** Where the reading begins if nobody says: the home of most trails. */
  private static final String ANY_REGION = "us-east-1";

  /** Makes the list immutable. */
  public FleetTarget {
    stacks = List.copyOf(stacks);
  }

  /**
   * The accounts of a configuration file, each by the role or the profile that its stacks take.
   *
   * @param settings what the command line says; a profile there takes the place of those of the
   *     file, a region that of the stacks
   * @param role name of a role that is taken in each account in place of that of the file
   * @throws IllegalArgumentException if no role can have that name
   */
  public static List<FleetTarget> ofConfig(
      List<FleetAccount> accounts, AwsSettings settings, Optional<String> role) {
    // One for all accounts of a profile: a session of single sign-on is opened once.
    Map<AwsSettings, AwsAccess> ways = new ConcurrentHashMap<>();
    return accounts.stream().map(account -> ofConfig(account, settings, role, ways)).toList();
  }

  private static FleetTarget ofConfig(
      FleetAccount account,
      AwsSettings settings,
      Optional<String> roleName,
      Map<AwsSettings, AwsAccess> ways) {
    StackResources first = account.stacks().get(0);
    Optional<AssumedRole> role =
        roleName
            .map(
                name ->
                    AssumedRole.of(
                        "arn:%s:iam::%s:role/%s"
                            .formatted(
                                first.topicArn().split(":", 3)[1], account.accountId(), name)))
            .or(() -> account.role().map(FleetTarget::role));
    AwsSettings here =
        new AwsSettings(
            settings.profile().or(account::profile),
            settings.region().or(() -> Optional.of(first.region())));
    return new FleetTarget(
        account.accountId(),
        account.name(),
        () -> {
          AwsAccess access = ways.computeIfAbsent(here, AwsAccess::of);
          return role.map(access::assuming).orElse(access);
        },
        account.stacks());
  }

  private static AssumedRole role(FleetAccount.Role role) {
    return new AssumedRole(
        role.arn(), role.sessionName().orElse(AssumedRole.SESSION_NAME), role.externalId());
  }

  /**
   * The accounts of an organization, by a role in each; the one that asks is read without.
   *
   * @throws IllegalArgumentException if no role can have that name
   */
  public static List<FleetTarget> ofOrganization(AwsAccess access, String role) {
    AwsAccess somewhere = access.in(access.regionOr(ANY_REGION));
    Organization organization = Organization.of(somewhere);
    return organization.accounts().stream()
        .map(
            member -> {
              Optional<AssumedRole> taken =
                  member.id().equals(organization.ownAccount())
                      ? Optional.empty()
                      : Optional.of(somewhere.role(member.id(), role));
              return new FleetTarget(
                  member.id(),
                  member.name(),
                  () -> taken.map(somewhere::assuming).orElse(somewhere),
                  List.of());
            })
        .toList();
  }

  /** The ways into the accounts, by id; one that can't be found is none. */
  public static Function<String, Optional<AwsAccess>> ways(List<FleetTarget> accounts) {
    Map<String, Optional<AwsAccess>> ways = new ConcurrentHashMap<>();
    return id -> ways.computeIfAbsent(id, any -> way(accounts, id));
  }

  private static Optional<AwsAccess> way(List<FleetTarget> accounts, String id) {
    try {
      return accounts.stream()
          .filter(target -> target.account().equals(id))
          .map(target -> target.access().get())
          .findFirst();
    } catch (AwsAccessException e) {
      // Said of that account itself.
      return Optional.empty();
    }
  }

  /** The regions of its stacks, the one where the reading begins first; none without stacks. */
  List<String> regions() {
    return stacks.stream().map(StackResources::region).distinct().toList();
  }

  /** The stacks of one region. */
  List<StackResources> stacks(String region) {
    return stacks.stream().filter(stack -> stack.region().equals(region)).toList();
  }

  /** The names of the log groups of its stacks in a region. */
  List<String> logGroups(String region) {
    return Stream.of(region)
        .flatMap(each -> stacks(each).stream())
        .map(StackResources::logGroupName)
        .distinct()
        .toList();
  }
}

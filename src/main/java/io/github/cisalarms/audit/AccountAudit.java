package io.github.cisalarms.audit;

import io.github.cisalarms.account.AccountChain;
import io.github.cisalarms.account.AccountException;
import io.github.cisalarms.account.AccountReader;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.Reading;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsAccessException;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads an account of a fleet and judges it. For any number of threads. */
public final class AccountAudit implements Function<FleetTarget, AccountVerdict> {

  private final Requirements requirements;
  private final Function<String, Optional<AwsAccess>> ways;
  private final Consumer<Evidence> evidence;
  private final Clock clock;

  /** Most accounts of a fleet have the same patterns. */
  private final Patterns patterns = new Patterns();

  /**
   * An audit.
   *
   * @param ways into other accounts, by id: where an organization's trail delivers to
   * @param evidence given what was read of each account, by several threads
   */
  public AccountAudit(
      Requirements requirements,
      Function<String, Optional<AwsAccess>> ways,
      Consumer<Evidence> evidence,
      Clock clock) {
    this.requirements = requirements;
    this.ways = ways;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** The verdict on one account; also where it can't be read. */
  @Override
  public AccountVerdict apply(FleetTarget target) {
    try {
      AwsAccess access = target.access().get();
      String region = access.region();
      Evidence read = read(target, access, region);
      if (!read.account().equals(target.account())) {
        return AccountVerdict.failed(
            target.account(),
            target.name(),
            "these are credentials of account "
                + read.account()
                + ", by "
                + read.caller()
                + ": name a role or a profile of this account");
      }
      evidence.accept(read.requireAnything());
      Infrastructure account = AccountChain.of(read);
      List<Drift> drift =
          new ArrayList<>(Drifts.of(target.stacks(region), account, new EvidenceReach(read)));
      for (String other : target.regions()) {
        if (!other.equals(region)) {
          Evidence there = read(target, access.in(other), other);
          drift.addAll(
              Drifts.of(target.stacks(other), AccountChain.of(there), new EvidenceReach(there)));
        }
      }
      return AccountVerdict.of(
          read.account(),
          target.name(),
          Verdict.of(read.account(), account, requirements, patterns),
          Optional.of(read.started()),
          drift);
    } catch (AccountException | AwsAccessException e) {
      return AccountVerdict.failed(target.account(), target.name(), e.getMessage());
    }
  }

  private Evidence read(FleetTarget target, AwsAccess access, String region) {
    return AccountReader.read(access, new Reading(target.logGroups(region), ways, clock));
  }
}

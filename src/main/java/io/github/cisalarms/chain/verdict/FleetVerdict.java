package io.github.cisalarms.chain.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * The verdicts on the accounts of a fleet.
 *
 * @param accounts the worst first, see {@link AccountVerdict#WORST_FIRST}
 */
public record FleetVerdict(List<AccountVerdict> accounts) {

  /** Puts the worst first. */
  public FleetVerdict {
    accounts = accounts.stream().sorted(AccountVerdict.WORST_FIRST).toList();
  }

  /**
   * Whether every account was read, complies, and is what its configuration says. Without any
   * account nothing is known to comply.
   */
  public boolean compliant() {
    return !accounts.isEmpty() && accounts.stream().allMatch(AccountVerdict::compliant);
  }

  /** Whether no account could be read. */
  public boolean nothingRead() {
    return accounts.stream().noneMatch(AccountVerdict::isRead);
  }

  /** The accounts that could not be read. */
  public List<AccountVerdict> unread() {
    return accounts.stream().filter(account -> !account.isRead()).toList();
  }

  /** The accounts that were read and in which something does not hold, or differs. */
  public List<AccountVerdict> failing() {
    return accounts.stream().filter(account -> account.isRead() && !account.compliant()).toList();
  }

  /** The accounts in which all is as it has to be. */
  public List<AccountVerdict> passing() {
    return accounts.stream().filter(AccountVerdict::compliant).toList();
  }

  /** In one line, such as {@code 20 accounts: not compliant, 10 of 20 comply}. */
  public String headline() {
    List<String> parts = new ArrayList<>();
    parts.add(compliant() ? "compliant" : "not compliant");
    if (!compliant()) {
      parts.add(passing().size() + " of " + accounts.size() + " comply");
      if (!unread().isEmpty()) {
        parts.add(unread().size() + " could not be read");
      }
    }
    long drifted = accounts.stream().filter(account -> !account.drift().isEmpty()).count();
    if (drifted > 0) {
      parts.add(
          drifted + (drifted == 1 ? " differs from its" : " differ from their") + " configuration");
    }
    return accounts.size()
        + (accounts.size() == 1 ? " account: " : " accounts: ")
        + String.join(", ", parts);
  }
}

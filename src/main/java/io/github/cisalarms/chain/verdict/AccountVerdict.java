package io.github.cisalarms.chain.verdict;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Shown;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one account of a fleet, or why there is none.
 *
 * @param account id of the account
 * @param name what people call it; empty if nobody said
 * @param verdict empty if the account could not be read
 * @param failure why the account could not be read, as a sentence without its full stop; empty if
 *     it could
 * @param read when it was read; empty if it could not be, or if that is not known
 * @param drift where the account differs from its configuration, if it has one
 */
public record AccountVerdict(
    String account,
    Optional<String> name,
    Optional<Verdict> verdict,
    Optional<String> failure,
    Optional<Instant> read,
    List<Drift> drift) {

  /** What comes first is worse. */
  public static final Comparator<AccountVerdict> WORST_FIRST =
      Comparator.<AccountVerdict, Boolean>comparing(AccountVerdict::isRead)
          .thenComparing(AccountVerdict::broken, Comparator.reverseOrder())
          .thenComparing(AccountVerdict::unknown, Comparator.reverseOrder())
          .thenComparing(account -> account.drift().size(), Comparator.reverseOrder())
          .thenComparing(AccountVerdict::account)
          .thenComparing(account -> account.name().orElse(""));

  /**
   * Texts of accounts are made fit to be shown.
   *
   * @throws IllegalArgumentException unless there is either a verdict or a failure
   */
  public AccountVerdict {
    if (verdict.isPresent() == failure.isPresent()) {
      throw new IllegalArgumentException(account + ": either a verdict or a failure, not both");
    }
    account = Shown.text(account);
    name = name.map(Shown::text);
    failure = failure.map(Shown::text);
    drift = List.copyOf(drift);
  }

  /** An account that was read. */
  public static AccountVerdict of(
      String account,
      Optional<String> name,
      Verdict verdict,
      Optional<Instant> read,
      List<Drift> drift) {
    return new AccountVerdict(account, name, Optional.of(verdict), Optional.empty(), read, drift);
  }

  /** An account that could not be read. */
  public static AccountVerdict failed(String account, Optional<String> name, String failure) {
    return new AccountVerdict(
        account, name, Optional.empty(), Optional.of(failure), Optional.empty(), List.of());
  }

  /** Whether there is a verdict. */
  public boolean isRead() {
    return verdict.isPresent();
  }

  /** Whether all that is required holds, and nothing differs from the configuration. */
  public boolean compliant() {
    return verdict.map(Verdict::compliant).orElse(false) && drift.isEmpty();
  }

  /** How many required controls hold. */
  public long holding() {
    return count(Answer.YES);
  }

  /** How many required controls are broken. */
  public long broken() {
    return count(Answer.NO);
  }

  /** Of how many required controls it can't be told. */
  public long unknown() {
    return count(Answer.UNKNOWN);
  }

  /** How many controls are required. */
  public long required() {
    return verdict.map(read -> (long) read.required().size()).orElse(0L);
  }

  private long count(Answer answer) {
    return verdict.stream()
        .flatMap(read -> read.required().stream())
        .filter(control -> control.holds() == answer)
        .count();
  }

  /** Id and name, such as {@code 111122223333 workloads-dev}. */
  public String title() {
    return account + name.map(text -> " " + text).orElse("");
  }
}

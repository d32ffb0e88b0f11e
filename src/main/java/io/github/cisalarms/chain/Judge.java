package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Checker;
import java.util.Arrays;
import java.util.Optional;

/** Whose question a rule answers. */
public enum Judge {
  /** Whether an event really reaches somebody. */
  DELIVERY(Optional.empty()),
  CIS(Optional.of(Checker.CIS)),
  SECURITY_HUB(Optional.of(Checker.SECURITY_HUB)),
  PROWLER(Optional.of(Checker.PROWLER)),
  STEAMPIPE(Optional.of(Checker.STEAMPIPE));

  private final Optional<Checker> checker;

  Judge(Optional<Checker> checker) {
    this.checker = checker;
  }

  /** The checker whose reading it is, unless it is what really happens. */
  public Optional<Checker> checker() {
    return checker;
  }

  public static Judge of(Checker checker) {
    return Arrays.stream(values())
        .filter(judge -> judge.checker.equals(Optional.of(checker)))
        .findFirst()
        .orElseThrow();
  }
}

package io.github.cisalarms.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import java.time.Instant;
import java.util.List;

/** The verdicts on a fleet as {@code --json} prints them: the worst account first. */
public record FleetJson(List<Account> accounts, boolean compliant) {

  /**
   * One account.
   *
   * @param name null if nobody said
   * @param readAt when it was read, in ISO 8601; null if it was not
   * @param failure why it could not be read; null if it could
   * @param controls as for one account alone; empty if it could not be read
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Account(
      String account,
      String name,
      boolean compliant,
      String readAt,
      String failure,
      List<Drift> drift,
      List<JsonReport.Control> controls) {}

  public static FleetJson of(FleetVerdict fleet) {
    return new FleetJson(
        fleet.accounts().stream().map(FleetJson::account).toList(), fleet.compliant());
  }

  private static Account account(AccountVerdict account) {
    return new Account(
        account.account(),
        account.name().orElse(null),
        account.compliant(),
        account.read().map(Instant::toString).orElse(null),
        account.failure().orElse(null),
        account.drift(),
        account.verdict().map(JsonReport::of).map(JsonReport::controls).orElse(List.of()));
  }
}

package io.github.cisalarms.report;

import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import java.util.List;

/** The verdicts on a fleet, told to somebody at a terminal. */
public final class FleetText {

  private static final String NOTHING = "-";

  private FleetText() {}

  /** For a file: a line for each account, then what is wrong in each. */
  public static String of(FleetVerdict fleet) {
    return of(fleet, Display.PLAIN);
  }

  /** For whatever it is printed on. */
  public static String of(FleetVerdict fleet, Display display) {
    StringBuilder text =
        new StringBuilder(display.paint(fleet.compliant() ? Tone.GOOD : Tone.BAD, fleet.headline()))
            .append("\n\n");
    table(fleet).lines(display).forEach(line -> text.append(line).append('\n'));
    for (AccountVerdict account : fleet.unread()) {
      heading(text, account);
      text.append("  not read: ").append(account.failure().orElseThrow()).append('\n');
    }
    for (AccountVerdict account : fleet.failing()) {
      heading(text, account);
      account.verdict().ifPresent(verdict -> text.append(TextReport.findings(verdict, display)));
      drift(text, account);
    }
    return text.toString();
  }

  private static void heading(StringBuilder text, AccountVerdict account) {
    text.append('\n').append("== ").append(account.title()).append('\n');
  }

  private static void drift(StringBuilder text, AccountVerdict account) {
    if (!account.drift().isEmpty()) {
      text.append("\ndrift\n");
    }
    for (Drift drift : account.drift()) {
      text.append("  ")
          .append(drift.kind().word())
          .append("  ")
          .append(drift.resource())
          .append("\n    ")
          .append(drift.what())
          .append('\n');
    }
  }

  private static Table table(FleetVerdict fleet) {
    return new Table(
        List.of("ACCOUNT", "NAME", "VERDICT", "HOLD", "BROKEN", "UNKNOWN", "DRIFT"),
        fleet.accounts().stream().map(FleetText::row).toList());
  }

  private static List<String> row(AccountVerdict account) {
    if (!account.isRead()) {
      return List.of(
          account.account(),
          account.name().orElse(NOTHING),
          "not read",
          NOTHING,
          NOTHING,
          NOTHING,
          NOTHING);
    }
    return List.of(
        account.account(),
        account.name().orElse(NOTHING),
        account.compliant() ? "compliant" : "not compliant",
        account.holding() + " of " + account.required(),
        Long.toString(account.broken()),
        Long.toString(account.unknown()),
        Integer.toString(account.drift().size()));
  }
}

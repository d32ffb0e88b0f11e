package io.github.cisalarms.report;

import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.AlikeControls;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import java.util.stream.Collectors;

/** The verdicts on a fleet in GitHub-flavoured Markdown, for a comment, an issue or a summary. */
public final class FleetMarkdown {

  /** How far the table may go, so that there is room for what is wrong. */
  private static final int MAX_TABLE = 30_000;

  private final FleetVerdict fleet;
  private final StringBuilder text = new StringBuilder();
  private int leftOut;

  private FleetMarkdown(FleetVerdict fleet) {
    this.fleet = fleet;
  }

  /**
   * The text: a row for each account, the worst first, and what is wrong folded away.
   *
   * @return fewer than 60,000 characters; what is left out is counted
   */
  public static String of(FleetVerdict fleet) {
    return new FleetMarkdown(fleet).print();
  }

  private String print() {
    text.append("### CIS alarms: ").append(fleet.compliant() ? "compliant" : "not compliant");
    text.append("\n\n").append(fleet.headline()).append("\n");
    text.append("\n| Account | Verdict | Hold | Broken | Unknown | Drift |\n")
        .append("|---|---|---|---|---|---|\n");
    fleet.accounts().forEach(this::row);
    fleet.failing().forEach(this::details);
    if (leftOut > 0) {
      text.append("\n")
          .append(leftOut)
          .append(" more left out for their length: `cis-alarms audit` prints all.\n");
    }
    return text.toString();
  }

  private void row(AccountVerdict account) {
    String title = title(account);
    append(
        account
            .failure()
            .map(
                why ->
                    "| "
                        + title
                        + " | **not read**: "
                        + MarkdownReport.escaped(why)
                        + " | | | | |\n")
            .orElseGet(
                () ->
                    "| "
                        + title
                        + " | "
                        + (account.compliant() ? "compliant" : "**not compliant**")
                        + " | "
                        + account.holding()
                        + " of "
                        + account.required()
                        + " | "
                        + account.broken()
                        + " | "
                        + account.unknown()
                        + " | "
                        + account.drift().size()
                        + " |\n"),
        MAX_TABLE);
  }

  private void details(AccountVerdict account) {
    StringBuilder details =
        new StringBuilder("\n<details><summary>").append(title(account)).append("</summary>\n\n");
    for (AlikeControls alike : account.verdict().orElseThrow().alike()) {
      String slugs =
          alike.controls().stream()
              .map(control -> MarkdownReport.code(control.control().slug()))
              .collect(Collectors.joining(", "));
      if (!alike.findings().isEmpty() || alike.allowed().isPresent()) {
        details.append(slugs).append("\n\n");
        alike.findings().forEach(found -> details.append(MarkdownReport.item(found, "")));
        alike.allowed().ifPresent(found -> details.append(MarkdownReport.item(found, "allowed: ")));
        details.append('\n');
      }
    }
    for (Drift drift : account.drift()) {
      details
          .append("- **")
          .append(drift.kind().word())
          .append("** ")
          .append(MarkdownReport.code(drift.resource()))
          .append(": ")
          .append(MarkdownReport.escaped(drift.what()))
          .append(".\n");
    }
    append(details.append("\n</details>\n").toString(), MarkdownReport.MAX_CHARACTERS);
  }

  private static String title(AccountVerdict account) {
    return MarkdownReport.code(account.account())
        + account.name().map(name -> " " + MarkdownReport.escaped(name)).orElse("");
  }

  private void append(String piece, int limit) {
    if (text.length() + piece.length() > limit) {
      leftOut++;
    } else {
      text.append(piece);
    }
  }
}

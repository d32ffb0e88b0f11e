package io.github.cisalarms.report;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.rule.Rule;
import io.github.cisalarms.chain.rule.Rules;
import io.github.cisalarms.chain.search.Noise;
import io.github.cisalarms.chain.verdict.Loss;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The table of rules in the documentation. */
public final class RulesMarkdown {

  private RulesMarkdown() {}

  /**
   * One row for each rule, in the order of the chain, and for what is reported without deciding;
   * Markdown with line feeds.
   */
  public static String table() {
    StringBuilder table =
        new StringBuilder("| Rule | Link | What it asks for | Delivery |")
            .append(
                Arrays.stream(Checker.values())
                    .map(checker -> " " + checker.title() + " |")
                    .collect(Collectors.joining()))
            .append("\n|---|---|---|---|")
            .append("---|".repeat(Checker.values().length))
            .append('\n');
    for (Rule rule : Rules.ALL) {
      table
          .append("| `")
          .append(rule.id())
          .append("` | ")
          .append(rule.link().word())
          .append(" | ")
          .append(rule.asks())
          .append(" |");
      for (Judge judge : Judge.values()) {
        table.append(rule.judges().contains(judge) ? " yes |" : " |");
      }
      table.append('\n');
    }
    reported(table, Noise.ID, "filter, alarm", Noise.ASKS);
    reported(table, Loss.ID, "any", Loss.ASKS);
    return table.toString();
  }

  private static void reported(StringBuilder table, String id, String link, String asks) {
    table
        .append("| `")
        .append(id)
        .append("` | ")
        .append(link)
        .append(" | ")
        .append(asks)
        .append(" Reported; does not decide. |")
        .append(" |".repeat(Judge.values().length))
        .append('\n');
  }
}

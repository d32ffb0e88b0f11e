package io.github.cisalarms.report;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.verdict.AlikeControls;
import io.github.cisalarms.chain.verdict.Change;
import io.github.cisalarms.chain.verdict.CheckerVerdict;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Loss;
import io.github.cisalarms.chain.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A review as a comment on a pull request: GitHub-flavoured Markdown, also understood by GitLab.
 */
public final class MarkdownReport {

  /** GitHub takes 65,536 characters; the rest is for what others put around it. */
  static final int MAX_CHARACTERS = 59_000;

  /** Keeps apart what would be a link or a mention together, without being seen. */
  private static final char ZERO_WIDTH_SPACE = '\u200B';

  /**
   * Within mentions and references to issues, and addresses that become links without any markup:
   * GitHub looks for these after it has resolved character references.
   */
  private static final Pattern WITHIN_LINK =
      Pattern.compile(
          "(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\\.)|(?<=GH-)(?=[0-9])", Pattern.CASE_INSENSITIVE);

  /** What starts markup, HTML, a mention of somebody, or a link to an issue. */
  private static final String MARKUP = "&<>`*_[]|@#~\\$" + ZERO_WIDTH_SPACE;

  /** How far the losses may go, so that the table always has room. */
  private static final int MAX_LOSSES = 30_000;

  private static final String END_OF_DETAILS = "\n</details>\n";

  private final Verdict review;
  private final StringBuilder text = new StringBuilder();
  private int leftOut;

  private MarkdownReport(Verdict review) {
    this.review = review;
  }

  /**
   * The comment: the verdict, what the plan loses, a table, and the findings folded away.
   *
   * @return fewer than 60,000 characters; what is left out is counted
   */
  public static String of(Verdict review) {
    return new MarkdownReport(review).print();
  }

  private String print() {
    text.append("### CIS alarms: ").append(review.compliant() ? "compliant" : "not compliant");
    text.append("\n\n").append(escaped(review.headline())).append("\n");
    text.append("\nEach control has to notify").append(passes()).append(".\n");
    losses();
    list("Gained", review.changed(Change.GAINED));
    table();
    review.alike().forEach(this::details);
    if (leftOut > 0) {
      text.append("\n")
          .append(leftOut)
          .append(" more left out for their length: `cis-alarms review` prints all.\n");
    }
    return text.toString();
  }

  private String passes() {
    return review.requirements().checkers().isEmpty()
        ? ""
        : review.requirements().checkers().stream()
            .map(Checker::title)
            .collect(Collectors.joining(", ", ", and to pass ", ""));
  }

  private void losses() {
    List<ControlVerdict> lost = review.changed(Change.LOST);
    if (lost.isEmpty() && review.losses().isEmpty()) {
      return;
    }
    text.append("\n> [!CAUTION]\n> **This plan loses:**\n");
    for (ControlVerdict control : lost) {
      String why =
          review.findings(control).stream()
              .findFirst()
              .map(finding -> ": " + escaped(finding.message()))
              .orElse("");
      append("> - control " + code(control.control().slug()) + why + "\n", MAX_LOSSES);
    }
    for (Loss loss : review.losses()) {
      append("> - " + code(loss.address()) + " " + escaped(loss.what()) + "\n", MAX_LOSSES);
    }
  }

  private void list(String heading, List<ControlVerdict> controls) {
    if (!controls.isEmpty()) {
      text.append("\n**")
          .append(heading)
          .append(":** ")
          .append(
              controls.stream()
                  .map(control -> code(control.control().slug()))
                  .collect(Collectors.joining(", ")))
          .append("\n");
    }
  }

  private void table() {
    text.append("\n| Control | Detects | Alarms | Notifies | Noisy |");
    Arrays.stream(Checker.values())
        .forEach(checker -> text.append(' ').append(checker.title()).append(" |"));
    text.append(review.plan() ? " Change |" : "").append("\n|");
    text.append("---|".repeat(5 + Checker.values().length + (review.plan() ? 1 : 0))).append('\n');
    for (ControlVerdict control : review.required()) {
      text.append("| ")
          .append(code(control.control().slug()))
          .append(" | ")
          .append(strong(control.detects()))
          .append(" | ")
          .append(control.allowed().isPresent() ? "allowed" : strong(control.alarms()))
          .append(" | ")
          .append(strong(control.notifies()))
          .append(" | ")
          .append(control.noisy() ? "**yes**" : "no")
          .append(" |");
      for (Checker checker : Checker.values()) {
        CheckerVerdict said = control.checkers().get(checker);
        text.append(' ')
            .append(
                said == null
                    ? "-"
                    : said.verdict() == Answer.NO ? "**fail**" : said.verdict().verdict())
            .append(" |");
      }
      if (review.plan()) {
        text.append(' ')
            .append(control.change() == Change.LOST ? "**lost**" : control.change().word())
            .append(" |");
      }
      text.append('\n');
    }
  }

  private void details(AlikeControls alike) {
    Optional<String> summary =
        alike.findings().stream()
            .map(shared -> shared.finding().message())
            .findFirst()
            .or(() -> alike.allowed().map(shared -> "allowed: " + shared.finding().message()))
            .or(
                () ->
                    alike.likely().stream()
                        .map(shared -> "likely: " + shared.finding().message())
                        .findFirst());
    if (summary.isEmpty()) {
      return;
    }
    StringBuilder details =
        new StringBuilder("\n<details><summary>")
            .append(
                alike.controls().stream()
                    .map(control -> code(control.control().slug()))
                    .collect(Collectors.joining(", ")))
            .append(": ")
            .append(escaped(summary.get()))
            .append("</summary>\n\n");
    alike.findings().forEach(shared -> details.append(item(shared, "")));
    alike.allowed().ifPresent(shared -> details.append(item(shared, "allowed: ")));
    alike.likely().forEach(shared -> details.append(item(shared, "likely: ")));
    append(details.append(END_OF_DETAILS).toString(), MAX_CHARACTERS);
  }

  static String item(AlikeControls.Shared shared, String standing) {
    Finding finding = shared.finding();
    String addresses =
        shared.addresses().stream()
            .filter(address -> !address.isEmpty())
            .map(MarkdownReport::code)
            .collect(Collectors.joining(", "));
    return "- **"
        + finding.link().word()
        + "** "
        + addresses
        + (addresses.isEmpty() ? "" : " ")
        + "(`"
        + finding.rule()
        + "`): "
        + standing
        + escaped(finding.message())
        + "."
        + (finding.remedy().isEmpty() ? "" : " Remedy: " + escaped(finding.remedy()) + ".")
        + "\n";
  }

  private void append(String piece, int limit) {
    if (text.length() + piece.length() > limit) {
      leftOut++;
    } else {
      text.append(piece);
    }
  }

  private static String strong(Answer answer) {
    return answer == Answer.NO ? "**no**" : answer.word();
  }

  /** As code, whatever is in it: a plan's text must not become markup. */
  static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    String apart = WITHIN_LINK.matcher(text).replaceAll(String.valueOf(ZERO_WIDTH_SPACE));
    for (char c : apart.toCharArray()) {
      // As character references: unlike backslashes they also hold inside HTML.
      escaped.append(MARKUP.indexOf(c) >= 0 ? "&#" + (int) c + ";" : c);
    }
    return escaped.toString();
  }
}

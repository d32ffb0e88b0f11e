package io.github.cisalarms.report;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.verdict.AlikeControls;
import io.github.cisalarms.chain.verdict.Change;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A review, told to somebody at a terminal. */
public final class TextReport {

  private static final String UNKNOWN = Answer.UNKNOWN.word();

  /** Where columns are few. */
  private static final String SHORT_UNKNOWN = "?";

  private final Verdict review;
  private final Display display;
  private final StringBuilder text = new StringBuilder();

  private TextReport(Verdict review, Display display) {
    this.review = review;
    this.display = display;
  }

  /** For a file. */
  public static String of(Verdict review) {
    return of(review, Display.PLAIN);
  }

  /** For whatever it is printed on. */
  public static String of(Verdict review, Display display) {
    return new TextReport(review, display).print();
  }

  /** What is found, without the headline and the table: those together of which the same is. */
  static String findings(Verdict review, Display display) {
    TextReport report = new TextReport(review, display);
    review.alike().forEach(report::findings);
    return report.text.toString();
  }

  private String print() {
    line(display.paint(review.compliant() ? Tone.GOOD : Tone.BAD, review.headline()));
    for (ControlVerdict control : review.changed(Change.LOST)) {
      line(display.paint(Tone.BAD, "LOST      ") + control.control().slug() + ": " + why(control));
    }
    review
        .losses()
        .forEach(
            loss ->
                line(display.paint(Tone.BAD, "LOST      ") + loss.address() + " " + loss.what()));
    for (ControlVerdict control : review.changed(Change.GAINED)) {
      line(display.paint(Tone.GOOD, "GAINED    ") + control.control().slug());
    }
    hint().ifPresent(this::wrapped);
    line("");
    Table table = table(UNKNOWN);
    if (table.fits(display)) {
      table.lines(display).forEach(this::line);
    } else {
      table(SHORT_UNKNOWN).lines(display).forEach(this::line);
      line(SHORT_UNKNOWN + " is " + UNKNOWN);
    }
    review.alike().forEach(this::findings);
    return text.toString();
  }

  /** What a first run wants most: without its log group, no event is known to reach a filter. */
  private Optional<String> hint() {
    return review.required().stream()
        .flatMap(control -> review.findings(control).stream())
        .filter(finding -> finding.answer() == Answer.UNKNOWN)
        .filter(finding -> finding.remedy().contains("--log-group"))
        .findFirst()
        .map(finding -> "-> " + finding.remedy() + ": " + finding.message());
  }

  private Table table(String unknown) {
    List<String> header =
        new ArrayList<>(List.of("CONTROL", "DETECTS", "ALARMS", "NOTIFIES", "NOISY"));
    Arrays.stream(Checker.values())
        .map(checker -> checker.id().toUpperCase(Locale.ROOT))
        .forEach(header::add);
    header.add("CHANGE");
    return new Table(
        header,
        review.required().stream()
            .map(
                control ->
                    Stream.of(
                            Stream.of(
                                control.control().slug(),
                                control.detects().word(),
                                control.allowed().isPresent() ? "allowed" : control.alarms().word(),
                                control.notifies().word(),
                                control.noisy() ? "yes" : "no"),
                            Arrays.stream(Checker.values())
                                .map(
                                    checker ->
                                        control.checkers().containsKey(checker)
                                            ? control.checkers().get(checker).verdict().verdict()
                                            : "-"),
                            Stream.of(review.plan() ? control.change().word() : "-"))
                        .flatMap(cells -> cells)
                        .map(cell -> cell.equals(UNKNOWN) ? unknown : cell)
                        .toList())
            .toList());
  }

  private void findings(AlikeControls alike) {
    if (alike.findings().isEmpty() && alike.allowed().isEmpty() && alike.likely().isEmpty()) {
      return;
    }
    line("");
    wrapped(
        alike.controls().stream()
            .map(control -> control.control().slug())
            .collect(Collectors.joining(", ")));
    alike.findings().forEach(shared -> finding(shared, ""));
    alike.allowed().ifPresent(shared -> finding(shared, "allowed: "));
    alike.likely().forEach(shared -> finding(shared, "likely: "));
  }

  private void finding(AlikeControls.Shared shared, String standing) {
    Finding finding = shared.finding();
    for (String address : shared.addresses()) {
      line(
          "  "
              + finding.link().word()
              + (address.isEmpty() ? "" : "  " + address)
              + "  ["
              + finding.rule()
              + "]");
    }
    wrapped(4, standing + finding.message());
    if (!finding.remedy().isEmpty()) {
      wrapped(4, "-> " + finding.remedy());
    }
  }

  private String why(ControlVerdict control) {
    return review.findings(control).stream()
        .findFirst()
        .map(finding -> finding.message())
        .orElse("");
  }

  private void wrapped(String content) {
    wrapped(0, content);
  }

  private void wrapped(int indent, String content) {
    Paragraph.append(text, indent, content, display.width());
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}

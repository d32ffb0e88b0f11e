package io.github.cisalarms.cli.control;

import io.github.cisalarms.catalog.Benchmark;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.InsightsQuery;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.report.Display;
import io.github.cisalarms.report.Paragraph;
import io.github.cisalarms.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One control, explained to somebody at a terminal. */
public final class ControlText {

  private final Control control;
  private final Display display;
  private final StringBuilder text = new StringBuilder();

  private ControlText(Control control, Display display) {
    this.control = control;
    this.display = display;
  }

  public static String of(Control control, Display display) {
    return new ControlText(control, display).print();
  }

  private String print() {
    text.append(control.slug()).append(": ").append(control.title()).append('\n');
    wrap(control.watches());
    section("Facts");
    wrap("CIS AWS Foundations " + control.sections());
    wrap("metric " + control.metricName());
    wrap("event fields " + String.join(", ", control.fields()));
    if (control.scope() == Control.Scope.MANAGEMENT_ACCOUNT) {
      wrap("only in the organization's management account: elsewhere next to nothing is recorded");
    }
    paragraph("When it goes off", control.respond());
    paragraph("Noise", control.noise());
    paragraph("Blind spots", control.blindSpots());
    paragraph("What teams do", control.advice());
    section("Patterns");
    control.variants().forEach(this::pattern);
    section("Who accepts which");
    accepts()
        .lines(display.indented(2))
        .forEach(line -> text.append("  ").append(line).append('\n'));
    section("Filters by the checkers that have to be content");
    control
        .readings()
        .forEach(
            (variants, sets) ->
                wrap(
                    names(variants)
                        + " for "
                        + sets.stream().map(Checker::key).collect(Collectors.joining(", "))));
    section("The events behind an alarm (CloudWatch Logs Insights, on the trail's log group)");
    control.variants().forEach(this::query);
    return text.toString();
  }

  private void pattern(PatternVariant variant) {
    String audited =
        variant.auditedIn().isEmpty()
            ? ""
            : " Audit text of CIS " + Benchmark.range(variant.auditedIn()) + ".";
    wrap((variant.name() + ": " + variant.note() + audited).replace(":  ", ": "));
    // On one line whatever its length: it is there to be copied.
    text.append("    ").append(variant.pattern()).append('\n');
  }

  private void query(PatternVariant variant) {
    wrap(variant.name() + ":");
    InsightsQuery.of(control, variant)
        .text()
        .lines()
        .forEach(line -> text.append("    ").append(line).append('\n'));
  }

  private Table accepts() {
    List<List<String>> rows = new ArrayList<>();
    for (Checker checker : Checker.values()) {
      Stream<String> looksFor =
          Stream.of(
              checker.title(),
              control.rule(checker).map(rule -> rule.compares()).orElse("does not judge it"));
      Stream<String> verdicts =
          control.variants().stream()
              .map(
                  variant ->
                      control
                          .rule(checker)
                          .map(rule -> rule.accepts(variant.pattern()) ? "yes" : "no")
                          .orElse("-"));
      rows.add(Stream.concat(looksFor, verdicts).toList());
    }
    return new Table(
        Stream.concat(
                Stream.of("CHECKER", "LOOKS FOR"),
                control.variants().stream().map(PatternVariant::name))
            .toList(),
        rows);
  }

  private void paragraph(String heading, String content) {
    if (!content.isEmpty()) {
      section(heading);
      wrap(content);
    }
  }

  private void section(String heading) {
    text.append('\n').append(heading).append('\n');
  }

  private void wrap(String content) {
    Paragraph.append(text, content, display);
  }

  private static String names(List<PatternVariant> variants) {
    return variants.stream().map(PatternVariant::name).collect(Collectors.joining(" and "));
  }
}

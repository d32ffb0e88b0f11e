package io.github.cisalarms.drill.report;

import io.github.cisalarms.drill.DrillResult;
import io.github.cisalarms.drill.LineResult;
import io.github.cisalarms.drill.Step;
import io.github.cisalarms.drill.StepResult;
import io.github.cisalarms.report.Display;
import io.github.cisalarms.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a drill sees, told to somebody at a terminal. */
public final class DrillText {

  private static final double MILLIS_PER_SECOND = 1000;

  private DrillText() {}

  /**
   * The whole result: a line that says it all, the table, and what was not seen.
   *
   * @param display what it is printed on
   */
  public static String of(DrillResult result, Display display) {
    List<String> lines = new ArrayList<>();
    long seen = result.lines().stream().filter(LineResult::isSeen).count();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d of %d alarms seen in %s of %s, drill %s",
            seen,
            result.lines().size(),
            result.region(),
            result.account(),
            result.id()));
    lines.add("");
    lines.addAll(table(result.lines(), display));
    List<String> reasons = new ArrayList<>();
    for (LineResult line : result.lines()) {
      line.steps()
          .forEach(
              (step, found) -> {
                if (found.status() == StepResult.Status.NOT_SEEN) {
                  reasons.add(
                      "NOT SEEN  " + title(line) + ": " + step.word() + ": " + found.reason());
                }
              });
    }
    result.problems().forEach(problem -> reasons.add("PROBLEM   " + problem));
    result.differences().forEach(difference -> reasons.add("OUR BUG   " + difference));
    result.notes().forEach(note -> reasons.add("NOTE      " + note));
    if (!reasons.isEmpty()) {
      lines.add("");
      lines.addAll(reasons);
    }
    return String.join("\n", lines) + "\n";
  }

  /** The table; a step that is yet to be seen shows as dots. */
  public static List<String> table(List<LineResult> results, Display display) {
    return new Table(
            List.of("CONTROL", "ALARM", "FILTER", "GOES OFF", "ACTION", "MESSAGE", "FIRST FAILED"),
            results.stream().map(DrillText::row).toList())
        .lines(display);
  }

  private static List<String> row(LineResult line) {
    return Stream.of(
            Stream.of(line.control(), line.alarm().orElse("-")),
            line.steps().values().stream().map(DrillText::cell),
            Stream.of(line.firstFailed().map(Step::word).orElse("-")))
        .flatMap(cells -> cells)
        .toList();
  }

  private static String cell(StepResult result) {
    return switch (result.status()) {
      case OPEN -> "...";
      case SEEN -> seconds(result.after().orElseThrow());
      case NOT_SEEN -> "not seen";
      case NOT_TRIED, NOT_ASKED -> "-";
    };
  }

  /** Such as {@code 71.3 s}. */
  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS_PER_SECOND);
  }

  /** What came of one step, as a line; such as {@code vpc-changes: alarm: seen after 71.3 s}. */
  public static String line(LineResult line, Step step) {
    StepResult result = line.steps().get(step);
    return title(line)
        + ": "
        + step.word()
        + ": "
        + result
            .after()
            .map(after -> "seen after " + seconds(after))
            .orElseGet(
                () ->
                    result.reason().isEmpty()
                        ? result.status().word().replace('-', ' ')
                        : "not seen: " + result.reason());
  }

  private static String title(LineResult line) {
    return line.alarm().filter(name -> !name.endsWith(line.control())).isPresent()
        ? line.control() + " (" + line.alarm().get() + ")"
        : line.control();
  }
}

package io.github.cisalarms.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.drill.LineResult;
import io.github.cisalarms.drill.Step;
import io.github.cisalarms.drill.StepResult;
import io.github.cisalarms.drill.StepResult.Status;
import io.github.cisalarms.report.Display;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillProgressTest {

  private final StringWriter text = new StringWriter();

  private DrillProgress progress(boolean terminal, int alarms) {
    return new DrillProgress(new PrintWriter(text, true), terminal, Display.PLAIN, alarms);
  }

  /** An alarm that went off, and whose message is waited for. */
  private static LineResult line(String control) {
    StepResult seen = new StepResult(Status.SEEN, Optional.of(Duration.ofSeconds(7)), "");
    StepResult open = new StepResult(Status.OPEN, Optional.empty(), "");
    return new LineResult(
        control,
        Optional.of(control),
        Optional.of(control),
        Map.of(Step.FILTER, seen, Step.ALARM, seen, Step.ACTION, open, Step.MESSAGE, open));
  }

  @Test
  void writesALineForEachStepWhereNothingCanBeDrawnOver() {
    DrillProgress progress = progress(false, 1);
    progress.note("drill 1");
    progress.seen(line("vpc-changes"), Step.ALARM);
    progress.erase();

    assertThat(text).hasToString("drill 1\nvpc-changes: alarm: seen after 7.0 s\n");
  }

  @Test
  void drawsTheTableOverItselfOnATerminal() {
    DrillProgress progress = progress(true, 2);
    progress.seen(line("vpc-changes"), Step.ALARM);
    progress.seen(line("root-account-usage"), Step.ALARM);
    progress.erase();

    String header =
        "CONTROL             ALARM               FILTER  GOES OFF  ACTION  MESSAGE  FIRST FAILED\n";
    assertThat(text)
        .hasToString(
            "CONTROL      ALARM        FILTER  GOES OFF  ACTION  MESSAGE  FIRST FAILED\n"
                + "vpc-changes  vpc-changes  7.0 s   7.0 s     ...     ...      -\n"
                + "\u001b[2A\r\u001b[J"
                + header
                + "vpc-changes         vpc-changes         7.0 s   7.0 s     ...     ...      -\n"
                + "root-account-usage  root-account-usage  7.0 s   7.0 s     ...     ...      -\n"
                + "\u001b[3A\r\u001b[J");
  }

  @Test
  void writesLinesWhereTheTableWouldBeHigherThanTheTerminal() {
    DrillProgress progress = progress(true, 100);
    progress.seen(line("vpc-changes"), Step.ALARM);

    assertThat(text).hasToString("vpc-changes: alarm: seen after 7.0 s\n");
  }
}

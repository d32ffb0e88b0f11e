package io.github.cisalarms.drill.report;

import io.github.cisalarms.drill.DrillListener;
import io.github.cisalarms.drill.LineResult;
import io.github.cisalarms.drill.Step;
import io.github.cisalarms.report.Display;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what a drill sees: as a table that changes on a terminal, line by line elsewhere. */
public final class DrillProgress implements DrillListener {

  /** A table that is higher than the terminal can't be drawn over. */
  private static final int HIGHEST_TABLE = 20;

  private static final String CLEAR_TO_END = "\u001b[J";

  private final PrintWriter err;
  private final boolean terminal;
  private final Display display;
  private final Map<String, LineResult> lines = new LinkedHashMap<>();
  private int height;

  /**
   * Shows a drill.
   *
   * @param terminal whether what was printed can be drawn over
   * @param display how wide and colourful the table may be
   * @param alarms how many lines the table will have at most
   */
  public DrillProgress(PrintWriter err, boolean terminal, Display display, int alarms) {
    this.err = err;
    this.display = display;
    this.terminal = terminal && alarms < HIGHEST_TABLE;
  }

  @Override
  public void seen(LineResult line, Step step) {
    if (!terminal) {
      err.println(DrillText.line(line, step));
      return;
    }
    lines.put(line.control() + " " + line.alarm().orElse(""), line);
    draw();
  }

  @Override
  public void note(String text) {
    erase();
    err.println(text);
    draw();
  }

  private void draw() {
    if (lines.isEmpty()) {
      return;
    }
    erase();
    List<String> table = DrillText.table(List.copyOf(lines.values()), display);
    table.forEach(err::println);
    height = table.size();
    err.flush();
  }

  /** Takes the table away, for the result. */
  public void erase() {
    if (height > 0) {
      err.print("\u001b[" + height + "A\r" + CLEAR_TO_END);
      err.flush();
      height = 0;
    }
  }
}

package io.github.cisalarms.cli;

import io.github.cisalarms.events.EventReader;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import io.github.cisalarms.report.Display;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms match}: tests a filter pattern without AWS. */
@Command(
    description = {
      "Tests a filter pattern on log events, as 'aws logs test-metric-filter' does, without AWS:"
          + " prints the events that it matches.",
      "",
      "Reads CloudTrail files, JSON objects, JSON arrays of them, and lines of text, also gzipped;"
          + " which it is shows in the first bytes.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:an event matched",
      "1:none did",
      "2:the pattern, a file or the usage is wrong"
    })
final class MatchCommand implements Callable<Integer> {

  static final String PATTERN_AFTER_DASHES =
      "A pattern that starts with '-' comes after '--', as in: cis-alarms match -- '-timeout' FILE";

  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "PATTERN",
      description = {
        "The filter pattern, such as '{ $.eventName = \"ConsoleLogin\" }'.",
        PATTERN_AFTER_DASHES
      })
  private String pattern;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description = "Files with events; '-' or none for standard input.")
  private List<String> files = List.of(STANDARD_INPUT);

  @Option(
      names = "--json",
      description =
          "Prints one JSON object per line: file, eventNumber (from 1; of lines, the line) and"
              + " eventMessage; with --explain also matched and conditions.")
  private boolean json;

  @ArgGroup private Output output = new Output();

  private static final class Output {
    @Option(
        names = "--explain",
        description =
            "Prints of every event, also those that don't match, the conditions that decided, with"
                + " what the event has there.")
    private boolean explain;

    @Option(names = "--count", description = "Prints only how many events matched.")
    private boolean count;

    MatchPrinter.Detail detail() {
      if (count) {
        return MatchPrinter.Detail.COUNT;
      }
      return explain ? MatchPrinter.Detail.WHY : MatchPrinter.Detail.EVENTS;
    }
  }

  @Option(
      names = "--lines",
      description = "Takes each line for an event, whatever the first bytes look like.")
  private boolean lines;

  @Override
  public Integer call() throws IOException {
    FilterPattern parsed = parsed();
    PatternMatcher matcher = PatternSet.of(List.of(parsed)).matcher();
    MatchPrinter printer = printer(parsed);
    Progress progress = new Progress(spec.commandLine().getErr());
    for (String file : files) {
      MatchNotes notes = new MatchNotes(file, parsed.isJson(), spec.commandLine().getErr());
      try (EventReader events = open(file)) {
        while (events.next()) {
          printer.event(
              file,
              events,
              matcher.matches(events.buffer(), events.offset(), events.length()).get(0));
          notes.event(events, matcher.isJsonObject());
          progress.event(file);
        }
      }
      progress.end();
      notes.end();
    }
    return printer.end() > 0 ? 0 : 1;
  }

  private FilterPattern parsed() {
    try {
      return FilterPattern.parse(pattern);
    } catch (FilterPatternException e) {
      if (new File(pattern).isFile()) {
        throw new ParameterException(
            spec.commandLine(),
            "PATTERN: '" + pattern + "' is a file; write the pattern first, then the files",
            e);
      }
      throw e;
    }
  }

  /** Counts on the terminal, if results don't go there; says nothing of what is done at once. */
  private final class Progress {
    private static final int STEP = 4096;
    private static final long INTERVAL = 200_000_000;

    private final PrintWriter terminal;
    private final boolean shown =
        Display.showsProgress() && (output.count || !Display.showsResults());
    private long events;
    private long last = System.nanoTime();
    private boolean dirty;

    private Progress(PrintWriter terminal) {
      this.terminal = terminal;
    }

    private void event(String file) {
      events++;
      if (shown && events % STEP == 0 && System.nanoTime() - last > INTERVAL) {
        last = System.nanoTime();
        dirty = true;
        terminal.print("\r\u001b[K" + events + " events, in " + file);
        terminal.flush();
      }
    }

    /** Carriage return and "erase to the end of the line": what follows starts on a clean one. */
    private void end() {
      if (dirty) {
        terminal.print("\r\u001b[K");
        terminal.flush();
        dirty = false;
      }
    }
  }

  private MatchPrinter printer(FilterPattern parsed) {
    return new MatchPrinter(spec.commandLine().getOut(), output.detail(), json, parsed);
  }

  private EventReader open(String file) throws IOException {
    if (!file.equals(STANDARD_INPUT)) {
      return lines ? EventReader.openLines(Path.of(file)) : EventReader.open(Path.of(file));
    }
    InputStream in = System.in;
    return lines ? EventReader.ofLines(file, in) : EventReader.of(file, in);
  }
}

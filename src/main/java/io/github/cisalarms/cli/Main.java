package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.Controls;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry point. */
public final class Main {

  /** Short commands that will ask for the catalog. */
  private static final Set<String> READ_CATALOG = Set.of("controls", "replay", "review");

  private Main() {}

  /**
   * Runs one command and exits the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // Not System.out, which swallows failures.
    ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(results, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /**
   * Runs one command with the given streams.
   *
   * @param out takes the result
   * @param err takes messages for people
   * @param args the command line
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    if (args.length > 0 && READ_CATALOG.contains(args[0])) {
      readCatalog();
    }
    CisAlarmsCommand command = new CisAlarmsCommand();
    ErrorReport errors = new ErrorReport(command);
    CommandLine commandLine = command.commandLine(args).setOut(out).setErr(err);
    try {
      int exitCode =
          commandLine
              .setExecutionStrategy(refusingWhatIsLeft())
              .setParameterExceptionHandler(new UsageReport())
              .setExecutionExceptionHandler(errors)
              .execute(args);
      out.flush();
      return exitCode;
    } catch (ResultStream.LostException | Error e) {
      // The JVM would end with 1, with which a review says "not compliant".
      return errors.report(e, err);
    }
  }

  /** Another core reads the catalog while this one finds out what is asked for. */
  private static void readCatalog() {
    Thread reader = new Thread(Controls::all, "catalog");
    reader.setDaemon(true);
    reader.start();
  }

  /** With --help, picocli lets unknown commands and options pass. */
  private static IExecutionStrategy refusingWhatIsLeft() {
    return parsed -> {
      for (ParseResult part = parsed; part != null; part = part.subcommand()) {
        if (!part.unmatched().isEmpty()) {
          throw new UnmatchedArgumentException(part.commandSpec().commandLine(), part.unmatched());
        }
      }
      try {
        return new RunLast().execute(parsed);
      } catch (ResultStream.LostException e) {
        // Help is printed outside of any command, where picocli reports no exceptions.
        throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
      }
    };
  }
}

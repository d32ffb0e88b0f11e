package io.github.cisalarms.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program's entry point. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and exits the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(out, err, args);
    out.flush();
    System.exit(exitCode);
  }

  /** Runs one command with the given streams, so that a test can read what it printed. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CisAlarmsCommand command = new CisAlarmsCommand();
    return new CommandLine(command)
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(new ErrorReport(command))
        .execute(args);
  }
}

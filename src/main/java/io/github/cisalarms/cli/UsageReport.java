package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.UnknownNameException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the command line, and exits with 2. */
final class UsageReport implements IParameterExceptionHandler {

  private final IParameterExceptionHandler others;

  /**
   * @param others what reports all that nothing more is known of
   */
  UsageReport(IParameterExceptionHandler others) {
    this.others = others;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] args) throws Exception {
    if (!(exception instanceof UnmatchedArgumentException unmatched)) {
      return others.handleParseException(exception, args);
    }
    CommandLine command = exception.getCommandLine();
    String first = unmatched.getUnmatched().get(0);
    boolean option = first.startsWith("-");
    if (!option && !command.getSubcommands().isEmpty()) {
      command
          .getErr()
          .println(
              new UnknownNameException("command", first, command.getSubcommands().keySet())
                  .getMessage());
      return ExitCode.USAGE;
    }
    if (option && command.getCommand() instanceof MatchCommand) {
      command.getErr().println(exception.getMessage());
      command.getErr().println(MatchCommand.PATTERN_AFTER_DASHES);
      return ExitCode.USAGE;
    }
    return others.handleParseException(exception, args);
  }
}

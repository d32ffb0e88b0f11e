package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.UnknownNameException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the command line, and where its help is; exits with 2. */
final class UsageReport implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    if (!(exception instanceof UnmatchedArgumentException unmatched)) {
      return report(exception);
    }
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
    if (!option && command.getCommand() instanceof ReviewCommand) {
      command.getErr().println("'" + first + "': " + ReviewCommand.ONE_PLAN);
      return ExitCode.USAGE;
    }
    return report(exception);
  }

  private static int report(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    command.getErr().println(exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, command.getErr());
    command
        .getErr()
        .println("run '" + command.getCommandSpec().qualifiedName() + " --help' for the usage");
    return ExitCode.USAGE;
  }
}

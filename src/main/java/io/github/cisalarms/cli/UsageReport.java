package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.UnknownNameException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the command line, and where its help is; exits with 2. */
final class UsageReport implements IParameterExceptionHandler {

  /** What picocli says of options that exclude each other; it has the options nowhere else. */
  private static final Pattern EXCLUSIVE = Pattern.compile("Error: (.+) are mutually exclusive.*");

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    command.getErr().println(message(exception));
    boolean commandIsMissing =
        exception instanceof UnmatchedArgumentException unmatched
            && isCommand(command, unmatched.getUnmatched().get(0));
    if (!commandIsMissing) {
      command
          .getErr()
          .println("run '" + command.getCommandSpec().qualifiedName() + " --help' for the usage");
    }
    return ExitCode.USAGE;
  }

  private static String message(ParameterException exception) {
    if (exception instanceof UnmatchedArgumentException unmatched) {
      return unknown(exception.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    if (exception instanceof MissingParameterException missing) {
      return missing(missing.getMissing());
    }
    if (exception instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + ": is given twice; keep one";
    }
    Matcher exclusive = EXCLUSIVE.matcher(Optional.ofNullable(exception.getMessage()).orElse(""));
    if (exception instanceof MutuallyExclusiveArgsException && exclusive.matches()) {
      return exclusive.group(1) + ": exclude each other; keep one";
    }
    return Optional.ofNullable(exception.getArgSpec())
        .filter(argument -> exception.getValue() != null)
        .map(argument -> wrongValue(argument, exception))
        .orElseGet(exception::getMessage);
  }

  /** A word that stands where the name of a command has to be. */
  private static boolean isCommand(CommandLine command, String word) {
    return !word.startsWith("-") && !command.getSubcommands().isEmpty();
  }

  private static String unknown(CommandLine command, String word) {
    if (isCommand(command, word)) {
      return new UnknownNameException("command", word, command.getSubcommands().keySet())
          .getMessage();
    }
    if (word.startsWith("-")) {
      List<String> options =
          command.getCommandSpec().options().stream()
              .filter(option -> !option.hidden())
              .map(OptionSpec::longestName)
              .sorted()
              .toList();
      String message = new UnknownNameException("option", word, options).getMessage();
      return command.getCommand() instanceof MatchCommand
          ? message + "\n" + MatchCommand.PATTERN_AFTER_DASHES
          : message;
    }
    return command.getCommand() instanceof ReviewCommand
        ? "'" + word + "': " + ReviewCommand.ONE_PLAN
        : "'" + word + "': is one word too many for this command; leave it out";
  }

  private static String missing(List<ArgSpec> arguments) {
    ArgSpec first = arguments.get(0);
    return first.isOption()
        ? name(first) + ": has no value; write one, as in " + name(first) + " " + label(first)
        : arguments.stream().map(UsageReport::label).collect(Collectors.joining(" "))
            + ": is missing; give "
            + inSentence(String.join(" ", first.description()));
  }

  /** A description within a sentence: a small letter, except where it begins with a name. */
  private static String inSentence(String description) {
    String first = description.split(" ", 2)[0];
    return first.substring(1).equals(first.substring(1).toLowerCase(Locale.ROOT))
        ? first.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1)
        : description;
  }

  private static String wrongValue(ArgSpec argument, ParameterException exception) {
    // Of a map, the value behind the key.
    String value = exception.getValue();
    List<Class<?>> types = List.of(argument.auxiliaryTypes());
    Class<?> type = types.get(types.size() - 1);
    String of = value.substring(value.indexOf('=') + 1);
    if (type == Double.class || type == double.class) {
      return name(argument) + ": '" + of + "' is not a number; write one, such as 10";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return name(argument) + ": '" + of + "' is not a whole number; write one, such as 10";
    }
    if (exception.getCause() instanceof IllegalArgumentException refused) {
      return name(argument) + ": " + refused.getMessage();
    }
    return name(argument) + ": '" + value + "' can't be taken; write " + label(argument);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : label(argument);
  }

  private static String label(ArgSpec argument) {
    return argument.paramLabel();
  }
}

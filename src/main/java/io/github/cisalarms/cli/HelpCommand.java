package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.UnknownNameException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms help}: what many type before they know of {@code --help}. */
@Command(description = "Prints the help of a command, as its --help does.")
final class HelpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "Such as synth; none for the list of commands.")
  private Optional<String> name = Optional.empty();

  @Override
  public Integer call() {
    CommandLine parent = spec.parent().commandLine();
    Map<String, CommandLine> commands = parent.getSubcommands();
    CommandLine shown = name.map(commands::get).orElse(parent);
    if (name.isPresent() && !commands.containsKey(name.get())) {
      throw new UnknownNameException("command", name.get(), commands.keySet());
    }
    shown.usage(spec.commandLine().getOut());
    return 0;
  }
}

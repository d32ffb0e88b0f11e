package io.github.cisalarms.cli;

import io.github.cisalarms.cli.shell.CompletionCommand;
import io.github.cisalarms.cli.shell.ManCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code cis-alarms}: the parent of all commands, and the options that all of them have. */
@Command(
    name = "cis-alarms",
    description = "The CIS AWS Foundations monitoring alarms as Terraform, synthesized and proven.",
    versionProvider = Version.class,
    scope = ScopeType.INHERIT)
final class CisAlarmsCommand implements Runnable {

  /** By name, in the order in which they are listed. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  /** Those that tell of the others, and stand behind them. */
  private static final Map<String, Class<?>> OF_COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("synth", SynthCommand.class);
    COMMANDS.put("module", ModuleCommand.class);
    COMMANDS.put("controls", ControlsCommand.class);
    COMMANDS.put("match", MatchCommand.class);
    COMMANDS.put("replay", ReplayCommand.class);
    COMMANDS.put("review", ReviewCommand.class);
    COMMANDS.put("audit", AuditCommand.class);
    COMMANDS.put("adopt", AdoptCommand.class);
    COMMANDS.put("who", WhoCommand.class);
    COMMANDS.put("drill", DrillCommand.class);
    COMMANDS.put("schema", SchemaCommand.class);
    OF_COMMANDS.put("completion", CompletionCommand.class);
    OF_COMMANDS.put("man", ManCommand.class);
    OF_COMMANDS.put("help", HelpCommand.class);
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      description = "On an error, also prints where in the program it happened.",
      scope = ScopeType.INHERIT)
  private boolean stacktrace;

  /**
   * The command line for words. If the first one names a command, it knows that command alone: to
   * read the annotations of all takes a fifth of the time of a short command.
   */
  CommandLine commandLine(String... words) {
    CommandLine line = new CommandLine(this);
    Optional<String> first = Stream.of(words).findFirst();
    if (first.isPresent() && COMMANDS.containsKey(first.get())) {
      line.addSubcommand(first.get(), COMMANDS.get(first.get()));
    } else {
      COMMANDS.forEach(line::addSubcommand);
      OF_COMMANDS.forEach(line::addSubcommand);
    }
    line.getCommandSpec().mixinStandardHelpOptions(true);
    return line;
  }

  boolean stacktrace() {
    return stacktrace;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which command to run");
  }
}

package io.github.cisalarms.cli;

import io.github.cisalarms.cli.shell.CompletionCommand;
import io.github.cisalarms.cli.shell.ManCommand;
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
    subcommands = {
      SynthCommand.class,
      ModuleCommand.class,
      ControlsCommand.class,
      MatchCommand.class,
      ReplayCommand.class,
      ReviewCommand.class,
      AuditCommand.class,
      AdoptCommand.class,
      WhoCommand.class,
      DrillCommand.class,
      SchemaCommand.class,
      CompletionCommand.class,
      ManCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT)
final class CisAlarmsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      description = "On an error, also prints where in the program it happened.",
      scope = ScopeType.INHERIT)
  private boolean stacktrace;

  boolean stacktrace() {
    return stacktrace;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which command to run");
  }
}

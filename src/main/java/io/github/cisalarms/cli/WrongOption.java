package io.github.cisalarms.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An option was given a value that it can't take; the message starts with the option's name. */
final class WrongOption extends ParameterException {

  private static final long serialVersionUID = 1L;

  WrongOption(CommandSpec spec, String option, String message) {
    super(spec.commandLine(), option + ": " + message);
  }

  WrongOption(CommandSpec spec, String option, IllegalArgumentException cause) {
    super(spec.commandLine(), option + ": " + cause.getMessage(), cause);
  }
}

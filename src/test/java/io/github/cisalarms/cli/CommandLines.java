package io.github.cisalarms.cli;

import picocli.CommandLine.ParameterException;

/** Command lines that are read, and not run. */
public final class CommandLines {

  private CommandLines() {}

  /**
   * Whether a command takes a value.
   *
   * @param command the line up to the value, such as {@code audit --region=}
   */
  public static boolean takes(String command, String value) {
    String[] args = command.split(" ");
    args[args.length - 1] += value;
    try {
      new CisAlarmsCommand().commandLine(args).parseArgs(args);
      return true;
    } catch (ParameterException e) {
      return false;
    }
  }
}

package io.github.cisalarms.cli.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completions of a command line in fish's own words, for which picocli has no generator. */
final class FishCompletion {

  /** Longer descriptions would push the words they describe out of sight. */
  private static final int DESCRIPTION = 70;

  private final String program;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String of(CommandLine root) {
    FishCompletion completion = new FishCompletion(root.getCommandName());
    completion.script.append("# Completions of ").append(completion.program);
    completion.script.append(" for fish, printed by itself.\n");
    completion.command(root, List.of());
    return completion.script.toString();
  }

  private void command(CommandLine command, List<String> path) {
    String condition = condition(command, path);
    boolean takesFiles =
        command.getCommandSpec().positionalParameters().stream().anyMatch(FishCompletion::isFile);
    if (!takesFiles) {
      line(condition, "-f");
    }
    Set<CommandLine> commands = new LinkedHashSet<>(command.getSubcommands().values());
    for (CommandLine inner : commands) {
      if (!inner.getCommandSpec().usageMessage().hidden()) {
        line(condition, "-a " + inner.getCommandName() + description(inner.getCommandSpec()));
      }
    }
    command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> line(condition, option(option)));
    for (CommandLine inner : commands) {
      List<String> longer = new ArrayList<>(path);
      longer.add(inner.getCommandName());
      command(inner, longer);
    }
  }

  /** Holds where the words so far lead to this command and to none below it. */
  private static String condition(CommandLine command, List<String> path) {
    Map<String, CommandLine> below = command.getSubcommands();
    List<String> parts = new ArrayList<>();
    path.forEach(word -> parts.add("__fish_seen_subcommand_from " + word));
    if (!below.isEmpty()) {
      parts.add("not __fish_seen_subcommand_from " + String.join(" ", below.keySet()));
    }
    return String.join("; and ", parts);
  }

  private void line(String condition, String completion) {
    script.append("complete -c ").append(program);
    if (!condition.isEmpty()) {
      script.append(" -n '").append(condition).append('\'');
    }
    script.append(' ').append(completion).append('\n');
  }

  private static String option(OptionSpec option) {
    StringBuilder text = new StringBuilder();
    for (String name : option.names()) {
      String bare = name.replaceFirst("^-+", "");
      text.append(name.startsWith("--") ? "-l " : "-s ").append(bare).append(' ');
    }
    if (option.arity().max() > 0) {
      text.append(isFile(option) ? "-r -F " : "-x ");
      if (option.completionCandidates() != null) {
        List<String> values = new ArrayList<>();
        option.completionCandidates().forEach(values::add);
        text.append("-a ").append(quoted(String.join(" ", values))).append(' ');
      }
    }
    return text.append("-d ").append(quoted(first(joined(option.description())))).toString();
  }

  private static String description(CommandSpec command) {
    String text = joined(command.usageMessage().description());
    return text.isEmpty() ? "" : " -d " + quoted(first(text));
  }

  private static boolean isFile(ArgSpec argument) {
    String label = argument.paramLabel();
    return argument.type() == Path.class
        || argument.type() == File.class
        || Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)
        || label.contains("FILE")
        || label.contains("DIR")
        || label.contains(".json")
        || label.contains("PATH");
  }

  private static String first(String text) {
    String sentence = text.split("(?<=[.;:]) ", 2)[0].replaceAll("[.;:]$", "");
    return sentence.length() <= DESCRIPTION
        ? sentence
        : sentence.substring(0, sentence.lastIndexOf(' ', DESCRIPTION)) + "…";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** A description as one text. */
  private static String joined(String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.replace("%n", " ").replace("%%", "%").strip())
        .collect(Collectors.joining(" "))
        .strip();
  }
}

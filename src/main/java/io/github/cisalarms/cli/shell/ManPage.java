package io.github.cisalarms.cli.shell;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of one command, in the language of <em>man(7)</em>. The texts are those of {@code
 * --help}, which picocli fills with defaults and names.
 */
final class ManPage {

  private final CommandSpec command;
  private final Help help;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandLine command) {
    this.command = command.getCommandSpec();
    this.help = new Help(this.command, Help.defaultColorScheme(Ansi.OFF));
  }

  static String of(CommandLine command) {
    return new ManPage(command).print();
  }

  private String print() {
    String name = command.qualifiedName("-");
    List<String> description = sentences(command.usageMessage().description());
    macro("TH " + name.toUpperCase(Locale.ROOT) + " 1");
    section("NAME");
    text(name + " \\- ", description.stream().limit(1).toList());
    section("SYNOPSIS");
    text("", List.of(help.synopsis(0).strip().replaceAll("\\s+", " ")));
    section("DESCRIPTION");
    for (String paragraph : description) {
      macro("PP");
      text("", List.of(paragraph));
    }
    arguments();
    commands();
    if (!command.usageMessage().exitCodeList().isEmpty()) {
      section("EXIT STATUS");
      command.usageMessage().exitCodeList().forEach((code, meaning) -> item(code, meaning));
    }
    footer();
    return page.toString();
  }

  private void arguments() {
    List<PositionalParamSpec> positional =
        command.positionalParameters().stream().filter(one -> !one.hidden()).toList();
    List<OptionSpec> options =
        command.options().stream().filter(option -> !option.hidden()).toList();
    if (!positional.isEmpty()) {
      section("ARGUMENTS");
      for (PositionalParamSpec one : positional) {
        Text[][] rows =
            help.createDefaultParameterRenderer()
                .render(one, help.createDefaultParamLabelRenderer(), help.colorScheme());
        item(one.paramLabel(), described(rows));
      }
    }
    section("OPTIONS");
    for (OptionSpec option : options) {
      Text[][] rows =
          help.createDefaultOptionRenderer()
              .render(option, help.createDefaultParamLabelRenderer(), help.colorScheme());
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      item(String.join(", ", option.names()) + label, described(rows));
    }
  }

  /** The last column of each row is a line of the description. */
  private static String described(Text[][] rows) {
    return Arrays.stream(rows)
        .map(row -> row[row.length - 1].toString().strip())
        .collect(Collectors.joining(" "))
        .strip();
  }

  private void commands() {
    if (!command.subcommands().isEmpty()) {
      section("COMMANDS");
      for (CommandLine inner : new LinkedHashSet<>(command.subcommands().values())) {
        CommandSpec spec = inner.getCommandSpec();
        if (!spec.usageMessage().hidden()) {
          item(
              spec.qualifiedName("-") + "(1)",
              String.join(" ", sentences(spec.usageMessage().description())));
        }
      }
    }
  }

  /** Its lines are laid out as they are. */
  private void footer() {
    String[] lines = command.usageMessage().footer();
    if (lines.length > 0) {
      section("NOTES");
      macro("nf");
      for (String line : lines) {
        page.append(escaped(line.replace("%n", "\n").replace("%%", "%"))).append('\n');
      }
      macro("fi");
    }
  }

  private static List<String> sentences(String... lines) {
    return Stream.of(String.join("\n", lines).replace("%n", "\n").replace("%%", "%").split("\n"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void item(String term, String meaning) {
    macro("TP");
    page.append("\\fB").append(escaped(term)).append("\\fR\n");
    page.append(escaped(meaning)).append('\n');
  }

  private void section(String title) {
    macro("SH " + title);
  }

  private void text(String before, List<String> lines) {
    page.append(before)
        .append(lines.stream().map(ManPage::escaped).collect(Collectors.joining(" ")));
    page.append('\n');
  }

  private void macro(String macro) {
    page.append('.').append(macro).append('\n');
  }

  /** A backslash, a hyphen, and a dot or an apostrophe at a line's start mean something to man. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
  }
}

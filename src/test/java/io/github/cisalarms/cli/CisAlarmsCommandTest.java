package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** A command that is named first is read without the others: nobody may see that. */
class CisAlarmsCommandTest {

  private static final List<String> WRONG =
      List.of(
          "--bogus",
          "--treshold=1",
          "word another third",
          "--stacktrace --stacktrace",
          "--region=Frankfurt",
          "--json --csv --markdown",
          "--out",
          "--threshold=much",
          "help",
          "synth",
          "--help word --bogus");

  static Set<String> commands() {
    return all().getSubcommands().keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itsHelpIsTheSame(String name) {
    CommandLine alone = new CisAlarmsCommand().commandLine(name).getSubcommands().get(name);
    CommandLine amongOthers = all().getSubcommands().get(name);

    assertThat(alone.getUsageMessage()).isEqualTo(amongOthers.getUsageMessage());
    assertThat(options(alone)).isEqualTo(options(amongOthers));
    assertThat(alone.getSubcommands().keySet()).isEqualTo(amongOthers.getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatIsWrongIsTheSame(String name) {
    for (String line : WRONG) {
      String[] words = (name + " " + line).split(" ");
      assertThat(outcome(new CisAlarmsCommand().commandLine(words), words))
          .as(String.join(" ", words))
          .isEqualTo(outcome(all(), words));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void knowsItAloneIfItTellsNothingOfOthers(String name) {
    Set<String> known =
        new CisAlarmsCommand().commandLine(name, "--help").getSubcommands().keySet();

    assertThat(known)
        .isEqualTo(Set.of("completion", "man", "help").contains(name) ? commands() : Set.of(name));
  }

  @Test
  void knowsAllWhereNoneIsNamed() {
    assertThat(Stream.of("--help", "--stacktrace", "synt"))
        .allSatisfy(
            word ->
                assertThat(new CisAlarmsCommand().commandLine(word, "replay").getSubcommands())
                    .containsOnlyKeys(commands()));
  }

  private static CommandLine all() {
    return new CisAlarmsCommand().commandLine();
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
  }

  private static String outcome(CommandLine line, String... words) {
    try {
      return line.parseArgs(words).expandedArgs().toString();
    } catch (ParameterException e) {
      return e.getClass() + e.getCommandLine().getCommandSpec().qualifiedName() + e.getMessage();
    }
  }
}

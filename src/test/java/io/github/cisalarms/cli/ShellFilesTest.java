package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completions and manual pages, by the shells that read them where these are installed. */
class ShellFilesTest {

  @TempDir private Path folder;

  static Stream<CommandLine> commands() {
    return withCommandsBelow(new CisAlarmsCommand().commandLine());
  }

  private static Stream<CommandLine> withCommandsBelow(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(ShellFilesTest::withCommandsBelow));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void everyOptionIsInTheCompletion(String shell) {
    String script = printed("completion", shell);
    assertThat(commands().flatMap(command -> command.getCommandSpec().options().stream()))
        .filteredOn(option -> !option.hidden())
        .extracting(OptionSpec::longestName)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(script)
                    .contains(
                        shell.equals("fish") ? "-l " + name.substring(2) + " " : "'" + name + "'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void everyCommandHasAPageWithItsOptions(CommandLine command) throws IOException {
    assertThat(printed("man", "--out", folder.toString()))
        .matches(Pattern.quote(folder.toString()) + ": [0-9]+ pages written\\R");

    String name = command.getCommandSpec().qualifiedName("-");
    String page = Files.readString(folder.resolve(name + ".1"));

    assertThat(page).startsWith(".TH " + name.toUpperCase(java.util.Locale.ROOT) + " 1\n");
    assertThat(command.getCommandSpec().options())
        .filteredOn(option -> !option.hidden())
        .allSatisfy(option -> assertThat(page).contains(option.longestName().replace("-", "\\-")));
    assertThat(page).doesNotContain("${", "%n");
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    Path script = script("bash");
    assertThat(
            ran(
                "bash",
                "-c",
                ". "
                    + script
                    + "; COMP_WORDS=(cis-alarms syn); COMP_CWORD=1; _complete_cis-alarms 2>/dev/null;"
                    + " echo \"${COMPREPLY[@]}\"; COMP_WORDS=(cis-alarms synth --ch); COMP_CWORD=2;"
                    + " _complete_cis-alarms 2>/dev/null; echo \"${COMPREPLY[@]}\""))
        .containsExactly("synth", "--check");
  }

  @Test
  void fishCompletesCommandsAndOptions() throws Exception {
    Path script = script("fish");
    assertThat(
            ran("fish", "-N", "-c", "source " + script + "; complete -C 'cis-alarms synth --ch'"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("--check\t");
    assertThat(ran("fish", "-N", "-c", "source " + script + "; complete -C 'cis-alarms syn'"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("synth\t");
  }

  @Test
  void zshTakesTheScript() throws Exception {
    Path script = script("zsh");
    assertThat(
            ran(
                "zsh",
                "-f",
                "-c",
                "autoload -U compinit; compinit -u -D; source "
                    + script
                    + "; echo ${_comps[cis-alarms]}"))
        .last()
        .asString()
        .contains("_bash_complete");
  }

  @Test
  void namesTheShellsThatItKnows() {
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(
            new PrintWriter(new StringWriter()), new PrintWriter(err), "completion", "powershell");
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "SHELL: 'powershell' has no completion; write bash, zsh, fish\nrun 'cis-alarms completion --help' for the usage\n");
  }

  private Path script(String shell) throws IOException {
    return Files.writeString(folder.resolve("completion"), printed("completion", shell));
  }

  private static String printed(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), arguments))
        .as(err.toString())
        .isZero();
    return out.toString();
  }

  private List<String> ran(String... command) throws Exception {
    boolean there =
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, command[0])));
    assumeTrue(there, command[0] + " is not installed");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output.lines().toList();
  }
}

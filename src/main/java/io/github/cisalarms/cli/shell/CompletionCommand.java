package io.github.cisalarms.cli.shell;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms completion}: what a shell sources to complete commands and options. */
@Command(
    description = "Prints the completion script of a shell.",
    footer = {
      "",
      "bash:  source <(cis-alarms completion bash), in ~/.bashrc",
      "zsh:   source <(cis-alarms completion zsh), in ~/.zshrc after compinit",
      "fish:  cis-alarms completion fish > ~/.config/fish/completions/cis-alarms.fish"
    })
public final class CompletionCommand implements Callable<Integer> {

  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String shell;

  /** Made by picocli. */
  public CompletionCommand() {}

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new ParameterException(
          spec.commandLine(),
          "SHELL: '" + shell + "' has no completion; write " + String.join(", ", SHELLS));
    }
    CommandLine root = spec.root().commandLine();
    spec.commandLine()
        .getOut()
        .print(
            shell.equals("fish")
                ? FishCompletion.of(root)
                : AutoComplete.bash(root.getCommandName(), root));
    return 0;
  }
}

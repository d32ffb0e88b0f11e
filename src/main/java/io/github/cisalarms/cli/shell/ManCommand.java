package io.github.cisalarms.cli.shell;

import io.github.cisalarms.files.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cis-alarms man}: the manual pages, which a release carries. */
@Command(
    description = "Writes a manual page for each command.",
    footer = {"", "To read one without installing it: man -l DIR/cis-alarms-synth.1"})
public final class ManCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "man1",
      description = "Folder that gets the pages. Default: ${DEFAULT-VALUE}")
  private Path out;

  /** Made by picocli. */
  public ManCommand() {}

  @Override
  public Integer call() throws IOException {
    int pages = write(spec.root().commandLine());
    spec.commandLine().getOut().println(out + ": " + pages + " pages written");
    return 0;
  }

  private int write(CommandLine command) throws IOException {
    String name = command.getCommandSpec().qualifiedName("-");
    new GeneratedFile(out.resolve(name + ".1"), ManPage.of(command)).write();
    int pages = 1;
    for (CommandLine inner : new LinkedHashSet<>(command.getSubcommands().values())) {
      if (!inner.getCommandSpec().usageMessage().hidden()) {
        pages += write(inner);
      }
    }
    return pages;
  }
}

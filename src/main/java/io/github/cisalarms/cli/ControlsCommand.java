package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.Controls;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cis-alarms controls}: the catalog. */
@Command(name = "controls", description = "Lists the controls.")
final class ControlsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Controls.all().forEach(control -> out.println(control.slug() + "  " + control.title()));
    return 0;
  }
}

package io.github.cisalarms.cli;

import io.github.cisalarms.module.TerraformModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cis-alarms module}: the reusable module, and whether it drifted. */
@Command(
    name = "module",
    description = "Generates the reusable Terraform module, or checks that it is up to date.")
final class ModuleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "modules/cis-alarms",
      description = "Folder of the module. Default: ${DEFAULT-VALUE}")
  private Path folder;

  @Option(
      names = "--check",
      description = "Writes nothing; exits with 1 if the folder is not what would be generated.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    TerraformModule module = TerraformModule.generate();
    List<String> stale = check ? module.staleFiles(folder) : module.writeTo(folder);
    if (stale.isEmpty()) {
      out.println(folder + " is up to date");
      return 0;
    }
    stale.forEach(name -> out.println((check ? "stale    " : "written  ") + folder.resolve(name)));
    if (check) {
      spec.commandLine().getErr().println("run 'cis-alarms module', read the diff, commit it");
      return 1;
    }
    return 0;
  }
}

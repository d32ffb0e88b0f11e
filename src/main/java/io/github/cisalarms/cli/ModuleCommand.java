package io.github.cisalarms.cli;

import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.module.TerraformModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cis-alarms module}: the reusable module, and whether it drifted. */
@Command(description = "Generates the reusable Terraform module, or checks that it is up to date.")
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

  @Option(
      names = "--json",
      description = "Prints as JSON the folder and the files written, or with --check stale.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (check && !Files.isDirectory(folder)) {
      throw new IOException(folder + ": there is no such folder; name the module's with --out");
    }
    PrintWriter out = spec.commandLine().getOut();
    TerraformModule module = TerraformModule.generate();
    List<String> stale = check ? module.staleFiles(folder) : module.writeTo(folder);
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("folder", folder.toString().replace('\\', '/'));
      result.put(check ? "stale" : "written", stale);
      out.print(IndentedJson.print(result));
    } else if (stale.isEmpty()) {
      out.print(folder + " is up to date\n");
    } else {
      String what = check ? "stale    " : "written  ";
      stale.forEach(name -> out.print(what + folder.resolve(name) + "\n"));
    }
    if (check && !stale.isEmpty()) {
      spec.commandLine().getErr().println("run 'cis-alarms module', read the diff, commit it");
      return 1;
    }
    return 0;
  }
}

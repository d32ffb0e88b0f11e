package io.github.cisalarms.cli;

import io.github.cisalarms.fleet.ConfigSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cis-alarms schema}: what an editor needs to help with the configuration file. */
@Command(
    description = "Prints the JSON Schema of cis-alarms.yaml, for editors.",
    footer = {
      "",
      "Editors with the YAML language server take it from a comment at the top of the file:",
      "# yaml-language-server: $$schema=./cis-alarms.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ConfigSchema.text());
    return 0;
  }
}

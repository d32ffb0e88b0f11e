package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.CheckerRule;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.ControlsMarkdown;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.cli.control.ControlJson;
import io.github.cisalarms.cli.control.ControlText;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.report.Display;
import io.github.cisalarms.report.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms controls}: the catalog. */
@Command(
    description = "Lists the controls, or explains one.",
    subcommands = {ControlsCommand.ShowCommand.class})
final class ControlsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup private Format format = new Format();

  @Option(
      names = "--benchmark",
      paramLabel = "VERSION",
      description = "Only the controls of this CIS AWS Foundations version, such as 5.0.")
  private Optional<String> benchmark = Optional.empty();

  private static final class Format {
    @Option(names = "--json", description = "Prints everything known of each control as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Prints the document CONTROLS.md.")
    private boolean markdown;
  }

  @Override
  public Integer call() {
    Selection selection = benchmark.map(Selection::ofBenchmark).orElseGet(Selection::all);
    PrintWriter out = spec.commandLine().getOut();
    if (format.json) {
      out.print(IndentedJson.print(selection.controls().stream().map(ControlJson::of).toList()));
    } else if (format.markdown) {
      out.print(ControlsMarkdown.of(selection.controls()));
    } else {
      table(selection).lines(Display.ofStandardOutput()).forEach(line -> out.print(line + "\n"));
    }
    return 0;
  }

  private static Table table(Selection selection) {
    return new Table(
        List.of(
            "CONTROL",
            selection.benchmark().map(version -> "CIS " + version).orElse("CIS"),
            "SECURITY HUB",
            "TITLE"),
        selection.controls().stream()
            .map(
                control ->
                    List.of(
                        control.slug(),
                        sections(control, selection.benchmark()),
                        control.rule(Checker.SECURITY_HUB).map(CheckerRule::name).orElse("-"),
                        control.title()))
            .toList());
  }

  private static String sections(Control control, Optional<String> version) {
    return version
        .map(control.benchmarks()::get)
        .orElseGet(
            () ->
                control.benchmarks().values().stream()
                    .distinct()
                    .collect(Collectors.joining(", ")));
  }

  /** {@code cis-alarms controls show}: one control. */
  @Command(
      name = "show",
      description =
          "Explains one control: what it watches, its patterns, who accepts which, and a query for"
              + " the events behind an alarm.")
  static final class ShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SLUG", description = "A control, such as console-signin-without-mfa.")
    private String slug;

    @Option(names = "--json", description = "Prints the same as JSON.")
    private boolean json;

    @Override
    public Integer call() {
      Control control = Controls.require(slug);
      PrintWriter out = spec.commandLine().getOut();
      out.print(
          json
              ? IndentedJson.print(ControlJson.of(control))
              : ControlText.of(control, Display.ofStandardOutput()));
      return 0;
    }
  }
}

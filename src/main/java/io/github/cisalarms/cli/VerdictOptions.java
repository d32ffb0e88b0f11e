package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.report.Display;
import io.github.cisalarms.report.FleetJson;
import io.github.cisalarms.report.FleetMarkdown;
import io.github.cisalarms.report.FleetText;
import io.github.cisalarms.report.JsonReport;
import io.github.cisalarms.report.JunitReport;
import io.github.cisalarms.report.MarkdownReport;
import io.github.cisalarms.report.SarifReport;
import io.github.cisalarms.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a verdict is printed, and into which files it is written besides. */
final class VerdictOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Output output = new Output();

  private static final class Output {
    @Option(names = "--json", description = "Prints the verdicts as JSON.")
    private boolean json;

    @Option(
        names = "--markdown",
        description = "Prints a comment for a pull request, under 60,000 characters.")
    private boolean markdown;

    @Option(names = "--sarif", description = "Prints SARIF 2.1.0, for code scanning.")
    private boolean sarif;

    @Option(names = "--junit", description = "Prints JUnit XML, for pipelines.")
    private boolean junit;

    private Format format() {
      return json
          ? Format.json
          : markdown ? Format.markdown : sarif ? Format.sarif : junit ? Format.junit : Format.text;
    }
  }

  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      description =
          "Also writes a report into a file: text, json, markdown, sarif or junit. Can be given"
              + " several times.")
  private List<String> reports = List.of();

  /** The reports, by the names that the command line gives them. */
  private enum Format {
    text,
    json,
    markdown,
    sarif,
    junit;

    private static Format of(String name) {
      return Arrays.stream(values())
          .filter(format -> format.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new UnknownNameException(
                      "format", name, Arrays.stream(values()).map(Format::name).toList()));
    }

    private String print(Verdict verdict, Display display) {
      return switch (this) {
        case text -> TextReport.of(verdict, display);
        case json -> IndentedJson.print(JsonReport.of(verdict));
        case markdown -> MarkdownReport.of(verdict);
        case sarif -> SarifReport.of(verdict);
        case junit -> JunitReport.of(verdict);
      };
    }

    private String print(FleetVerdict fleet, Display display) {
      return switch (this) {
        case text -> FleetText.of(fleet, display);
        case json -> IndentedJson.print(FleetJson.of(fleet));
        case markdown -> FleetMarkdown.of(fleet);
        case sarif -> SarifReport.of(fleet);
        case junit -> JunitReport.of(fleet);
      };
    }
  }

  /**
   * Finds out whether the reports can be written; to be asked before the verdict is made, so that
   * none is written if one of them can't be.
   */
  Reports reports() throws IOException {
    Map<Path, Format> files = new LinkedHashMap<>();
    for (String report : reports) {
      int equals = report.indexOf('=');
      if (equals < 1 || equals == report.length() - 1) {
        throw new WrongOption(
            spec,
            "--report",
            "'"
                + report
                + "' is no format with a file; write FORMAT=FILE, as in sarif=review.sarif");
      }
      try {
        files.put(Path.of(report.substring(equals + 1)), Format.of(report.substring(0, equals)));
      } catch (IllegalArgumentException e) {
        throw new WrongOption(spec, "--report", e);
      }
    }
    for (Path file : files.keySet()) {
      GeneratedFile.requireFile(file);
    }
    return new Reports(spec, output.format(), files);
  }

  /** Where a verdict goes. */
  static final class Reports {
    private final CommandSpec spec;
    private final Format printed;
    private final Map<Path, Format> files;

    private Reports(CommandSpec spec, Format printed, Map<Path, Format> files) {
      this.spec = spec;
      this.printed = printed;
      this.files = files;
    }

    /**
     * Writes the files, then prints.
     *
     * @return the exit code: 0 if compliant, else 1
     */
    int write(Verdict verdict) throws IOException {
      write((format, display) -> format.print(verdict, display));
      return verdict.compliant() ? 0 : 1;
    }

    /**
     * Writes the files, then prints.
     *
     * @return the exit code: 0 if compliant, 1 if not, 2 if no account could be read
     */
    int write(FleetVerdict fleet) throws IOException {
      write((format, display) -> format.print(fleet, display));
      return fleet.compliant() ? 0 : fleet.nothingRead() ? 2 : 1;
    }

    private void write(BiFunction<Format, Display, String> verdict) throws IOException {
      for (Map.Entry<Path, Format> file : files.entrySet()) {
        new GeneratedFile(file.getKey(), verdict.apply(file.getValue(), Display.PLAIN)).write();
      }
      spec.commandLine().getOut().print(verdict.apply(printed, Display.ofStandardOutput()));
    }
  }
}

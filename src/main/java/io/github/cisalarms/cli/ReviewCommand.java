package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.plan.TerraformPlan;
import io.github.cisalarms.report.JsonReport;
import io.github.cisalarms.report.JunitReport;
import io.github.cisalarms.report.MarkdownReport;
import io.github.cisalarms.report.SarifReport;
import io.github.cisalarms.report.TextReport;
import io.github.cisalarms.review.Review;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms review}: the verdict on a plan. */
@Command(
    name = "review",
    description = {
      "Judges a Terraform or OpenTofu plan, or a state: whether each control still detects, alarms"
          + " and notifies, what each checker will say, and what the plan changes in that.",
      "Exit code: 0 compliant, 1 not, 2 the input is no plan."
    })
final class ReviewCommand implements Callable<Integer> {

  private static final String STDIN = "-";
  private static final String NO_CHECKER = "none";

  /** What to do about a second plan. */
  static final String ONE_PLAN = "one plan is taken at a time: run it once for each";

  private static final Pattern SLUG_AND_EVENTS = Pattern.compile("([^=]+)=([1-9][0-9]{0,8})");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PLAN.json",
      description =
          "What 'terraform show -json' or 'tofu show -json' printed; - for standard input.")
  private String plan;

  @ArgGroup private Output output = new Output();

  @ArgGroup private Choice choice = new Choice();

  @Option(
      names = "--except",
      split = ",",
      paramLabel = "SLUG",
      description =
          "Controls that need not hold, such as organizations-changes in an account that does not"
              + " manage the organization.")
  private List<String> excepted = List.of();

  @Option(
      names = "--checker",
      split = ",",
      paramLabel = "CHECKER",
      description =
          "Whose verdict has to be a pass: cis, security-hub, prowler, steampipe or none, separated"
              + " by commas. Default: cis,prowler. That events are detected, alarm and notify"
              + " always has to hold.")
  private List<String> checkers = List.of();

  @Option(
      names = "--log-group",
      split = ",",
      paramLabel = "NAME",
      description =
          "Log group that the trail writes to, if the trail is not in the plan. Whoever names it"
              + " vouches for the trail.")
  private List<String> logGroups = List.of();

  @Option(
      names = "--allow-unknown",
      description =
          "What the plan can't tell, such as the subscribers of a topic outside of it, counts as"
              + " compliant.")
  private boolean allowUnknown;

  @Option(
      names = "--allow-events",
      split = ",",
      paramLabel = "SLUG=N",
      description =
          "How many events the alarm of a control may take to go off, such as"
              + " unauthorized-api-calls=10. Default: 1. What that allows is shown.")
  private List<String> allowedEvents = List.of();

  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      description =
          "Also writes a report into a file: text, json, markdown, sarif or junit. Can be given"
              + " several times.")
  private List<String> reports = List.of();

  private static final class Choice {
    @Option(
        names = "--require",
        split = ",",
        paramLabel = "SLUG",
        description = "Controls that have to hold, separated by commas. Default: all.")
    private List<String> required = List.of();

    @Option(
        names = "--benchmark",
        paramLabel = "VERSION",
        description = "The controls of this CIS AWS Foundations version have to hold, such as 5.0.")
    private Optional<String> benchmark = Optional.empty();
  }

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

    private String print(Verdict review) {
      return switch (this) {
        case text -> TextReport.of(review);
        case json -> IndentedJson.print(JsonReport.of(review));
        case markdown -> MarkdownReport.of(review);
        case sarif -> SarifReport.of(review);
        case junit -> JunitReport.of(review);
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    Requirements requirements = requirements();
    Map<Path, Format> files = reports();
    for (Path file : files.keySet()) {
      GeneratedFile.requireFile(file);
    }
    Verdict review = Review.of(read(), requirements);
    for (Map.Entry<Path, Format> file : files.entrySet()) {
      new GeneratedFile(file.getKey(), file.getValue().print(review)).write();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(output.format().print(review));
    return review.compliant() ? 0 : 1;
  }

  private Requirements requirements() {
    Selection selection = selection();
    Set<Checker> required = requiredCheckers();
    Map<String, Integer> allowed = allowedEvents();
    try {
      return new Requirements(selection, required, logGroups, allowUnknown, allowed);
    } catch (IllegalArgumentException e) {
      throw wrong("--log-group", e);
    }
  }

  private Map<Path, Format> reports() {
    Map<Path, Format> files = new LinkedHashMap<>();
    for (String report : reports) {
      int equals = report.indexOf('=');
      if (equals < 1 || equals == report.length() - 1) {
        throw new ParameterException(
            spec.commandLine(),
            "--report: '"
                + report
                + "' is no format with a file; write FORMAT=FILE, as in sarif=review.sarif");
      }
      try {
        files.put(Path.of(report.substring(equals + 1)), Format.of(report.substring(0, equals)));
      } catch (IllegalArgumentException e) {
        throw wrong("--report", e);
      }
    }
    return files;
  }

  private ParameterException wrong(String option, IllegalArgumentException exception) {
    return new ParameterException(
        spec.commandLine(), option + ": " + exception.getMessage(), exception);
  }

  private Selection selection() {
    Selection chosen = chosen();
    Selection left;
    try {
      left = chosen.without(excepted);
    } catch (UnknownNameException e) {
      throw wrong("--except", e);
    }
    if (left.controls().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--except: nothing is left that has to hold; except fewer controls, or require more");
    }
    return left;
  }

  private Selection chosen() {
    if (choice.benchmark.isPresent()) {
      return Selection.ofBenchmark(choice.benchmark.get());
    }
    try {
      return choice.required.isEmpty() ? Selection.all() : Selection.parse(choice.required);
    } catch (IllegalArgumentException e) {
      throw wrong("--require", e);
    }
  }

  private Set<Checker> requiredCheckers() {
    if (checkers.isEmpty()) {
      return Checker.defaults();
    }
    if (checkers.equals(List.of(NO_CHECKER))) {
      return Set.of();
    }
    if (checkers.contains(NO_CHECKER)) {
      throw new ParameterException(
          spec.commandLine(),
          "--checker: 'none' stands for no checker at all: write it alone, or write checkers");
    }
    try {
      return checkers.stream()
          .map(Checker::of)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Checker.class)));
    } catch (UnknownNameException e) {
      throw wrong("--checker", e);
    }
  }

  private Map<String, Integer> allowedEvents() {
    Map<String, Integer> allowed = new LinkedHashMap<>();
    for (String each : allowedEvents) {
      Matcher matcher = SLUG_AND_EVENTS.matcher(each);
      if (!matcher.matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "--allow-events: '"
                + each
                + "' is no control with a number of events from 1 to 999999999; write SLUG=N, as in"
                + " unauthorized-api-calls=10");
      }
      try {
        allowed.put(Controls.require(matcher.group(1)).slug(), Integer.valueOf(matcher.group(2)));
      } catch (UnknownNameException e) {
        throw wrong("--allow-events", e);
      }
    }
    return allowed;
  }

  private TerraformPlan read() throws IOException {
    if (plan.equals(STDIN)) {
      return TerraformPlan.read("standard input", System.in);
    }
    if (Files.isDirectory(Path.of(plan))) {
      throw new FileSystemException(
          plan, null, "is a folder; name the file in it that has the plan as JSON");
    }
    try (InputStream in = Files.newInputStream(Path.of(plan))) {
      return TerraformPlan.read(plan, in);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // What a stream says, such as "Is a directory", doesn't name the file.
      throw new IOException(plan + ": " + e.getMessage(), e);
    }
  }
}

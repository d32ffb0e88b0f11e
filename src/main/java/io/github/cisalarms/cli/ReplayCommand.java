package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.TreatMissingData;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.StackAlarms;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.replay.HtmlReport;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayAlarm;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.TrailSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cis-alarms replay}: what the alarms would have done on a trail. */
@Command(
    name = "replay",
    description = {
      "Runs the alarms over CloudTrail files: how many events match, when each alarm would have"
          + " gone off, who caused it, and what another variant or threshold would change.",
      "",
      "Files may be gzipped; folders are searched at any depth. Of AWS nothing is asked but the"
          + " objects of an s3:// path, with the permissions s3:ListBucket and s3:GetObject.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all files were read",
      "2:something could not be read, all else was and is in the result; there was no event at all;"
          + " or the usage is wrong"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final int PROBLEMS_SHOWN = 20;
  private static final int DOWNLOADS_PER_CORE = 4;
  private static final String NO_CONTROLS = "none";
  private static final List<String> CHOICE =
      List.of(
          "--controls",
          "--checkers",
          "--variant",
          "--threshold",
          "--period",
          "--evaluation-periods",
          "--datapoints-to-alarm",
          "--treat-missing-data");
  private static final Pattern NAME_AND_PATTERN =
      Pattern.compile("([A-Za-z0-9_-]+)=(.+)", Pattern.DOTALL);

  @Spec private CommandSpec spec;

  @Mixin private TrailOptions trail;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Takes the alarms of a configuration file such as cis-alarms.yaml, as they would be"
              + " deployed, instead of those that the options below choose.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "With --config: the stack, if the file has several that differ.")
  private Optional<String> stack = Optional.empty();

  @Option(
      names = "--controls",
      paramLabel = "CONTROL",
      split = ",",
      description =
          "Which controls: all, a benchmark version such as 5.0, slugs, or none. Default: all")
  private List<String> controls = List.of(Selection.ALL);

  @Option(
      names = "--checkers",
      paramLabel = "CHECKER",
      split = ",",
      description =
          "Takes the variants that these checkers accept: cis, security-hub, prowler, steampipe."
              + " Default: cis,prowler")
  private List<String> checkers = List.of();

  @Option(
      names = "--variant",
      paramLabel = "SLUG=NAME",
      description = "Takes this variant of a control. May be repeated.")
  private Map<String, String> variants = new LinkedHashMap<>();

  @Option(
      names = "--pattern",
      paramLabel = "NAME=PATTERN",
      description =
          "Adds an alarm with a pattern of your own, such as"
              + " 'logins={ $.eventName = \"ConsoleLogin\" }'. May be repeated.")
  private List<String> patterns = List.of();

  @Option(names = "--threshold", paramLabel = "N", description = "Of all alarms. Default: 1")
  private double threshold = AlarmSettings.DEFAULT.threshold();

  @Option(names = "--period", paramLabel = "SECONDS", description = "Of all alarms. Default: 300")
  private int period = AlarmSettings.DEFAULT.period();

  @Option(
      names = "--evaluation-periods",
      paramLabel = "N",
      description = "Of all alarms. Default: 1")
  private int evaluationPeriods = AlarmSettings.DEFAULT.evaluationPeriods();

  @Option(
      names = "--datapoints-to-alarm",
      paramLabel = "M",
      description = "Of all alarms. Default: all evaluation periods")
  private Optional<Integer> datapointsToAlarm = Optional.empty();

  @Option(
      names = "--treat-missing-data",
      paramLabel = "HOW",
      description =
          "Of all alarms: notBreaching, breaching, ignore, missing. Default: notBreaching")
  private String treatMissingData = AlarmSettings.DEFAULT.treatMissingData().value();

  @Option(
      names = "--no-default-value",
      description = "As if the filters had no default_value = 0, as many older ones don't.")
  private boolean noDefaultValue;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes a report to be shown: one page that needs nothing else.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many files are read at a time. Default: one per core, four from S3")
  private Optional<Integer> threads = Optional.empty();

  @ArgGroup private Format format = new Format();

  private static final class Format {
    @Option(names = "--json", description = "Prints everything that was found as JSON.")
    private boolean json;

    @Option(names = "--csv", description = "Prints the table as comma-separated values.")
    private boolean csv;
  }

  @Override
  public Integer call() throws IOException {
    List<TrailSource> sources = trail.sources();
    Replay replay = Replay.of(alarms()).selection(trail.selection(Clock.systemUTC()));
    if (trail.account().isPresent()) {
      replay = replay.account(trail.account().get());
    }
    if (trail.isRemote()) {
      // Most of the time of a download is waiting: others scan meanwhile.
      replay = replay.threads(DOWNLOADS_PER_CORE * Runtime.getRuntime().availableProcessors());
    }
    if (threads.isPresent()) {
      replay = replay.threads(threads.get());
    }
    if (System.console() != null) {
      replay = replay.progress(new ReplayProgress(spec.commandLine().getErr()));
    }
    ReplayResult result = replay.runOn(sources);
    if (html.isPresent()) {
      new GeneratedFile(html.get(), HtmlReport.of(result)).write();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format.json) {
      out.print(IndentedJson.print(ReplayJson.of(result)));
    } else if (format.csv) {
      out.print(ReplayCsv.of(result));
    } else {
      out.print(ReplayText.of(result));
    }
    printProblems(result);
    return result.problemCount() == 0 && result.events() > 0 ? 0 : 2;
  }

  private void printProblems(ReplayResult result) {
    PrintWriter err = spec.commandLine().getErr();
    result.problems().stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(problem -> err.println(ReplayText.printable(problem.toString())));
    if (result.problemCount() > PROBLEMS_SHOWN) {
      err.println(
          "and "
              + (result.problemCount() - PROBLEMS_SHOWN)
              + " further problems; --json lists up to a thousand");
    }
    if (result.events() == 0 && result.otherAccounts() > 0) {
      err.println(
          "there is no event of account "
              + trail.account().orElseThrow()
              + "; of other accounts: "
              + result.otherAccounts());
    } else if (result.events() == 0 && result.problemCount() == 0) {
      err.println("there are no events in the files");
    }
  }

  private List<ReplayAlarm> alarms() {
    List<ReplayAlarm> alarms =
        new ArrayList<>(config.isPresent() ? configured(config.get()) : chosen());
    for (String pattern : patterns) {
      ReplayAlarm own = ownPattern(pattern, settings());
      if (alarms.stream().anyMatch(alarm -> alarm.name().equals(own.name()))) {
        throw new ParameterException(
            spec.commandLine(),
            "--pattern " + own.name() + ": there is an alarm of that name; choose another name");
      }
      alarms.add(own);
    }
    if (alarms.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "nothing to replay: name controls or a --pattern");
    }
    return noDefaultValue ? alarms.stream().map(ReplayAlarm::withoutDefaultValue).toList() : alarms;
  }

  private List<ReplayAlarm> chosen() {
    if (stack.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--stack needs --config");
    }
    variants.keySet().forEach(Controls::require);
    AlarmSettings settings = settings();
    return selected().stream()
        .flatMap(control -> filters(control).stream())
        .map(filter -> ReplayAlarm.of(filter, settings))
        .toList();
  }

  private List<ReplayAlarm> configured(Path file) {
    for (String option : CHOICE) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(), option + " and --config: the file says that; use one of the two");
      }
    }
    return stack(file, FleetConfig.read(file).alarms()).alarms().stream()
        .map(ReplayCommand::configured)
        .toList();
  }

  private StackAlarms stack(Path file, List<StackAlarms> stacks) {
    List<String> names = stacks.stream().map(StackAlarms::stack).toList();
    if (stack.isPresent()) {
      return stacks.stream()
          .filter(candidate -> candidate.stack().equals(stack.get()))
          .findFirst()
          .orElseThrow(() -> new UnknownNameException("stack", stack.get(), names));
    }
    if (stacks.stream().map(StackAlarms::alarms).distinct().count() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          file
              + " has stacks with different alarms: name one with --stack, such as "
              + names.get(0));
    }
    return stacks.get(0);
  }

  private static ReplayAlarm configured(StackAlarms.Alarm alarm) {
    return alarm
        .pattern()
        .map(
            own ->
                ReplayAlarm.of(
                    alarm.filter().control(), FilterPattern.parse(own), alarm.settings()))
        .orElseGet(() -> ReplayAlarm.of(alarm.filter(), alarm.settings()));
  }

  private List<Control> selected() {
    if (controls.equals(List.of(NO_CONTROLS))) {
      return List.of();
    }
    return usage(() -> Selection.parse(controls)).controls();
  }

  private List<ControlFilter> filters(Control control) {
    String variant = variants.get(control.slug());
    return variant == null
        ? control.reading(wantedCheckers()).filters()
        : List.of(ControlFilter.first(control, control.requireVariant(variant)));
  }

  private Set<Checker> wantedCheckers() {
    Set<Checker> wanted = EnumSet.noneOf(Checker.class);
    checkers.forEach(id -> wanted.add(Checker.of(id)));
    return wanted.isEmpty() ? Checker.defaults() : wanted;
  }

  private ReplayAlarm ownPattern(String nameAndPattern, AlarmSettings settings) {
    Matcher matcher = NAME_AND_PATTERN.matcher(nameAndPattern);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--pattern "
              + nameAndPattern
              + ": write NAME=PATTERN with a name of letters, digits, '_' and '-', as in"
              + " 'logins={ $.eventName = \"ConsoleLogin\" }'");
    }
    return ReplayAlarm.of(matcher.group(1), FilterPattern.parse(matcher.group(2)), settings);
  }

  private AlarmSettings settings() {
    TreatMissingData treat =
        TreatMissingData.of(treatMissingData)
            .orElseThrow(
                () ->
                    new UnknownNameException(
                        "treatment of missing data",
                        treatMissingData,
                        Arrays.stream(TreatMissingData.values())
                            .map(TreatMissingData::value)
                            .toList()));
    return usage(
        () -> new AlarmSettings(threshold, period, evaluationPeriods, datapointsToAlarm, treat));
  }

  /** Values that don't go together are a mistake of usage. */
  private <T> T usage(Supplier<T> values) {
    try {
      return values.get();
    } catch (UnknownNameException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}

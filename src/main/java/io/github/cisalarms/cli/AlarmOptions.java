package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.TreatMissingData;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.StackAlarms;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.replay.ReplayAlarm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Which alarms are replayed: those of a configuration file, or chosen controls and patterns. The
 * options that have to do with alarms, of all programs that replay a trail.
 */
public final class AlarmOptions {

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

  @Spec(Target.MIXEE)
  private CommandSpec spec;

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

  /**
   * The alarms.
   *
   * @throws ParameterException if options don't go together, or there is no alarm
   */
  public List<ReplayAlarm> alarms() {
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
        .map(AlarmOptions::configured)
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

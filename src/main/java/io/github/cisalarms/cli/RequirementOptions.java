package io.github.cisalarms.cli;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.verdict.Requirements;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What has to hold, for every command that gives a verdict. */
final class RequirementOptions {

  private static final String NO_CHECKER = "none";
  private static final Pattern SLUG_AND_EVENTS =
      Pattern.compile("([^=]+)=([1-9][0-9]{0,8})(?:/([1-9][0-9]{0,4})([smhd]))?");

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Choice choice = new Choice();

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
      names = "--allow-unknown",
      description =
          "What can't be known, such as the subscribers of a topic that is not to be seen, counts"
              + " as compliant.")
  private boolean allowUnknown;

  @Option(
      names = "--allow-events",
      split = ",",
      paramLabel = "SLUG=N[/TIME]",
      description =
          "How many events the alarm of a control may take to go off, and within which time it has"
              + " to count them, such as unauthorized-api-calls=10/15m. Default: 1. What that"
              + " allows is shown.")
  private List<String> allowedEvents = List.of();

  /** What has to hold, with nothing said about log groups. */
  Requirements requirements() {
    return new Requirements(selection(), requiredCheckers(), List.of(), allowUnknown, allowances());
  }

  private Selection selection() {
    Selection chosen = chosen();
    Selection left;
    try {
      left = chosen.without(excepted);
    } catch (UnknownNameException e) {
      throw new WrongOption(spec, "--except", e);
    }
    if (left.controls().isEmpty()) {
      throw new WrongOption(
          spec,
          "--except",
          "nothing is left that has to hold; except fewer controls, or require more");
    }
    return left;
  }

  private Selection chosen() {
    if (choice.benchmark.isPresent()) {
      try {
        return Selection.ofBenchmark(choice.benchmark.get());
      } catch (UnknownNameException e) {
        throw new WrongOption(spec, "--benchmark", e);
      }
    }
    try {
      return choice.required.isEmpty() ? Selection.all() : Selection.parse(choice.required);
    } catch (IllegalArgumentException e) {
      throw new WrongOption(spec, "--require", e);
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
      throw new WrongOption(
          spec,
          "--checker",
          "'none' stands for no checker at all: write it alone, or write checkers");
    }
    try {
      return checkers.stream()
          .map(Checker::of)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Checker.class)));
    } catch (UnknownNameException e) {
      throw new WrongOption(spec, "--checker", e);
    }
  }

  private Map<String, Allowance> allowances() {
    Map<String, Allowance> allowed = new LinkedHashMap<>();
    for (String each : allowedEvents) {
      Matcher matcher = SLUG_AND_EVENTS.matcher(each);
      if (!matcher.matches()) {
        throw new WrongOption(
            spec,
            "--allow-events",
            "'"
                + each
                + (each.contains("/")
                    ? "' is no control with a number of events and a time; write SLUG=N/TIME, as in"
                        + " unauthorized-api-calls=10/15m, with s, m, h or d as the unit"
                    : "' is no control with a number of events from 1 to 999999999; write SLUG=N,"
                        + " as in unauthorized-api-calls=10"));
      }
      try {
        allowed.put(
            Controls.require(matcher.group(1)).slug(),
            new Allowance(Integer.parseInt(matcher.group(2)), time(matcher)));
      } catch (UnknownNameException e) {
        throw new WrongOption(spec, "--allow-events", e);
      }
    }
    return allowed;
  }

  private static Optional<Duration> time(Matcher matcher) {
    return Optional.ofNullable(matcher.group(3))
        .map(Long::valueOf)
        .map(
            count ->
                switch (matcher.group(4)) {
                  case "s" -> Duration.ofSeconds(count);
                  case "m" -> Duration.ofMinutes(count);
                  case "h" -> Duration.ofHours(count);
                  default -> Duration.ofDays(count);
                });
  }
}

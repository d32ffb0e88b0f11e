package io.github.cisalarms.cli;

import io.github.cisalarms.account.AccountChain;
import io.github.cisalarms.account.AccountReader;
import io.github.cisalarms.account.Operation;
import io.github.cisalarms.account.Reading;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.cli.value.LogGroupName;
import io.github.cisalarms.cli.value.RegionCode;
import io.github.cisalarms.drill.Drill;
import io.github.cisalarms.drill.DrillPlan;
import io.github.cisalarms.drill.DrillPolicy;
import io.github.cisalarms.drill.DrillResult;
import io.github.cisalarms.drill.DrillSettings;
import io.github.cisalarms.drill.report.DrillAnnouncement;
import io.github.cisalarms.drill.report.DrillJson;
import io.github.cisalarms.drill.report.DrillJunit;
import io.github.cisalarms.drill.report.DrillProgress;
import io.github.cisalarms.drill.report.DrillText;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.resource.StackResources;
import io.github.cisalarms.report.Display;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cis-alarms drill}: every alarm is seen to go off, and to arrive. */
@Command(
    description = {
      "Sets the alarms of an account off and watches: does the filter match, does the alarm go off,"
          + " does its action succeed, does the message arrive, and how long does it take.",
      "",
      "This pages people. It writes marked events into the trail's log group, unless"
          + " --without-events; it says whom it will reach, and asks before it begins.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that was asked for was seen",
      "1:something was not seen, or is wrong beside, such as a topic without subscriber",
      "2:nothing was done: nobody agreed, the account does not answer, or the usage is wrong"
    })
final class DrillCommand implements Callable<Integer> {

  private static final String DEFAULT_CONFIG = "cis-alarms.yaml";

  /** A message names so many stacks. */
  private static final int NAMED = 5;

  @Spec private CommandSpec spec;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile of ~/.aws/config. Default: AWS_PROFILE, else default")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      converter = RegionCode.class,
      description =
          "Where the alarms are. Default: the stack's, else AWS_REGION,"
              + " AWS_DEFAULT_REGION or the profile's")
  private Optional<String> region = Optional.empty();

  @Option(
      names = "--log-group",
      split = ",",
      paramLabel = "NAME",
      converter = LogGroupName.class,
      description =
          "The log group whose filters are drilled. Default: those that the account's trails"
              + " write to.")
  private List<String> logGroups = List.of();

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "A stack of the configuration file: its account, region, log group and controls.")
  private Optional<String> stackName = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration file; it needs no --stack if it has one stack. Default for --stack:"
              + " cis-alarms.yaml")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--controls",
      split = ",",
      paramLabel = "SLUG",
      description =
          "Controls to drill: slugs, or a benchmark version such as 5.0. Default: those of the"
              + " stack, else all.")
  private List<String> controls = List.of();

  @Option(
      names = "--without-events",
      description =
          "Writes no events: the alarms' states are set, so that actions and messages alone are"
              + " tested.")
  private boolean withoutEvents;

  @Option(
      names = "--receive",
      description =
          "Subscribes a queue to the topics and sees the messages arrive; it is removed again.")
  private boolean receive;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many controls are drilled at a time. Default: ${DEFAULT-VALUE}")
  private int parallel;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description =
          "How long each step is waited for, beyond what the alarm's periods take. Default:"
              + " ${DEFAULT-VALUE}")
  private int wait;

  @Option(names = "--yes", description = "Begins without asking.")
  private boolean yes;

  @Option(
      names = "--iam-policy",
      description =
          "Prints the IAM policy that a drill with these options needs, and does no more.")
  private boolean iamPolicy;

  @ArgGroup private Format format = new Format();

  private static final class Format {
    @Option(names = "--json", description = "Prints what was seen as JSON.")
    private boolean json;

    @Option(names = "--junit", description = "Prints it as JUnit XML, for pipelines.")
    private boolean junit;

    private String print(DrillResult result) {
      return json
          ? IndentedJson.print(DrillJson.of(result))
          : junit ? DrillJunit.of(result) : DrillText.of(result, Display.ofStandardOutput());
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (parallel < 1) {
      throw new WrongOption(spec, "--parallel", "'" + parallel + "': write a number from 1");
    }
    if (wait < 1) {
      throw new WrongOption(spec, "--wait", "'" + wait + "': write a number of seconds from 1");
    }
    Optional<StackResources> stack = stack();
    List<String> named = stack.map(each -> List.of(each.logGroupName())).orElse(logGroups);
    DrillSettings settings =
        new DrillSettings(!withoutEvents, receive, parallel, Duration.ofSeconds(wait));
    if (iamPolicy) {
      spec.commandLine()
          .getOut()
          .print(IndentedJson.print(DrillPolicy.of(Operation.permissions(), settings, named)));
      return 0;
    }
    return drill(stack, named, chosen(stack), settings);
  }

  private int drill(
      Optional<StackResources> stack,
      List<String> named,
      List<Control> chosen,
      DrillSettings settings)
      throws InterruptedException {
    AwsAccess access =
        AwsAccess.of(new AwsSettings(profile, region.or(() -> stack.map(StackResources::region))));
    Drill drill = Drill.in(access);
    stack.ifPresent(each -> requireAccount(each, drill.account()));
    Reading reading = new Reading(named, any -> Optional.empty(), Clock.systemUTC());
    Infrastructure found = AccountChain.of(AccountReader.read(access, reading).requireAnything());
    DrillPlan plan = DrillPlan.of(found, drill.place(), chosen, named);
    PrintWriter err = spec.commandLine().getErr();
    DrillAnnouncement.of(drill, plan, settings).forEach(err::println);
    if (!yes) {
      ask(drill.account());
    }
    DrillProgress progress =
        new DrillProgress(
            err,
            Display.showsProgress(),
            Display.ofStandardOutput(),
            plan.alarms() + chosen.size());
    DrillResult result;
    try {
      result = drill.run(plan, settings, progress);
    } finally {
      progress.erase();
    }
    spec.commandLine().getOut().print(format.print(result));
    return result.isSeen() ? 0 : 1;
  }

  private void requireAccount(StackResources stack, String account) {
    if (!stack.accountId().equals(account)) {
      throw new WrongOption(
          spec,
          "--stack",
          stack.stack()
              + (" is of account " + stack.accountId())
              + (", and these credentials are of account " + account)
              + "; use credentials of that account, such as by --profile");
    }
  }

  /** Asks for the account's id, which nobody types by habit. */
  private void ask(String account) {
    Console console = System.console();
    if (console == null) {
      throw new ParameterException(
          spec.commandLine(),
          "nobody is there to agree: look at what is said above, then add --yes");
    }
    String typed = console.readLine("Type the id of the account to begin: ");
    if (typed == null || !typed.strip().equals(account)) {
      throw new ParameterException(spec.commandLine(), "nothing was done: that is not " + account);
    }
  }

  private Optional<StackResources> stack() {
    if (stackName.isEmpty() && config.isEmpty()) {
      return Optional.empty();
    }
    if (!logGroups.isEmpty()) {
      throw new WrongOption(
          spec, "--log-group", "the stack says which; leave it out, or leave out --stack");
    }
    Path file = config.orElse(Path.of(DEFAULT_CONFIG));
    List<StackResources> all = FleetConfig.read(file).resources();
    if (stackName.isEmpty() && all.size() == 1) {
      return Optional.of(all.get(0));
    }
    Optional<StackResources> found =
        all.stream().filter(each -> stackName.equals(Optional.of(each.stack()))).findFirst();
    if (found.isPresent()) {
      return found;
    }
    String names =
        all.stream().map(StackResources::stack).limit(NAMED).collect(Collectors.joining(", "))
            + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "");
    throw new WrongOption(
        spec,
        "--stack",
        stackName
            .map(name -> file + " has no stack '" + name + "'; it has " + names)
            .orElse(file + " has several stacks; name one: " + names));
  }

  private List<Control> chosen(Optional<StackResources> stack) {
    if (controls.isEmpty() && stack.isPresent()) {
      return stack.get().alarms().stream()
          .map(alarm -> alarm.control().control())
          .distinct()
          .toList();
    }
    try {
      return controls.isEmpty() ? Selection.all().controls() : Selection.parse(controls).controls();
    } catch (IllegalArgumentException e) {
      throw new WrongOption(spec, "--controls", e);
    }
  }
}

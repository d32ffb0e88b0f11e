package io.github.cisalarms.cli;

import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.cli.value.LogGroupName;
import io.github.cisalarms.cli.value.RegionCode;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.report.Display;
import io.github.cisalarms.who.AwsAlarms;
import io.github.cisalarms.who.Investigation;
import io.github.cisalarms.who.Question;
import io.github.cisalarms.who.WhoJson;
import io.github.cisalarms.who.WhoResult;
import io.github.cisalarms.who.WhoText;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms who}: who made an alarm go off. */
@Command(
    description = {
      "Says who made an alarm go off: finds the alarm's metric filter, its log group and pattern,"
          + " reads the events of that time, and prints who did what, from where and how often.",
      "",
      "Without a time it is that in which the alarm is on, or was on last, with what came before"
          + " it; the last hour if it never was. Nothing is written to AWS.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was somebody",
      "1:no event of that time matches",
      "2:there is no such alarm or control, the account does not answer, or the usage is wrong"
    })
final class WhoCommand implements Callable<Integer> {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int PROGRESS_EVERY = 1000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CONTROL|ALARM",
      description =
          "The name or the ARN of an alarm, also of a composite one; or a control, such as"
              + " root-account-usage.")
  private String subject;

  @ArgGroup private When when = new When();

  private static final class When {
    @Option(
        names = "--since",
        paramLabel = "TIME",
        description =
            "Events since then: 1h, 30m or 2d ago, a day, or a time in UTC such as"
                + " 2026-08-01T06:00:00Z.")
    private Optional<String> since = Optional.empty();

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description =
            "Events that may have made the alarm go off at about that time; StateChangeTime of its"
                + " message is one.")
    private Optional<String> at = Optional.empty();
  }

  @Option(
      names = "--log-group",
      paramLabel = "NAME",
      converter = LogGroupName.class,
      description =
          "Only events of this log group. Where no filter of it is for the control, the control's"
              + " own pattern is looked for.")
  private Optional<String> logGroup = Optional.empty();

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
          "Where the alarm is. Default: what its ARN says, else AWS_REGION,"
              + " AWS_DEFAULT_REGION or the profile's")
  private Optional<String> region = Optional.empty();

  @Option(names = "--json", description = "Prints all of it as JSON, with an event of each kind.")
  private boolean json;

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    Question question =
        new Question(
            subject,
            when.since.map(text -> time("--since", text, clock)),
            when.at.map(text -> time("--at", text, clock)),
            logGroup);
    AwsAccess access = AwsAccess.of(new AwsSettings(profile, region.or(question::region)));
    WhoResult result;
    try (AwsAlarms alarms = AwsAlarms.of(access)) {
      result = new Investigation(alarms, clock, progress()).answer(question);
    } finally {
      clearProgress();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? IndentedJson.print(WhoJson.of(result)) : WhoText.of(result));
    return result.events() > 0 ? 0 : 1;
  }

  private Instant time(String option, String text, Clock clock) {
    try {
      return PointInTime.parse(text, clock);
    } catch (IllegalArgumentException e) {
      throw new WrongOption(spec, option, e);
    }
  }

  private LongConsumer progress() {
    PrintWriter err = spec.commandLine().getErr();
    return read -> {
      if (Display.showsProgress() && read % PROGRESS_EVERY == 0) {
        err.print(CLEAR_LINE + read + " events read");
        err.flush();
      }
    };
  }

  private void clearProgress() {
    if (Display.showsProgress()) {
      spec.commandLine().getErr().print(CLEAR_LINE);
      spec.commandLine().getErr().flush();
    }
  }
}

package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewCommandTest {

  private static final String PLANS = "src/test/resources/io/github/cisalarms/review/plans/";
  private static final String SLUG = "console-signin-without-mfa";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "complete, 0",
    "loses-control, 1",
    "existing-topic, 1",
    "trail-of-one-region, 1",
    "pattern-without-quotes, 1",
  })
  void exitsWithOneUnlessCompliant(String plan, int exitCode) {
    assertThat(run(plan)).isEqualTo(exitCode);
  }

  @Test
  void countsWhatThePlanDoesNotTellOnlyIfAllowed() {
    assertThat(run("existing-topic", "--allow-unknown")).isZero();
    assertThat(out.toString())
        .startsWith(
            PLANS + "existing-topic.json: compliant, 0 of 1 hold, 1 unknown and let pass\n");
    assertThat(run("loses-control", "--allow-unknown")).isEqualTo(1);
  }

  @Test
  void asksOnlyTheNamedCheckers() {
    assertThat(run("pattern-without-quotes", "--checker", "prowler")).isZero();
    assertThat(run("pattern-without-quotes", "--checker", "prowler,security-hub")).isEqualTo(1);
    assertThat(run("pattern-without-quotes", "--checker", "none")).isZero();
    // Whatever checkers say, somebody has to be told.
    assertThat(run("no-action", "--checker", "prowler")).isEqualTo(1);
  }

  @Test
  void requiresAllControlsUnlessToldOtherwise() {
    assertThat(command(PLANS + "complete.json")).isEqualTo(1);
    assertThat(command(PLANS + "complete.json", "--benchmark", "5.0")).isEqualTo(1);
    assertThat(out.toString()).contains("root-account-usage").contains("organizations-changes");
  }

  @Test
  void printsJson() throws IOException {
    assertThat(run("loses-control", "--json")).isEqualTo(1);
    JsonNode printed = new ObjectMapper().readTree(out.toString());
    assertThat(printed.properties())
        .extracting(field -> field.getKey())
        .containsExactly("controls", "compliant", "losses");
    assertThat(printed.path("compliant").asBoolean()).isFalse();
    assertThat(printed.path("controls")).hasSize(15);
    JsonNode control = printed.path("controls").path(1);
    assertThat(control.path("slug").asText()).isEqualTo(SLUG);
    assertThat(control.path("detects").asText()).isEqualTo("yes");
    assertThat(control.path("alarms").asText()).isEqualTo("yes");
    assertThat(control.path("notifies").asText()).isEqualTo("no");
    assertThat(control.path("noisy").isBoolean()).isTrue();
    assertThat(control.path("change").asText()).isEqualTo("lost");
    assertThat(control.path("first_broken_link").asText()).isEqualTo("action");
    assertThat(control.path("checkers").properties())
        .extracting(checker -> checker.getKey() + " " + checker.getValue().path("verdict").asText())
        .containsExactly("cis pass", "security-hub fail", "prowler pass", "steampipe pass");
    assertThat(control.path("checkers").path("security-hub").toString())
        .isEqualTo(
            "{\"verdict\":\"fail\",\"first_broken_link\":\"filter\","
                + "\"rule\":\"PatternIsAcceptedByChecker\","
                + "\"address\":\"aws_cloudwatch_log_metric_filter.signin[0]\","
                + "\"message\":\"Security Hub (CloudWatch.3) wants another pattern; it compares the"
                + " exact text\","
                + "\"remedy\":\"use 'exclude-sso' as it is: cis-alarms controls show"
                + " console-signin-without-mfa\"}");
  }

  @Test
  void printsLossesAsJson() throws IOException {
    assertThat(run("replaces-confirmed-email", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("losses").toString())
        .isEqualTo(
            "[{\"address\":\"aws_sns_topic_subscription.oncall[0]\",\"what\":\"is replaced: a"
                + " confirmed e-mail subscription is lost, the new one has to be confirmed"
                + " again\"}]");
  }

  @Test
  void writesFurtherReportsInTheSameRun(@TempDir Path folder) throws IOException {
    Path sarif = folder.resolve("reports/review.sarif");
    Path junit = folder.resolve("reports/review.xml");
    assertThat(run("loses-control", "--report", "sarif=" + sarif, "--report", "junit=" + junit))
        .isEqualTo(1);
    assertThat(new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/results/0/ruleId").asText())
        .isEqualTo("AlarmActionsAreEnabled");
    assertThat(Files.readString(junit)).contains("tests=\"1\" failures=\"1\" skipped=\"0\"");
  }

  @Test
  void readsStandardInput() throws IOException {
    InputStream before = System.in;
    try (InputStream plan = Files.newInputStream(Path.of(PLANS + "complete.json"))) {
      System.setIn(plan);
      assertThat(command("-", "--require", SLUG)).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString()).startsWith("standard input: compliant, 1 of 1 hold\n");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThat(command("no-such-plan.json")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("no-such-plan.json: there is no such file or folder\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysWhatIsNoPlan() {
    assertThat(command("pom.xml")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "pom.xml:1:1: this is no JSON; write the plan as JSON: terraform show -json PLANFILE >"
                + " plan.json\n");
  }

  @Test
  void leavesOutWhatIsExcepted() {
    String plan = PLANS + "complete.json";
    assertThat(command(plan, "--require", SLUG + ",vpc-changes")).isEqualTo(1);
    assertThat(command(plan, "--require", SLUG + ",vpc-changes", "--except", "vpc-changes"))
        .isZero();
    assertThat(command(plan, "--except", "vpc")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--except: unknown control 'vpc': ");
  }

  @Test
  void namesTheBenchmarkThatIsUnknown() throws IOException {
    assertThat(command(PLANS + "complete.json", "--benchmark", "9")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--benchmark: unknown benchmark version '9'");
  }

  @Test
  void saysWhichControlIsUnknown() {
    assertThat(command(PLANS + "complete.json", "--require", "root-acount-usage")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "--require: unknown control 'root-acount-usage': did you mean 'root-account-usage'?");
  }

  @Test
  void showsWhatItAllows() throws IOException {
    assertThat(run("threshold-too-high", "--allow-events", SLUG + "=100")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            %sthreshold-too-high.json: compliant, 1 of 1 hold, 1 by allowance
            GAINED    console-signin-without-mfa

            CONTROL                     DETECTS  ALARMS   NOTIFIES  NOISY  CIS   SECURITY-HUB  PROWLER  STEAMPIPE  CHANGE
            console-signin-without-mfa  yes      allowed  yes       no     pass  fail          pass     pass       gained

            console-signin-without-mfa
              alarm  aws_cloudwatch_metric_alarm.signin  [AlarmFiresOnOneEvent]
                allowed: it takes 100 events to make the alarm go off, 100 are allowed
            """
                .formatted(PLANS));
  }

  @Test
  void printsWhatItAllowsAsJson() throws IOException {
    assertThat(run("threshold-too-high", "--json", "--allow-events", SLUG + "=100")).isZero();
    JsonNode control = new ObjectMapper().readTree(out.toString()).path("controls").path(1);
    assertThat(control.path("alarms").asText()).isEqualTo("yes");
    assertThat(control.path("allowed").toString())
        .isEqualTo(
            "{\"rule\":\"AlarmFiresOnOneEvent\","
                + "\"address\":\"aws_cloudwatch_metric_alarm.signin\","
                + "\"message\":\"it takes 100 events to make the alarm go off, 100 are"
                + " allowed\"}");
  }

  @Test
  void allowsNoMoreEventsThanItIsTold() {
    assertThat(run("threshold-too-high", "--allow-events", SLUG + "=99")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            """
                it takes 100 events to make the alarm go off, 99 are allowed
                -> use statistic Sum, GreaterThanOrEqualToThreshold, threshold 1, one evaluation period, missing data notBreaching, and the filter's default value 0; or, if it is meant to wait for more events: --allow-events console-signin-without-mfa=100
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "100/5m, 0, it takes 100 events within 5m to make the alarm go off; 100 within 5m are allowed",
    "100/1h, 0, it takes 100 events within 5m to make the alarm go off; 100 within 1h are allowed",
    "100/1m, 1, it takes 100 events within 5m to make the alarm go off; 100 within 1m are allowed",
    "100/299s, 1, it takes 100 events within 5m to make the alarm go off; 100 within 299s are allowed",
    "99/1d, 1, it takes 100 events within 5m to make the alarm go off; 99 within 24h are allowed",
  })
  void boundsTheTimeThatIsAllowed(String allowance, int exitCode, String message) {
    assertThat(run("threshold-too-high", "--allow-events", SLUG + "=" + allowance))
        .isEqualTo(exitCode);
    assertThat(out.toString()).contains(message.replace(';', ','));
    if (exitCode != 0) {
      assertThat(out.toString()).contains("--allow-events console-signin-without-mfa=100/5m");
    }
  }

  @Test
  void countsThePeriodsThatAnAlarmLooksAtAsItsTime() {
    String plan = PLANS + "our-module-raised-threshold.json";
    String slug = "unauthorized-api-calls";
    assertThat(
            command(
                plan,
                "--require",
                slug,
                "--log-group",
                "aws-cloudtrail-logs",
                "--allow-events",
                slug + "=20/15m"))
        .isZero();
    assertThat(
            command(
                plan,
                "--require",
                slug,
                "--log-group",
                "aws-cloudtrail-logs",
                "--allow-events",
                slug + "=20/10m"))
        .isEqualTo(1);
  }

  @Test
  void allowsEventsOfTheNamedControlOnly() {
    assertThat(run("threshold-too-high", "--allow-events", "unauthorized-api-calls=100"))
        .isEqualTo(1);
    assertThat(run("complete", "--allow-events", SLUG + "=100")).isZero();
    assertThat(out.toString()).doesNotContain("allowed", "by allowance");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unauthorised-api-calls=10 | unknown control 'unauthorised-api-calls': did you mean 'unauthorized-api-calls'?
          unauthorized-api-calls    | 'unauthorized-api-calls' is no control with a number of events from 1 to 999999999; write SLUG=N, as in unauthorized-api-calls=10
          root-account-usage=0      | 'root-account-usage=0' is no control with a number of events from 1 to 999999999; write SLUG=N, as in unauthorized-api-calls=10
          root-account-usage=2.5    | 'root-account-usage=2.5' is no control with a number of events from 1 to 999999999; write SLUG=N, as in unauthorized-api-calls=10
          root-account-usage=3/15   | 'root-account-usage=3/15' is no control with a number of events and a time; write SLUG=N/TIME, as in unauthorized-api-calls=10/15m, with s, m, h or d as the unit
          root-account-usage=3/0m   | 'root-account-usage=3/0m' is no control with a number of events and a time; write SLUG=N/TIME, as in unauthorized-api-calls=10/15m, with s, m, h or d as the unit
          =3                        | '=3' is no control with a number of events from 1 to 999999999; write SLUG=N, as in unauthorized-api-calls=10
          """)
  void saysWhichAllowanceIsWrong(String allowance, String message) {
    assertThat(run("complete", "--allow-events", allowance)).isEqualTo(2);
    assertThat(err.toString()).startsWith("--allow-events: " + message + "\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --except console-signin-without-mfa | --except: nothing is left that has to hold; except fewer controls, or require more
          --log-group= | --log-group: '' can't name a log group; use 1 to 512 letters, digits, '.', '_', '/', '#' and '-', as in aws-cloudtrail-logs
          --log-group arn:aws:logs:eu-central-1:111122223333:log-group:trail:* | --log-group: 'arn:aws:logs:eu-central-1:111122223333:log-group:trail:*' is an ARN; write the log group's name alone, as in aws-cloudtrail-logs
          --checker none,cis | --checker: 'none' stands for no checker at all: write it alone, or write checkers
          --checker prowlr | --checker: unknown checker 'prowlr': did you mean 'prowler'?
          --report json | --report: 'json' is no format with a file; write FORMAT=FILE, as in sarif=review.sarif
          --report html=x | --report: unknown format 'html'; there are: text, json, markdown, sarif, junit
          """)
  void saysWhichOptionIsWrong(String options, String message) {
    assertThat(run("complete", options.split(" "))).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(message + "\nrun 'cis-alarms review --help' for the usage\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysThatTheBenchmarkIsUnknownAndNotWhatIsExcepted() {
    assertThat(command(PLANS + "complete.json", "--benchmark", "9")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--benchmark: unknown benchmark version '9'; there are: ");
  }

  @Test
  void saysWhichOptionIsMeant() {
    assertThat(run("complete", "--jsn")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            unknown option '--jsn': did you mean '--json'?
            run 'cis-alarms review --help' for the usage
            """);
  }

  @Test
  void takesOnePlanAtATime() {
    assertThat(run("complete", "second.json")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "'second.json': one plan is taken at a time: run it once for each\n"
                + "run 'cis-alarms review --help' for the usage\n");
  }

  @Test
  void saysThatAFolderIsNoPlan() {
    assertThat(command("src")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "src: is a folder; name the file in it that has the plan as JSON\n");
  }

  @Test
  void saysThatAFolderIsNoReport(@TempDir Path folder) {
    assertThat(run("complete", "--report", "junit=" + folder)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            folder + ": is a folder where a file has to be; name a file, or one in it\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void writesNoReportIfOneOfThemCanNotBe(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("review.sarif");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThat(run("complete", "--report", "sarif=" + first, "--report", "junit=" + taken))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            taken + ": is a folder where a file has to be; name a file, or one in it\n");
    assertThat(first).doesNotExist();
    err.getBuffer().setLength(0);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(run("complete", "--report", "sarif=" + first, "--report", "junit=" + file + "/x"))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            file + ": is a file where a folder has to be; move it away, or name another folder\n");
    assertThat(first).doesNotExist();
  }

  private int run(String plan, String... options) {
    List<String> arguments = new ArrayList<>(List.of(PLANS + plan + ".json", "--require", SLUG));
    arguments.addAll(List.of(options));
    return command(arguments.toArray(String[]::new));
  }

  private int command(String... arguments) {
    List<String> all = new ArrayList<>(List.of("review"));
    all.addAll(List.of(arguments));
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}

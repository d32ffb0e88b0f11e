package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.replay.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {

  private static final String LOGIN =
      """
      {"eventVersion": "1.08", "eventTime": "2026-08-03T10:%s:00Z", "eventID": "%s",
       "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin",
       "sourceIPAddress": "%s", "recipientAccountId": "111122223333",
       "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/sso/bob"},
       "additionalEventData": {"MFAUsed": "No"},
       "responseElements": {"ConsoleLogin": "Success"}}
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeATrail() throws IOException {
    Files.writeString(
        folder.resolve("trail.json"),
        "{\"Records\": ["
            + LOGIN.formatted("00", "a", "192.0.2.1")
            + ","
            + LOGIN.formatted("20", "b", "192.0.2.1")
            + ","
            + LOGIN.formatted("40", "c", "=cmd()")
            + "]}");
  }

  @Test
  void printsWhatTheAlarmsWouldHaveDone() {
    assertThat(run("replay", "--controls", "console-signin-without-mfa", folder.toString()))
        .isZero();
    assertThat(out.toString())
        .startsWith(
            """
            3 events in 1 file, 2026-08-03T10:00:00Z to 2026-08-03T10:40:00Z

            CONTROL                     MATCHES  ALARMS  TIME ON  FIRST                 LAST                  IDENTITY                           EVENT                SOURCE
            console-signin-without-mfa  3        3       30m      2026-08-03T10:00:00Z  2026-08-03T10:40:00Z  111122223333:assumed-role/sso/bob  signin:ConsoleLogin  192.0.2.1 (67 %)

            Advice
              console-signin-without-mfa: Variant exclude-sso: 0 alarms instead of 3, 0 matching events.
                Accepted by CIS, Security Hub, Prowler, Steampipe.

            Note
              Alarms are evaluated by the time of the events. When an event reached the log group is not in
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsJson() throws IOException {
    assertThat(run("replay", "--json", folder.toString())).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("events").asInt()).isEqualTo(3);
    JsonNode alarm = json.get("alarms").get(1);
    assertThat(alarm.get("name").asText()).isEqualTo("console-signin-without-mfa");
    assertThat(alarm.get("variant").asText()).isEqualTo("default");
    assertThat(alarm.get("episodes").get(0).toString())
        .isEqualTo(
            "{\"from\":\"2026-08-03T10:01:00Z\",\"until\":\"2026-08-03T10:16:00Z\",\"events\":1,"
                + "\"peak\":1}");
    assertThat(alarm.get("episodes").get(2).get("until").isNull()).isTrue();
    assertThat(alarm.get("episodes_by_threshold").toString())
        .isEqualTo("{\"1\":3,\"2\":0,\"5\":0,\"10\":0}");
    assertThat(alarm.get("identities").toString())
        .isEqualTo("{\"arn:aws:sts::111122223333:assumed-role/sso/bob\":3}");
    assertThat(alarm.get("variants").get(1).get("name").asText()).isEqualTo("exclude-sso");
    assertThat(alarm.get("variants").get(1).get("episodes").asInt()).isZero();
    assertThat(alarm.get("samples").get(0).get("event").get("eventID").asText()).isEqualTo("a");
  }

  @Test
  void printsValuesThatNoSpreadsheetRuns() {
    assertThat(
            run(
                "replay",
                "--csv",
                "--controls=none",
                "--pattern",
                "formula={ $.sourceIPAddress = \"=cmd()\" }",
                folder.toString()))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            name,variant,threshold,period,evaluation_periods,datapoints_to_alarm,treat_missing_data,matches,alarms,seconds_on,first,last,identity,event,source,alarms_at_1,alarms_at_2,alarms_at_5,alarms_at_10
            formula,,1,300,1,1,notBreaching,1,1,0,2026-08-03T10:40:00Z,2026-08-03T10:40:00Z,arn:aws:sts::111122223333:assumed-role/sso/bob,signin:ConsoleLogin,'=cmd(),1,0,0,0
            """);
  }

  @Test
  void saysOnANarrowTerminalWhoAndWhenOfThoseAloneThatHaveMatches() {
    System.setProperty("cis-alarms.columns", "80");
    try {
      assertThat(
              run(
                  "replay",
                  "--controls=root-account-usage,console-signin-without-mfa",
                  folder.toString()))
          .isZero();
    } finally {
      System.clearProperty("cis-alarms.columns");
    }
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(out.toString())
        .contains(
            """
            CONTROL                     MATCHES  ALARMS  TIME ON
            console-signin-without-mfa  3        3       30m
            root-account-usage          0        0       -

            console-signin-without-mfa
              FIRST""");
  }

  @Test
  void takesTheVariantAndTheSettingsThatAreAskedFor() throws IOException {
    assertThat(
            run(
                "replay",
                "--json",
                "--variant",
                "console-signin-without-mfa=exclude-sso",
                "--threshold=5",
                "--period=60",
                "--evaluation-periods=3",
                "--datapoints-to-alarm=2",
                "--treat-missing-data=ignore",
                "--no-default-value",
                "--controls=console-signin-without-mfa",
                folder.toString()))
        .isZero();
    JsonNode alarm = new ObjectMapper().readTree(out.toString()).get("alarms").get(0);
    assertThat(alarm.get("variant").asText()).isEqualTo("exclude-sso");
    assertThat(alarm.get("matches").asInt()).isZero();
    assertThat(alarm.get("threshold").asDouble()).isEqualTo(5);
    assertThat(alarm.get("period").asInt()).isEqualTo(60);
    assertThat(alarm.get("evaluation_periods").asInt()).isEqualTo(3);
    assertThat(alarm.get("datapoints_to_alarm").asInt()).isEqualTo(2);
    assertThat(alarm.get("treat_missing_data").asText()).isEqualTo("ignore");
    assertThat(alarm.get("default_value").isNull()).isTrue();
  }

  @Test
  void takesTheAlarmsOfAConfigurationFile() throws IOException {
    Path file = config("");
    assertThat(run("replay", "--json", "--config", file.toString(), folder.toString())).isZero();
    JsonNode alarms = new ObjectMapper().readTree(out.toString()).get("alarms");
    assertThat(alarms.get(0).get("name").asText()).isEqualTo("console-signin-without-mfa");
    assertThat(alarms.get(1).get("name").asText()).isEqualTo("root-account-usage");
    assertThat(alarms).hasSize(2);
    assertThat(alarms.get(0).get("variant").asText()).isEqualTo("exclude-sso");
    assertThat(alarms.get(0).get("threshold").asDouble()).isEqualTo(3);
    assertThat(alarms.get(1).get("variant").isNull()).isTrue();
    assertThat(alarms.get(1).get("pattern").asText()).isEqualTo("{ $.eventName = ConsoleLogin }");
    assertThat(alarms.get(1).get("matches").asInt()).isEqualTo(3);
  }

  @Test
  void asksWhichStackIsMeantWhereTheyDiffer() throws IOException {
    Path file =
        config(
            """
              - account_id: "444455556666"
                controls: [vpc-changes]
            """);
    assertThat(run("replay", "--config", file.toString(), folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            file
                + " has stacks with different alarms: name one with --stack, such as"
                + " 111122223333-eu-central-1");
    assertThat(
            run(
                "replay",
                "--csv",
                "--config",
                file.toString(),
                "--stack=444455556666-eu-central-1",
                folder.toString()))
        .isZero();
    assertThat(out.toString().lines()).hasSize(2).anyMatch(row -> row.startsWith("vpc-changes,"));
    assertThat(run("replay", "--config", file.toString(), "--stack=x", folder.toString()))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "unknown stack 'x'; there are: 111122223333-eu-central-1, 444455556666-eu-central-1");
  }

  @Test
  void takesAlarmsFromOnePlaceOnly() throws IOException {
    Path file = config("");
    assertThat(run("replay", "--config", file.toString(), "--threshold=2", folder.toString()))
        .isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--threshold and --config: the file says that; use one of the two");
  }

  private Path config(String furtherAccounts) throws IOException {
    return Files.writeString(
        Files.createDirectory(folder.resolve("fleet")).resolve("cis-alarms.yaml"),
        """
        defaults:
          region: eu-central-1
          log_group_name: trail
          sns_topic_name: alarms
          controls: [root-account-usage, console-signin-without-mfa]
          overrides:
            console-signin-without-mfa: {variant: exclude-sso, threshold: 3}
            root-account-usage: {pattern: "{ $.eventName = ConsoleLogin }"}
        accounts:
          - account_id: "111122223333"
        """
            + furtherAccounts);
  }

  @Test
  void writesTheReportBesideTheTable() throws IOException {
    Path report = folder.resolve("reports/month.html");
    assertThat(run("replay", "--html", report.toString(), folder.resolve("trail.json").toString()))
        .isZero();
    assertThat(Files.readString(report))
        .startsWith("<!DOCTYPE html>")
        .contains("assumed-role/sso/bob");
    assertThat(out.toString()).startsWith("3 events in 1 file");
  }

  @Test
  void namesWhatCannotBeReadAndPrintsTheRest() throws IOException {
    Path damaged = Files.writeString(folder.resolve("zz.json"), "{\"Records\":[{\"a\":1}");
    assertThat(run("replay", folder.toString())).isEqualTo(2);
    assertThat(out.toString()).startsWith("3 events in 2 files");
    assertThat(err.toString().lines())
        .containsExactly(
            damaged + ": event 1 is without a valid eventTime",
            damaged + ": ends after event 1, before the ']' that closes its array");
  }

  @Test
  void keepsTerminalsFromRunningWhatEventsSay() throws IOException {
    Files.writeString(
        folder.resolve("evil.json"), LOGIN.formatted("50", "d", "\\u001b[2J").repeat(9));
    assertThat(run("replay", folder.toString())).isZero();
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--controls=vpc-change              | unknown control 'vpc-change': did you mean 'vpc-changes'?",
        "--controls=none                    | nothing to replay: name controls or a --pattern",
        "--checkers=prowlr                  | unknown checker 'prowlr': did you mean 'prowler'?",
        "--variant=vpc-changes=exclude-sso  | unknown variant of vpc-changes 'exclude-sso'; there are: default, security-hub",
        "--variant=vpc=default              | unknown control 'vpc': did you mean 'vpc-changes'?",
        "--threshold=0                      | threshold 0.0: use a number of events above 0, such as 1",
        "--period=90                        | period 90: use 10, 20, 30 or a multiple of 60 seconds, such as 300",
        "--treat-missing-data=notBreachin   | unknown treatment of missing data 'notBreachin': did you mean 'notBreaching'?",
        "--pattern=ConsoleLogin             | --pattern ConsoleLogin: write NAME=PATTERN with a name of letters, digits, '_' and '-', as in 'logins={ $.eventName = \"ConsoleLogin\" }'",
        "--pattern=vpc-changes={ $.a = 1 }  | --pattern vpc-changes: there is an alarm of that name; choose another name",
        "--account=12                       | --account 12: write the 12 digits of the account, such as 111122223333",
        "--region=Frankfurt                 | --region Frankfurt: write the code of a region, such as eu-central-1",
        "--since=yesterday                  | --since yesterday: write a day or a time in UTC, such as 2026-08-01 or 2026-08-01T06:00:00Z, or how long ago, such as 30d or 12h",
        "--until=2026-02-30                 | --until 2026-02-30: write a day or a time in UTC, such as 2026-08-01 or 2026-08-01T06:00:00Z, or how long ago, such as 30d or 12h",
        "--profile=audit                    | --profile is for s3://: none of the paths is one",
        "--requester-pays                   | --requester-pays is for s3://: none of the paths is one",
        "s3://B                             | s3://B: write s3://BUCKET/PREFIX, such as s3://example-trail/AWSLogs",
        "-                                  | -: events are replayed in the order of deliveries, which takes files; write standard input to one",
      })
  void saysWhatIsWrongWithTheUsage(String option, String message) {
    assertThat(run("replay", option, folder.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void refusesATimeThatEndsBeforeItStarts() {
    assertThat(run("replay", "--since=2026-08-02", "--until=2026-08-01", folder.toString()))
        .isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--since 2026-08-02 --until 2026-08-01: since has to be before until");
  }

  @Test
  void refusesAPathThatIsNotThere() {
    assertThat(run("replay", folder.resolve("gone").toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(folder.resolve("gone") + ": there is no such file or folder");
  }

  @Test
  void saysThatThereIsNothingToReplay() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(run("replay", empty.toString())).isEqualTo(2);
    assertThat(err).hasToString(empty + ": has no CloudTrail files\n");
  }

  @Test
  void saysThatTheFilesHaveNoEvents() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.json"), "{\"Records\": []}");
    assertThat(run("replay", file.toString())).isEqualTo(2);
    assertThat(err).hasToString("there are no events in the files\n");
  }

  @Test
  void saysThatAllEventsAreOfOtherAccounts() {
    assertThat(run("replay", "--account", "444455556666", folder.toString())).isEqualTo(2);
    assertThat(err)
        .hasToString("there is no event of account 444455556666; of other accounts: 3\n");
  }

  @Test
  @Timeout(30)
  void doesNotWaitForAPipeInAFolder() throws Exception {
    Path pipe = folder.resolve("pipe.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(run("replay", folder.toString())).isEqualTo(2);
    assertThat(err).hasToString(pipe + ": is not a regular file; name it by itself\n");
    assertThat(out.toString()).startsWith("3 events in 1 file");
  }

  @Test
  void printsWhatTheDocumentationShows() throws IOException {
    Matcher block =
        Pattern.compile("(?s)```console\n\\$ cis-alarms (replay docs/events/[^\n]*)\n(.*?)```")
            .matcher(Files.readString(Path.of("docs/replay.md")));
    assertThat(block.find()).isTrue();
    assertThat(run(block.group(1).split(" "))).isZero();
    assertThat(out).hasToString(block.group(2));
  }

  @Test
  void showsHowFarItIs() {
    assertThat(
            ReplayProgress.line(
                new Progress(
                    12,
                    50,
                    360_000,
                    600_000_000,
                    200_000_000,
                    1_500_000_000,
                    Duration.ofSeconds(4))))
        .isEqualTo("12 of 50 files, 40 % of 1.5 GB, 360000 events, 100 MB/s, 0:09 left");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}

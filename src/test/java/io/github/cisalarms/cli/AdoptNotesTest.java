package io.github.cisalarms.cli;

import static io.github.cisalarms.cli.AccountEvidence.pattern;
import static io.github.cisalarms.cli.AccountEvidence.topicArn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of what stays as it is. */
class AdoptNotesTest {

  private static final String ONLY_ROOT = "controls: [root-account-usage]\n";

  @TempDir private Path folder;

  private static AccountEvidence account() {
    return new AccountEvidence()
        .topic("alerts", any -> {})
        .subscriber("alerts", "oncall@example.com");
  }

  private String said(AccountEvidence account, String settings) throws IOException {
    return new AdoptFixture(folder, settings).adopt(account).words();
  }

  @Test
  void saysThatAnAlarmWaitsForSeveralPeriods() throws IOException {
    assertThat(
            said(
                account()
                    .filter("Root", pattern("root-account-usage"))
                    .alarm(
                        "Root",
                        "Root",
                        alarm -> alarm.put("EvaluationPeriods", 3).put("DatapointsToAlarm", 2),
                        topicArn("alerts")),
                ONLY_ROOT))
        .contains(
            "note root-account-usage: the alarm waits for events in 2 of 3 periods of 300 s; it"
                + " stays so, and review and audit accept that with --allow-events only. Without"
                + " 'evaluation_periods' and 'datapoints_to_alarm' in overrides one event is"
                + " enough.");
  }

  @Test
  void saysItAlsoOfWhatTheConfigurationHasAlready() throws IOException {
    String said =
        said(
            account()
                .filter("Root", "{ $.userIdentity.type = \"Root\" }")
                .alarm("Root", "Root", alarm -> alarm.put("Threshold", 5), topicArn("alerts")),
            ONLY_ROOT
                + "overrides:\n"
                + "  root-account-usage:\n"
                + "    pattern: '{ $.userIdentity.type = \"Root\" }'\n"
                + "    threshold: 5\n");

    assertThat(said)
        .contains(
            "note root-account-usage: its pattern matches all that the control's pattern",
            "Checkers that compare texts won't accept it: CIS",
            "note root-account-usage: the alarm waits for 5 events; it stays so");
  }

  @Test
  void saysNothingOfWhatGoesOffOnOneEvent() throws IOException {
    assertThat(
            said(
                account()
                    .filter("Root", pattern("root-account-usage"))
                    .alarm(
                        "Root",
                        "Root",
                        alarm ->
                            alarm
                                .put("EvaluationPeriods", 3)
                                .put("DatapointsToAlarm", 1)
                                .put("Period", 60),
                        topicArn("alerts")),
                ONLY_ROOT))
        .doesNotContain("waits for");
  }

  @Test
  void saysThatAnAlarmOnAMetricOfAboutThatNameIsMended() throws IOException {
    assertThat(
            said(
                account()
                    .filter("RootLogin", pattern("root-account-usage"))
                    .alarm("Root", "Root-Login", topicArn("alerts")),
                ONLY_ROOT))
        .contains(
            "mend root-account-usage: the alarm watched LogMetrics/Root-Login; it will watch"
                + " LogMetrics/RootLogin");
  }

  @Test
  void namesAnAlarmThatNeverGoesOff() throws IOException {
    assertThat(
            said(
                account()
                    .filter("Root", pattern("root-account-usage"))
                    .alarm("Root", "Root", topicArn("alerts"))
                    .alarm("Old", "CountOfSignins", topicArn("alerts"))
                    .alarm(
                        "Shop",
                        "Orders",
                        alarm -> alarm.put("Namespace", "Shop"),
                        topicArn("alerts")),
                ONLY_ROOT))
        .contains(
            "note The alarm 'Old' watches LogMetrics/CountOfSignins, which no metric filter emits,"
                + " so that it never goes off; it is like none that the stack has, and stays so.")
        .doesNotContain("'Shop'");
  }
}

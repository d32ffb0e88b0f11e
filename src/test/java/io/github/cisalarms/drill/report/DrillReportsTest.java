package io.github.cisalarms.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.drill.DrillResult;
import io.github.cisalarms.drill.LineResult;
import io.github.cisalarms.drill.Step;
import io.github.cisalarms.drill.StepResult;
import io.github.cisalarms.drill.StepResult.Status;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.report.Display;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillReportsTest {

  private static final LineResult ROOT =
      line(
          "root-account-usage",
          Optional.of("root-account-usage"),
          seen(212),
          seen(71_300),
          seen(71_400),
          seen(71_900));

  private static final LineResult VPC =
      line(
          "vpc-changes",
          Optional.of("acme-vpc"),
          seen(180),
          seen(68_000),
          notSeen("the actions of alarm acme-vpc are disabled"),
          new StepResult(Status.NOT_TRIED, Optional.empty(), ""));

  private static final DrillResult RESULT =
      new DrillResult(
          "20261126T001500Z-3fa9c2",
          "111122223333",
          "us-east-1",
          List.of(ROOT, VPC),
          List.of("nobody is subscribed to arn:aws:sns:us-east-1:111122223333:cis-alarms"),
          List.of(),
          List.of("removed what an earlier drill had left: queue q"));

  private static StepResult seen(long millis) {
    return new StepResult(Status.SEEN, Optional.of(Duration.ofMillis(millis)), "");
  }

  private static StepResult notSeen(String reason) {
    return new StepResult(Status.NOT_SEEN, Optional.empty(), reason);
  }

  private static LineResult line(String control, Optional<String> alarm, StepResult... steps) {
    return new LineResult(
        control,
        Optional.of(control + "-filter"),
        alarm,
        Map.of(
            Step.FILTER, steps[0],
            Step.ALARM, steps[1],
            Step.ACTION, steps[2],
            Step.MESSAGE, steps[3]));
  }

  @Test
  void tellsATerminal() {
    assertThat(DrillText.of(RESULT, Display.PLAIN))
        .isEqualTo(
            """
            1 of 2 alarms seen in us-east-1 of 111122223333, drill 20261126T001500Z-3fa9c2

            CONTROL             ALARM               FILTER  GOES OFF  ACTION    MESSAGE  FIRST FAILED
            root-account-usage  root-account-usage  0.2 s   71.3 s    71.4 s    71.9 s   -
            vpc-changes         acme-vpc            0.2 s   68.0 s    not seen  -        action

            NOT SEEN  vpc-changes (acme-vpc): action: the actions of alarm acme-vpc are disabled
            PROBLEM   nobody is subscribed to arn:aws:sns:us-east-1:111122223333:cis-alarms
            NOTE      removed what an earlier drill had left: queue q
            """);
  }

  @Test
  void tellsEachStepAsALine() {
    assertThat(Step.values())
        .extracting(step -> DrillText.line(VPC, step))
        .containsExactly(
            "vpc-changes (acme-vpc): filter: seen after 0.2 s",
            "vpc-changes (acme-vpc): alarm: seen after 68.0 s",
            "vpc-changes (acme-vpc): action: not seen: the actions of alarm acme-vpc are disabled",
            "vpc-changes (acme-vpc): message: not tried");
  }

  @Test
  void tellsMachines() {
    assertThat(IndentedJson.print(DrillJson.of(RESULT)))
        .startsWith(
            """
            {
              "drill": "20261126T001500Z-3fa9c2",
              "account": "111122223333",
              "region": "us-east-1",
              "seen": false,
              "alarms": [
                {
                  "control": "root-account-usage",
                  "filter_name": "root-account-usage-filter",
                  "alarm_name": "root-account-usage",
                  "filter": {
                    "status": "seen",
                    "seconds": 0.212,
                    "reason": null
                  },
            """)
        .contains(
            """
                  "action": {
                    "status": "not-seen",
                    "seconds": null,
                    "reason": "the actions of alarm acme-vpc are disabled"
                  },
                  "message": {
                    "status": "not-tried",
                    "seconds": null,
                    "reason": null
                  },
                  "first_failed": "action"
            """);
  }

  @Test
  void tellsPipelines() {
    assertThat(DrillJunit.of(RESULT))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="cis-alarms drill 20261126T001500Z-3fa9c2" tests="3" failures="2" skipped="0" errors="0">
              <testcase classname="cis-alarms.111122223333.us-east-1" name="root-account-usage"></testcase>
              <testcase classname="cis-alarms.111122223333.us-east-1" name="acme-vpc"><failure message="the actions of alarm acme-vpc are disabled" type="action">vpc-changes (acme-vpc): filter: seen after 0.2 s
            vpc-changes (acme-vpc): alarm: seen after 68.0 s
            vpc-changes (acme-vpc): action: not seen: the actions of alarm acme-vpc are disabled
            vpc-changes (acme-vpc): message: not tried
            </failure></testcase>
              <testcase classname="cis-alarms.111122223333.us-east-1" name="nothing is wrong beside"><failure message="nobody is subscribed to arn:aws:sns:us-east-1:111122223333:cis-alarms" type="problem">nobody is subscribed to arn:aws:sns:us-east-1:111122223333:cis-alarms</failure></testcase>
            </testsuite>
            """);
  }
}

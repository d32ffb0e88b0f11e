package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/**
 * Asks an emulated account who made an alarm go off. The emulator takes every event for one that a
 * JSON pattern matches, so that it is the engine of the program that decides here.
 */
@AgainstMoto
class WhoIT {

  private static final Control ROOT = Controls.require("root-account-usage");
  private static final String ALARM = "sec-root-usage";
  private static final int EVENTS = 10_000;

  private Map<String, String> environment;

  @BeforeEach
  void makeTheAlarm(Moto moto) {
    environment = new HashMap<>(moto.environment());
    environment.put("AWS_REGION", Moto.REGION);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    CloudWatchLogsClient logs = moto.logs();
    logs.createLogGroup(group -> group.logGroupName(EmulatedAccount.LOG_GROUP));
    logs.createLogStream(
        stream -> stream.logGroupName(EmulatedAccount.LOG_GROUP).logStreamName("trail"));
    logs.putMetricFilter(
        filter ->
            filter
                .logGroupName(EmulatedAccount.LOG_GROUP)
                .filterName("root")
                .filterPattern(ROOT.defaultVariant().pattern())
                .metricTransformations(
                    MetricTransformation.builder()
                        .metricNamespace("Security")
                        .metricName("Root")
                        .metricValue("1")
                        .build()));
    moto.cloudWatch()
        .putMetricAlarm(
            alarm ->
                alarm
                    .alarmName(ALARM)
                    .namespace("Security")
                    .metricName("Root")
                    .statistic(Statistic.SUM)
                    .period(300)
                    .evaluationPeriods(1)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD));
    logs.putLogEvents(
        request ->
            request
                .logGroupName(EmulatedAccount.LOG_GROUP)
                .logStreamName("trail")
                .logEvents(events(Instant.now().minus(Duration.ofMinutes(8)))));
    moto.cloudWatch()
        .setAlarmState(
            state ->
                state
                    .alarmName(ALARM)
                    .stateValue(StateValue.ALARM)
                    .stateReason("Threshold Crossed")
                    .stateReasonData("{}"));
  }

  /** Ten thousand events in five minutes, of which root made one. */
  private static List<InputLogEvent> events(Instant from) {
    List<InputLogEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Instant time = from.plusMillis(30L * i);
      boolean root = i == 6789;
      String message =
          """
          {"eventID": "e-%d", "eventTime": "%s", "eventName": "%s", "eventType": "AwsApiCall",
           "eventSource": "iam.amazonaws.com", "awsRegion": "us-east-1",
           "sourceIPAddress": "198.51.100.7", "userAgent": "aws-cli/2.0",
           "userIdentity": {"type": "%s", "arn": "arn:aws:iam::123456789012:%s",
             "accountId": "123456789012", "accessKeyId": "AKIAIOSFODNN7EXAMPLE"}}
          """
              .formatted(
                  i,
                  time,
                  root ? "CreateAccessKey" : "ListUsers",
                  root ? "Root" : "IAMUser",
                  root ? "root" : "user/alice");
      events.add(InputLogEvent.builder().timestamp(time.toEpochMilli()).message(message).build());
    }
    return events;
  }

  @Test
  void findsTheOneEventAmongTenThousandOfTheTimeWhenTheAlarmWentOff() {
    Terraform.Outcome outcome = who(ALARM);
    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout())
        .startsWith("1 event, all alike\n")
        .contains("\nalarm    sec-root-usage, on since ")
        .contains("\nfilter   root on aws-cloudtrail-logs in us-east-1\n")
        .contains("\n  who    Root\n         arn:aws:iam::123456789012:root\n")
        .contains("\n  what   CreateAccessKey (iam.amazonaws.com)\n")
        .contains("\n  where  198.51.100.7 in us-east-1\n         aws-cli/2.0\n");
  }

  @Test
  void findsItByTheControlAndByTheArnToo() throws IOException {
    String arn = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:" + ALARM;
    for (String subject : List.of(ROOT.slug(), arn)) {
      Terraform.Outcome outcome = who(subject, "--since", "1h", "--json");
      assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
      JsonNode json = new ObjectMapper().readTree(outcome.stdout());
      assertThat(json.get("events").asInt()).isEqualTo(1);
      assertThat(json.at("/activities/0/identity/type").asText()).isEqualTo("Root");
      assertThat(json.at("/activities/0/identity/access_key_kind").asText()).isEqualTo("long-term");
      assertThat(json.at("/activities/0/example/eventID").asText()).isEqualTo("e-6789");
      assertThat(json.at("/filters/0/pattern").asText()).isEqualTo(ROOT.defaultVariant().pattern());
    }
  }

  @Test
  void saysThatItWasNobodyAtAnotherTime() {
    Terraform.Outcome outcome = who(ALARM, "--at", "2026-01-01T00:00:00Z");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout()).startsWith("nobody: no event of this time matches\n");
  }

  @Test
  void saysWhatIsWrong() {
    assertMessage(
        who("no-such-alarm"),
        "there is no alarm 'no-such-alarm' in us-east-1, and no such control: unknown control"
            + " 'no-such-alarm'; there are: ");
    assertMessage(who(ALARM, "--since", "1w"), "--since: 1w: write a day or a time in UTC, ");
    assertMessage(
        who(ALARM, "--log-group", "other"),
        "none of the alarm's metric filters is on log group other; they are on"
            + " aws-cloudtrail-logs\n");
    assertMessage(who(ALARM, "--profile", "nobody"), "--profile nobody: there is no such profile");
  }

  @Test
  void saysWhichPermissionIsMissingAndThatCredentialsHaveExpired(Moto moto) {
    try (FaultyApi api = FaultyApi.before(moto)) {
      environment.put("AWS_ENDPOINT_URL", api.address());
      // Nobody took a role: the calls are of no account that the proxy knows.
      api.fault(
          "",
          FaultyApi.always(
              "FilterLogEvents", new FaultyApi.Answer(400, "AccessDeniedException", "no")));
      assertMessage(
          who(ALARM),
          "us-east-1: access is denied: logs:FilterLogEvents of log group aws-cloudtrail-logs is"
              + " missing\n");
      api.fault("", FaultyApi.after(1, new FaultyApi.Answer(403, "ExpiredToken", "It is over.")));
      assertMessage(
          who(ALARM),
          "us-east-1: the credentials are no good (ExpiredToken: It is over.); sign in again, or name"
              + " a profile with --profile\n");
    }
  }

  private static void assertMessage(Terraform.Outcome outcome, String start) {
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).startsWith(start).doesNotContain("\tat ");
  }

  private Terraform.Outcome who(String... arguments) {
    List<String> command = new ArrayList<>(List.of("who"));
    command.addAll(List.of(arguments));
    return ExecutableJar.run(environment, command.toArray(String[]::new));
  }
}

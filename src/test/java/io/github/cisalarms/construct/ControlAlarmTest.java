package io.github.cisalarms.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.TreatMissingData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlAlarmTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security-alerts";
  private static final Control SIGN_IN =
      Controls.bySlug("console-signin-without-mfa").orElseThrow();

  @Test
  void filterAndAlarmShareOneMetricThatIsKnownWhenTerraformPlans() {
    Synthesized stack = with(signIn().alarmActions(List.of(TOPIC)));

    JsonNode filter = stack.only("aws_cloudwatch_log_metric_filter");
    JsonNode alarm = stack.only("aws_cloudwatch_metric_alarm");
    assertThat(alarm.get("metric_name")).isEqualTo(filter.at("/metric_transformation/name"));
    assertThat(alarm.get("namespace")).isEqualTo(filter.at("/metric_transformation/namespace"));
    assertThat(alarm.get("metric_name").asText()).isEqualTo("no_mfa_console_signin_metric");
    assertThat(alarm.get("namespace").asText()).isEqualTo("CISBenchmark");
    assertThat(filter.get("name").asText()).isEqualTo("no_mfa_console_signin_metric");
    assertThat(filter.get("pattern").asText())
        .isEqualTo(
            "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }");
    assertThat(filter.get("log_group_name").asText()).isEqualTo("aws-cloudtrail-logs");
  }

  @Test
  void theFilterCountsOneForAMatchAndZeroOtherwise() {
    JsonNode transformation =
        with(signIn()).only("aws_cloudwatch_log_metric_filter").get("metric_transformation");

    assertThat(transformation.get("value").asText()).isEqualTo("1");
    assertThat(transformation.get("default_value").asText()).isEqualTo("0");
  }

  @Test
  void theAlarmHasTheSettingsOfTheBenchmarkByDefault() {
    JsonNode alarm = with(signIn()).only("aws_cloudwatch_metric_alarm");

    assertThat(alarm.get("alarm_name").asText()).isEqualTo("console-signin-without-mfa");
    assertThat(alarm.get("statistic").asText()).isEqualTo("Sum");
    assertThat(alarm.get("comparison_operator").asText())
        .isEqualTo("GreaterThanOrEqualToThreshold");
    assertThat(alarm.get("threshold").asInt()).isEqualTo(1);
    assertThat(alarm.get("period").asInt()).isEqualTo(300);
    assertThat(alarm.get("evaluation_periods").asInt()).isEqualTo(1);
    assertThat(alarm.get("treat_missing_data").asText()).isEqualTo("notBreaching");
    assertThat(alarm.get("actions_enabled").asBoolean()).isTrue();
    assertThat(alarm.has("datapoints_to_alarm")).isFalse();
    assertThat(alarm.get("alarm_description").asText()).startsWith("Console sign-in without MFA.");
  }

  @Test
  void everySettingReachesTheAlarm() {
    JsonNode alarm =
        with(signIn()
                .settings(new AlarmSettings(5, 60, 3, Optional.of(2), TreatMissingData.IGNORE))
                .metricNamespace("Security")
                .alarmDescription("Ask the person.")
                .alarmActions(List.of(TOPIC))
                .okActions(List.of(TOPIC + "-ok"))
                .insufficientDataActions(List.of(TOPIC + "-no-data"))
                .tags(Map.of("team", "security")))
            .only("aws_cloudwatch_metric_alarm");

    assertThat(alarm.get("threshold").asInt()).isEqualTo(5);
    assertThat(alarm.get("period").asInt()).isEqualTo(60);
    assertThat(alarm.get("evaluation_periods").asInt()).isEqualTo(3);
    assertThat(alarm.get("datapoints_to_alarm").asInt()).isEqualTo(2);
    assertThat(alarm.get("treat_missing_data").asText()).isEqualTo("ignore");
    assertThat(alarm.get("namespace").asText()).isEqualTo("Security");
    assertThat(alarm.get("alarm_description").asText()).isEqualTo("Ask the person.");
    assertThat(alarm.at("/alarm_actions/0").asText()).isEqualTo(TOPIC);
    assertThat(alarm.at("/ok_actions/0").asText()).isEqualTo(TOPIC + "-ok");
    assertThat(alarm.at("/insufficient_data_actions/0").asText()).isEqualTo(TOPIC + "-no-data");
    assertThat(alarm.at("/tags/team").asText()).isEqualTo("security");
  }

  @Test
  void theAlarmWaitsForTheFilter() {
    Synthesized stack = with(signIn());

    String filter = stack.all("aws_cloudwatch_log_metric_filter").fieldNames().next();
    assertThat(stack.only("aws_cloudwatch_metric_alarm").at("/depends_on/0").asText())
        .isEqualTo("aws_cloudwatch_log_metric_filter." + filter);
  }

  private static ControlAlarmConfig.Builder signIn() {
    return ControlAlarmConfig.builder(SIGN_IN, "aws-cloudtrail-logs");
  }

  private static Synthesized with(ControlAlarmConfig.Builder config) {
    return Synthesized.stack(stack -> new ControlAlarm(stack, "sign-in", config.build()));
  }
}

package io.github.cisalarms.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConstructTest {

  private static final String ACCOUNT = "111122223333";
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security-alerts";
  private static final String LOG_GROUP = "aws-cloudtrail-logs";
  private static final Control SIGN_IN =
      Controls.bySlug("console-signin-without-mfa").orElseThrow();

  @Test
  void filterAndAlarmShareOneMetricKnownBeforeAnythingIsApplied() throws IOException {
    JsonNode resources =
        synthesize(
            stack ->
                new ControlAlarm(
                    stack,
                    "sign-in",
                    ControlAlarmConfig.builder(SIGN_IN, LOG_GROUP)
                        .alarmActions(List.of(TOPIC))
                        .build()));

    JsonNode filter = only(resources, "aws_cloudwatch_log_metric_filter");
    JsonNode alarm = only(resources, "aws_cloudwatch_metric_alarm");
    assertThat(alarm.get("metric_name")).isEqualTo(filter.at("/metric_transformation/name"));
    assertThat(alarm.get("namespace")).isEqualTo(filter.at("/metric_transformation/namespace"));
    assertThat(alarm.get("metric_name").asText()).isEqualTo("no_mfa_console_signin_metric");
    assertThat(alarm.get("namespace").asText()).isEqualTo("CISBenchmark");
    assertThat(filter.get("name").asText()).isEqualTo("no_mfa_console_signin_metric");
    assertThat(filter.get("pattern").asText()).isEqualTo(SIGN_IN.defaultVariant().pattern());
  }

  @Test
  void anAlarmHasTheBenchmarksSettingsUnlessToldOtherwise() throws IOException {
    JsonNode alarm =
        only(
            synthesize(
                stack ->
                    new ControlAlarm(
                        stack, "alarm", ControlAlarmConfig.builder(SIGN_IN, LOG_GROUP).build())),
            "aws_cloudwatch_metric_alarm");

    assertThat(alarm.get("statistic").asText()).isEqualTo("Sum");
    assertThat(alarm.get("comparison_operator").asText())
        .isEqualTo("GreaterThanOrEqualToThreshold");
    assertThat(alarm.get("threshold").asInt()).isEqualTo(1);
    assertThat(alarm.get("period").asInt()).isEqualTo(300);
    assertThat(alarm.get("evaluation_periods").asInt()).isEqualTo(1);
    assertThat(alarm.get("treat_missing_data").asText()).isEqualTo("notBreaching");
    assertThat(alarm.has("datapoints_to_alarm")).isFalse();
  }

  @Test
  void aReusedTopicIsOnlySubscribedTo() throws IOException {
    JsonNode resources =
        synthesize(
            stack ->
                new NotificationTopic(
                    stack,
                    "topic",
                    NotificationTopicConfig.builder(ACCOUNT)
                        .existingTopicArn(TOPIC)
                        .subscription("ops", Subscription.of("email", "ops@example.com"))
                        .build()));

    assertThat(resources.fieldNames()).toIterable().containsExactly("aws_sns_topic_subscription");
    assertThat(only(resources, "aws_sns_topic_subscription").get("topic_arn").asText())
        .isEqualTo(TOPIC);
  }

  @Test
  void theAwsManagedKeyIsRefused() {
    assertThatThrownBy(
            () -> NotificationTopicConfig.builder(ACCOUNT).kmsMasterKeyId("alias/aws/sns"))
        .hasMessage(
            "kmsMasterKeyId 'alias/aws/sns': CloudWatch can't publish through the key that AWS"
                + " manages; name a customer-managed key that lets cloudwatch.amazonaws.com use it,"
                + " or none");
  }

  @Test
  void twoChainsFitIntoOneStack() throws IOException {
    JsonNode resources =
        synthesize(
            stack -> {
              new CisAlarms(stack, "first", chain().build());
              new CisAlarms(stack, "second", chain().namePrefix("second-").build());
            });

    assertThat(resources.get("aws_cloudwatch_metric_alarm")).hasSize(2);
    assertThat(resources.get("aws_sns_topic")).hasSize(2);
  }

  @Test
  void anOverrideOfAControlThatIsNotSelectedIsRefused() {
    assertThatThrownBy(() -> chain().override("root-account-usage", ControlOverride.NONE).build())
        .hasMessage(
            "override of 'root-account-usage', which is not among the selected controls:"
                + " console-signin-without-mfa");
  }

  private static CisAlarmsConfig.Builder chain() {
    return CisAlarmsConfig.builder(NotificationTopicConfig.builder(ACCOUNT).build(), LOG_GROUP)
        .selection(Selection.ofSlugs(List.of(SIGN_IN.slug())));
  }

  private static JsonNode synthesize(Consumer<TerraformStack> content) throws IOException {
    String text =
        TerraformJson.synthesize(app -> content.accept(new TerraformStack(app, "stack")))
            .get("stack");
    return new ObjectMapper().readTree(text).get("resource");
  }

  private static JsonNode only(JsonNode resources, String type) {
    assertThat(resources.get(type)).as(type).hasSize(1);
    return Optional.of(resources.get(type).elements().next()).orElseThrow();
  }
}

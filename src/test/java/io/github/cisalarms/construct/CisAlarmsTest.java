package io.github.cisalarms.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CisAlarmsTest {

  private static final String SIGN_IN = "console-signin-without-mfa";
  private static final String ROOT = "root-account-usage";

  @Test
  void everySelectedControlIsOneEntryUnderItsSlug() {
    JsonNode controls =
        with(chain().selection(Selection.ofSlugs(List.of(SIGN_IN, ROOT)))).local("controls");

    assertThat(controls.fieldNames()).toIterable().containsExactly(SIGN_IN, ROOT);
    assertThat(controls.at("/" + ROOT + "/metric_name").asText()).isEqualTo("root_usage_metric");
  }

  @Test
  void allControlsAreMonitoredByDefault() {
    assertThat(with(chain()).local("controls")).hasSizeGreaterThanOrEqualTo(15);
  }

  @Test
  void alarmsPublishToTheTopicUnlessAnActionIsNamed() {
    Synthesized stack =
        with(
            chain()
                .selection(Selection.ofSlugs(List.of(SIGN_IN, ROOT)))
                .override(
                    ROOT,
                    ControlOverride.builder()
                        .alarmActions(List.of("arn:aws:sns:us-east-1:111122223333:pager"))
                        .build()));

    JsonNode controls = stack.local("controls");
    String topic = stack.all("aws_sns_topic").fieldNames().next();
    assertThat(controls.at("/" + SIGN_IN + "/alarm_actions/0").asText())
        .isEqualTo("${aws_sns_topic." + topic + ".arn}");
    assertThat(controls.at("/" + ROOT + "/alarm_actions/0").asText())
        .isEqualTo("arn:aws:sns:us-east-1:111122223333:pager");
  }

  @Test
  void aVariantReplacesThePattern() {
    JsonNode control =
        with(chain()
                .selection(Selection.ofSlugs(List.of(SIGN_IN)))
                .override(SIGN_IN, ControlOverride.builder().variant("exclude-sso").build()))
            .local("controls")
            .get(SIGN_IN);

    assertThat(control.get("pattern").asText())
        .isEqualTo(
            "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") &&"
                + " ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin ="
                + " \"Success\") }");
  }

  @Test
  void aSecondFilterIsAddedWhereNoOneTextPleasesAllCheckers() {
    JsonNode controls =
        with(chain()
                .selection(Selection.ofSlugs(List.of("unauthorized-api-calls")))
                .checkers(Set.of(Checker.CIS, Checker.SECURITY_HUB)))
            .local("controls");

    assertThat(controls.fieldNames())
        .toIterable()
        .containsExactly("unauthorized-api-calls", "unauthorized-api-calls-security-hub");
    assertThat(controls.at("/unauthorized-api-calls-security-hub/metric_name").asText())
        .isEqualTo("unauthorized_api_calls_metric_security_hub");
  }

  @Test
  void thePrefixStandsBeforeEveryNameOnBothSides() {
    Synthesized stack = with(chain().namePrefix("prod-"));

    JsonNode filter = stack.only("aws_cloudwatch_log_metric_filter");
    JsonNode alarm = stack.only("aws_cloudwatch_metric_alarm");
    assertThat(filter.get("name").asText()).isEqualTo("prod-${each.value.metric_name}");
    assertThat(filter.at("/metric_transformation/name")).isEqualTo(filter.get("name"));
    assertThat(alarm.get("metric_name")).isEqualTo(filter.get("name"));
    assertThat(alarm.get("alarm_name").asText()).isEqualTo("prod-${each.key}");
  }

  @Test
  void tagsAndSeverityReachTheAlarm() {
    JsonNode control =
        with(chain()
                .selection(Selection.ofSlugs(List.of(SIGN_IN)))
                .tags(Map.of("team", "security"))
                .override(SIGN_IN, ControlOverride.builder().severity("high").build()))
            .local("controls")
            .get(SIGN_IN);

    assertThat(control.get("tags"))
        .isEqualTo(Synthesized.read("{\"team\": \"security\", \"severity\": \"high\"}"));
  }

  @Test
  void shortAddressesAreThoseOfTheModule() {
    JsonNode resources = with(chain().shortAddresses()).json().get("resource");

    assertThat(resources.at("/aws_sns_topic/alarms").isObject()).isTrue();
    assertThat(resources.at("/aws_sns_topic_policy/alarms").isObject()).isTrue();
    assertThat(resources.at("/aws_sns_topic_subscription/subscriber").isObject()).isTrue();
    assertThat(resources.at("/aws_cloudwatch_log_metric_filter/control").isObject()).isTrue();
    assertThat(resources.at("/aws_cloudwatch_metric_alarm/control").isObject()).isTrue();
  }

  @Test
  void twoChainsFitIntoOneStack() {
    Synthesized stack =
        Synthesized.stack(
            scope -> {
              new CisAlarms(scope, "first", chain().build());
              new CisAlarms(scope, "second", chain().namePrefix("second-").build());
            });

    assertThat(stack.all("aws_cloudwatch_metric_alarm")).hasSize(2);
    assertThat(stack.all("aws_sns_topic")).hasSize(2);
  }

  @Test
  void anOverrideOfAControlThatIsNotSelectedIsRefused() {
    CisAlarmsConfig.Builder builder =
        chain().selection(Selection.ofSlugs(List.of(SIGN_IN))).override(ROOT, ControlOverride.NONE);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "override of 'root-account-usage', which is not among the selected controls:"
                + " console-signin-without-mfa");
  }

  @Test
  void anOverrideNamesAVariantOrAPatternButNotBoth() {
    assertThatThrownBy(
            () -> ControlOverride.builder().variant("exclude-sso").pattern("{ $.a = 1 }").build())
        .hasMessage("variant 'exclude-sso' and a pattern of your own: use one of the two");
  }

  private static CisAlarmsConfig.Builder chain() {
    return CisAlarmsConfig.builder(
        NotificationTopicConfig.builder("111122223333")
            .subscription("ops", Subscription.of("email", "ops@example.com"))
            .build(),
        "aws-cloudtrail-logs");
  }

  private static Synthesized with(CisAlarmsConfig.Builder config) {
    return Synthesized.stack(stack -> new CisAlarms(stack, "alarms", config.build()));
  }
}

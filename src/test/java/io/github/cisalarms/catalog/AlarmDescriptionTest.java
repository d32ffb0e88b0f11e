package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cisalarms.pattern.FilterPatternException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlarmDescriptionTest {

  private static final Control SIGN_IN = Controls.require("console-signin-without-mfa");

  static Stream<Arguments> everyDescription() {
    return Controls.all().stream()
        .flatMap(
            control ->
                control.variants().stream()
                    .flatMap(
                        variant ->
                            Stream.concat(
                                    Stream.of(Optional.<String>empty()),
                                    control.benchmarks().keySet().stream().map(Optional::of))
                                .map(version -> Arguments.of(control, variant, version))));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("everyDescription")
  void theServiceAndTerraformTakeEveryDescription(
      Control control, PatternVariant variant, Optional<String> version) {
    assertThat(AlarmDescription.of(control, variant, version))
        .hasSizeLessThanOrEqualTo(Quotas.ALARM_DESCRIPTION_BYTES)
        .matches("[ -~\\n]+")
        .doesNotContain("${", "%{")
        .startsWith(control.title())
        .contains(control.respond());
  }

  @Test
  void saysWhatToDo() {
    assertThat(AlarmDescription.of(SIGN_IN, SIGN_IN.defaultVariant(), Optional.of("5.0")))
        .isEqualTo(
            """
            Console sign-in without MFA. CIS AWS Foundations: 4.2 (5.0).
            Was it the person behind userIdentity.arn, from an address of theirs? If not: disable \
            password and access keys, then read what that identity did since. If so: have them \
            enroll an MFA device. An AssumedRole came by federation or Identity Center, where MFA \
            is the identity provider's matter.
            The events, by CloudWatch Logs Insights on the trail's log group:
            fields @timestamp, eventName, errorCode, userIdentity.arn, sourceIPAddress, \
            userIdentity.type, additionalEventData.MFAUsed, responseElements.ConsoleLogin
            | filter eventName = "ConsoleLogin" and additionalEventData.MFAUsed != "Yes"
            | sort @timestamp desc | limit 100""");
  }

  @Test
  void givesEveryNumberWhereNoVersionIsAskedFor() {
    assertThat(AlarmDescription.of(SIGN_IN, SIGN_IN.defaultVariant(), Optional.empty()))
        .startsWith(
            "Console sign-in without MFA. CIS AWS Foundations: 3.2 (1.2), 4.2 (1.3-5.0), 5.2"
                + " (6.0-7.0).\n");
  }

  @Test
  void headingAndRunbookMakeTheDescription() {
    PatternVariant variant = SIGN_IN.requireVariant("exclude-sso");
    assertThat(
            AlarmDescription.HEADING.formatted(SIGN_IN.title(), SIGN_IN.sections())
                + "\n"
                + AlarmDescription.runbook(SIGN_IN, variant))
        .isEqualTo(AlarmDescription.of(SIGN_IN, variant, Optional.empty()));
  }

  @Test
  void aPatternOfOnesOwnGetsItsOwnQuery() {
    assertThat(
            AlarmDescription.of(
                SIGN_IN,
                "{ $.eventName = \"ConsoleLogin\" && $.userIdentity.type = \"Root\" }",
                Optional.of("3.0")))
        .startsWith("Console sign-in without MFA. CIS AWS Foundations: 4.2 (3.0).\n")
        .contains("\n| filter eventName = \"ConsoleLogin\" and userIdentity.type = \"Root\"\n");
  }

  @Test
  void leavesTheQueryOutWhereThereIsNone() {
    String without =
        "Console sign-in without MFA. CIS AWS Foundations: 4.2 (3.0).\n"
            + SIGN_IN.respond()
            + "\nTo find the events, search the trail's log group with the pattern of the metric"
            + " filter.";
    assertThat(AlarmDescription.of(SIGN_IN, "ConsoleLogin", Optional.of("3.0"))).isEqualTo(without);
    assertThat(
            AlarmDescription.of(
                SIGN_IN, "{ $.eventName = \"" + "x".repeat(900) + "\" }", Optional.of("3.0")))
        .isEqualTo(without);
    assertThat(AlarmDescription.of(SIGN_IN, "{ $.a = \"${b}\" }", Optional.of("3.0")))
        .isEqualTo(without);
    assertThat(AlarmDescription.of(SIGN_IN, "{ $.a = \"Änne\" }", Optional.of("3.0")))
        .isEqualTo(without);
  }

  @Test
  void refusesAPatternThatTheServiceWouldReject() {
    assertThatThrownBy(() -> AlarmDescription.of(SIGN_IN, "{ $.a == 1 }", Optional.empty()))
        .isInstanceOf(FilterPatternException.class);
  }

  @Test
  void refusesAVersionThatLacksTheControl() {
    Control organizations = Controls.require("organizations-changes");
    assertThatThrownBy(
            () ->
                AlarmDescription.of(
                    organizations, organizations.defaultVariant(), Optional.of("1.2")))
        .hasMessage("benchmark 1.2 does not have the control 'organizations-changes'");
  }
}

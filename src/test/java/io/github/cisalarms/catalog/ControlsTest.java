package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {

  @Test
  void findsAControlBySlug() {
    assertThat(Controls.bySlug("console-signin-without-mfa"))
        .hasValueSatisfying(
            control -> assertThat(control.metricName()).isEqualTo("no_mfa_console_signin_metric"));
  }

  /** The slugs are contract: resource addresses and users' files carry them. */
  @Test
  void slugsStayWhatTheyAre() {
    assertThat(Controls.all())
        .extracting(Control::slug)
        .containsExactly(
            "unauthorized-api-calls",
            "console-signin-without-mfa",
            "root-account-usage",
            "iam-policy-changes",
            "cloudtrail-config-changes",
            "console-signin-failures",
            "kms-key-disable-or-deletion",
            "s3-bucket-policy-changes",
            "aws-config-changes",
            "security-group-changes",
            "network-acl-changes",
            "network-gateway-changes",
            "route-table-changes",
            "vpc-changes",
            "organizations-changes");
  }

  @Test
  void consoleSignInVariantsAreTheBenchmarksBytes() {
    assertThat(Controls.require("console-signin-without-mfa").variants())
        .extracting(PatternVariant::name, PatternVariant::pattern)
        .containsExactly(
            tuple(
                "default",
                "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }"),
            tuple(
                "exclude-sso",
                "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\")"
                    + " && ($.userIdentity.type = \"IAMUser\")"
                    + " && ($.responseElements.ConsoleLogin = \"Success\") }"));
  }

  @Test
  void onlyTheOrganizationControlBelongsToTheManagementAccount() {
    assertThat(Controls.all())
        .filteredOn(control -> control.scope() == Control.Scope.MANAGEMENT_ACCOUNT)
        .extracting(Control::slug)
        .containsExactly("organizations-changes");
  }

  @Test
  void numbersMoveFromVersionToVersion() {
    assertThat(Controls.require("console-signin-without-mfa").benchmarks())
        .containsAllEntriesOf(Map.of("1.2", "3.2", "3.0", "4.2", "5.0", "4.2", "7.0", "5.2"));
    assertThat(Controls.require("console-signin-without-mfa").sections())
        .isEqualTo("3.2 (1.2), 4.2 (1.3-5.0), 5.2 (6.0-7.0)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "root-acount-usage | unknown control 'root-acount-usage': did you mean"
            + " 'root-account-usage'?",
        "console_signin_without_mfa | unknown control 'console_signin_without_mfa': did you mean"
            + " 'console-signin-without-mfa'?",
        "4.3 | unknown control '4.3': controls go by slug, this one is 'root-account-usage'",
        "cloudwatch.3 | unknown control 'cloudwatch.3': controls go by slug, this one is"
            + " 'console-signin-without-mfa'",
        "cloudwatch_changes_to_vpcs_alarm_configured | unknown control"
            + " 'cloudwatch_changes_to_vpcs_alarm_configured': controls go by slug, this one is"
            + " 'vpc-changes'",
        "nacl_changes_metric | unknown control 'nacl_changes_metric': controls go by slug, this"
            + " one is 'network-acl-changes'",
        "console-signin | unknown control 'console-signin': did you mean"
            + " 'console-signin-without-mfa' or 'console-signin-failures'?",
        "mfa | unknown control 'mfa'; there are: unauthorized-api-calls,"
            + " console-signin-without-mfa, root-account-usage, iam-policy-changes,"
            + " cloudtrail-config-changes, console-signin-failures, kms-key-disable-or-deletion,"
            + " s3-bucket-policy-changes, aws-config-changes, security-group-changes,"
            + " network-acl-changes, network-gateway-changes, route-table-changes, vpc-changes,"
            + " organizations-changes",
      })
  void refusesAnUnknownControl(String slug, String message) {
    assertThatThrownBy(() -> Controls.require(slug))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAnUnknownVariant() {
    Control control = Controls.require("console-signin-without-mfa");
    assertThatThrownBy(() -> control.requireVariant("exclude_sso"))
        .hasMessage(
            "unknown variant of console-signin-without-mfa 'exclude_sso': did you mean"
                + " 'exclude-sso'?");
  }

  @Test
  void refusesAnUnknownVersion() {
    assertThatThrownBy(() -> Controls.requireBenchmark("4.0.1"))
        .hasMessage(
            "unknown benchmark version '4.0.1'; there are: 1.2, 1.3, 1.4, 1.5, 2.0, 3.0, 4.0,"
                + " 5.0, 6.0, 7.0");
  }

  @Test
  void suggestsTheVersionThatAShorterOneStandsFor() {
    assertThatThrownBy(() -> Controls.requireBenchmark("5"))
        .hasMessage("unknown benchmark version '5': did you mean '5.0'?");
  }

  @Test
  void refusesAnUnknownChecker() {
    assertThatThrownBy(() -> Checker.of("prowlr"))
        .hasMessage("unknown checker 'prowlr': did you mean 'prowler'?");
    assertThatThrownBy(() -> Checker.of("trivy"))
        .hasMessage("unknown checker 'trivy'; there are: cis, security-hub, prowler, steampipe");
  }
}

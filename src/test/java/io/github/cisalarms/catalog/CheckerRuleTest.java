package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerRuleTest {

  /** A text that stands somewhere in public, and the programs that were seen to accept it. */
  record Published(String control, String pattern, List<Checker> acceptedBy) {
    @Override
    public String toString() {
      return control + " " + pattern;
    }
  }

  static List<Published> published() {
    return TestData.read("published-texts.json", Published.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void programsAcceptWhatTheyWereSeenToAccept(Published text) {
    Control control = Controls.require(text.control());
    assertThat(
            Stream.of(Checker.SECURITY_HUB, Checker.PROWLER, Checker.STEAMPIPE)
                .filter(
                    checker ->
                        control
                            .rule(checker)
                            .filter(rule -> rule.accepts(text.pattern()))
                            .isPresent()))
        .as("%s", text)
        .containsExactlyInAnyOrderElementsOf(text.acceptedBy());
  }

  @Test
  void auditorDoesNotMindSpacing() {
    CheckerRule auditor = rule("root-account-usage", Checker.CIS);
    assertThat(
            auditor.accepts(
                "{$.userIdentity.type=\"Root\"&&$.userIdentity.invokedBy  NOT\nEXISTS"
                    + " && $.eventType !=\"AwsServiceEvent\" }\n"))
        .isTrue();
  }

  @Test
  void auditorMindsBlanksThatMatter() {
    CheckerRule auditor = rule("root-account-usage", Checker.CIS);
    assertThat(
            auditor.accepts(
                "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedByNOT EXISTS"
                    + " && $.eventType != \"AwsServiceEvent\" }"))
        .isFalse();
    assertThat(
            rule("console-signin-failures", Checker.CIS)
                .accepts(
                    "{ ($.eventName = ConsoleLogin)"
                        + " && ($.errorMessage = \"Failed  authentication\") }"))
        .isFalse();
    assertThat(rule("vpc-changes", Checker.CIS).accepts("")).isFalse();
  }

  @Test
  void auditorAsksForTheNewestText() {
    assertThat(accepted("security-group-changes", Checker.CIS)).containsExactly("default");
    assertThat(accepted("route-table-changes", Checker.CIS)).containsExactly("default");
    assertThat(accepted("unauthorized-api-calls", Checker.CIS)).containsExactly("default");
    assertThat(accepted("organizations-changes", Checker.CIS)).containsExactly("default");
    assertThat(accepted("console-signin-without-mfa", Checker.CIS))
        .containsExactly("default", "exclude-sso");
  }

  @Test
  void securityHubMindsEveryByte() {
    Control control = Controls.require("console-signin-without-mfa");
    String accepted = control.requireVariant("exclude-sso").pattern();
    CheckerRule rule = control.rule(Checker.SECURITY_HUB).orElseThrow();
    assertThat(rule.accepts(accepted)).isTrue();
    assertThat(rule.accepts(accepted + " ")).isFalse();
    assertThat(rule.name()).isEqualTo("CloudWatch.3");
    assertThat(rule.note()).isEqualTo("Reported for CIS 1.2.0/3.2.");
  }

  @Test
  void securityHubHasNoOrganizationControl() {
    assertThat(Controls.require("organizations-changes").rule(Checker.SECURITY_HUB)).isEmpty();
  }

  @Test
  void prowlerReadsOverLineBreaksAndInAnyOrder() {
    CheckerRule rule = rule("console-signin-without-mfa", Checker.PROWLER);
    assertThat(
            rule.accepts(
                "{ ($.additionalEventData.MFAUsed != Yes) &&\n($.eventName = ConsoleLogin) }"))
        .isTrue();
    assertThat(
            rule.accepts(
                "{ ($.eventName = ConsoleLoginX) && ($.additionalEventData.MFAUsed != Yes) }"))
        .isFalse();
  }

  @Test
  void steampipeReadsOverLineBreaks() {
    assertThat(
            rule("kms-key-disable-or-deletion", Checker.STEAMPIPE)
                .accepts(
                    """
                    {
                      ($.eventSource = kms.amazonaws.com) && (
                        ($.eventName = DisableKey) ||
                        ($.eventName = ScheduleKeyDeletion)
                      )
                    }
                    """))
        .isTrue();
  }

  /** Nobody needs a filter that somebody cannot accept: each variant pleases at least one. */
  @ParameterizedTest
  @MethodSource("io.github.cisalarms.catalog.Controls#all")
  void everyCheckerAcceptsAVariantAndEveryVariantHasAChecker(Control control) {
    assertThat(Checker.values())
        .allSatisfy(checker -> assertThat(control.acceptedBy(checker)).isNotEmpty());
    assertThat(control.variants())
        .allSatisfy(
            variant ->
                assertThat(control.rules().values())
                    .anyMatch(rule -> rule.accepts(variant.pattern())));
  }

  private static CheckerRule rule(String slug, Checker checker) {
    return Controls.require(slug).rule(checker).orElseThrow();
  }

  private static Stream<String> accepted(String slug, Checker checker) {
    return Controls.require(slug).acceptedBy(checker).stream().map(PatternVariant::name);
  }
}

package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.ControlsMarkdown;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ControlsCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsTheControls() {
    assertThat(run("controls")).isZero();
    assertThat(out.toString().lines())
        .hasSize(16)
        .startsWith(
            "CONTROL                      CIS               SECURITY HUB   TITLE",
            "unauthorized-api-calls       3.1, 4.1, 5.1     CloudWatch.2   API calls denied for"
                + " lack of permission")
        .endsWith(
            "organizations-changes        4.15, 5.15        -              AWS Organizations"
                + " changes");
  }

  @Test
  void showsTheNumbersOfOneVersion() {
    assertThat(run("controls", "--benchmark", "1.2")).isZero();
    assertThat(out.toString().lines())
        .hasSize(15)
        .contains(
            "CONTROL                      CIS 1.2  SECURITY HUB   TITLE",
            "console-signin-without-mfa   3.2      CloudWatch.3   Console sign-in without MFA");
  }

  @Test
  void refusesAnUnknownVersion() {
    assertThat(run("controls", "--benchmark", "3.1")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("unknown benchmark version '3.1': did you mean '3.0'?\n");
  }

  @Test
  void printsTheDocument() {
    assertThat(run("controls", "--markdown")).isZero();
    assertThat(out.toString()).isEqualTo(ControlsMarkdown.of(Controls.all()));
  }

  @Test
  void printsJson() throws IOException {
    assertThat(run("controls", "--json", "--benchmark", "1.2")).isZero();
    JsonNode controls = new ObjectMapper().readTree(out.toString());
    assertThat(controls).hasSize(14);
    JsonNode signIn = controls.get(1);
    assertThat(signIn.get("metric_name").asText()).isEqualTo("no_mfa_console_signin_metric");
    assertThat(signIn.get("scope").asText()).isEqualTo("account");
    assertThat(signIn.get("variants").get(1).get("pattern").asText())
        .isEqualTo(Controls.require("console-signin-without-mfa").variants().get(1).pattern());
    assertThat(signIn.get("checkers").get(1).toString())
        .isEqualTo(
            "{\"checker\":\"security-hub\",\"name\":\"CloudWatch.3\",\"compares\":\"the exact"
                + " text\",\"note\":\"Reported for CIS"
                + " 1.2.0/3.2.\",\"accepts\":[\"exclude-sso\"]}");
    assertThat(signIn.get("filters").get("cis+prowler").toString()).isEqualTo("[\"default\"]");
    assertThat(signIn.get("filters")).hasSize(15);
  }

  @Test
  void printsOneFormatAtATime() {
    assertThat(run("controls", "--json", "--markdown")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--json, --markdown: exclude each other; keep one\n");
  }

  @Test
  void explainsOneControl() throws IOException {
    assertThat(run("controls", "show", "console-signin-without-mfa")).isZero();
    try (InputStream in = getClass().getResourceAsStream("console-signin-without-mfa.txt")) {
      assertThat(out.toString()).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void saysWhereAControlMakesSense() {
    assertThat(run("controls", "show", "organizations-changes")).isZero();
    assertThat(out.toString())
        .contains("  only in the organization's management account:")
        .containsPattern("Security Hub +does not judge it +- +-\n")
        .contains("  default and all-events for cis+prowler, ");
  }

  @Test
  void explainsOneControlInJson() throws IOException {
    assertThat(run("controls", "show", "vpc-changes", "--json")).isZero();
    assertThat(out.toString()).startsWith("{\n  \"slug\": \"vpc-changes\",\n").endsWith("}\n");
    assertThat(new ObjectMapper().readTree(out.toString()).get("slug").asText())
        .isEqualTo("vpc-changes");
  }

  @Test
  void refusesAnUnknownControl() {
    assertThat(run("controls", "show", "vpc-change")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "unknown control 'vpc-change': did you mean 'vpc-changes'?\n");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}

package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.terraform.EmulatedFleet.Fault;
import io.github.cisalarms.terraform.FaultyApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits a fleet of twenty emulated accounts, as the packaged program does. */
@AgainstMoto
class FleetAuditIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The first link that each fault breaks, by the rule that finds it. */
  private static final Map<Fault, String> RULES =
      Map.of(
          Fault.TRAIL_IS_SWITCHED_OFF, "TrailIsLogging",
          Fault.TRAIL_HAS_NO_LOG_GROUP, "TrailDeliversToLogGroup",
          Fault.FILTER_IS_MISSING, "FilterReadsTrailLogGroup",
          Fault.PATTERN_IS_TOO_NARROW, "PatternDetectsEvents",
          Fault.ALARM_WATCHES_ANOTHER_METRIC, "AlarmWatchesMetric",
          Fault.THRESHOLD_IS_TOO_HIGH, "AlarmFiresOnOneEvent",
          Fault.ACTIONS_ARE_DISABLED, "AlarmActionsAreEnabled",
          Fault.ALARM_HAS_NO_ACTION, "AlarmNotifiesTopic",
          Fault.POLICY_DOES_NOT_LET_CLOUDWATCH_PUBLISH, "TopicLetsCloudWatchPublish",
          Fault.NOBODY_SUBSCRIBES, "TopicHasSubscriber");

  @TempDir private Path folder;

  @Test
  void findsEachOfTenAccountsThatAreBrokenInTenWays(Moto moto) throws IOException {
    EmulatedFleet fleet = EmulatedFleet.create(moto, folder);
    Terraform.Outcome good = audit(moto.environment(), fleet);
    assertThat(good.exitCode()).as(good.stdout() + good.stderr()).isZero();
    assertThat(good.stdout()).startsWith("20 accounts: compliant\n");

    fleet.breakAll();
    Path json = folder.resolve("audit.json");
    Path html = folder.resolve("audit.html");
    Terraform.Outcome bad =
        audit(
            moto.environment(),
            fleet,
            "--report",
            "json=" + json,
            "--html",
            html.toString(),
            "--evidence",
            folder.resolve("evidence").toString());

    assertThat(bad.exitCode()).as(bad.stderr()).isEqualTo(1);
    assertThat(bad.stderr()).isEmpty();
    assertThat(bad.stdout()).startsWith("20 accounts: not compliant, 10 of 20 comply");
    String page = Files.readString(html);
    JsonNode verdict = JSON.readTree(json.toFile());
    assertThat(verdict.get("accounts")).hasSize(EmulatedFleet.ACCOUNTS);
    for (Fault fault : Fault.values()) {
      assertThat(rule(verdict, fault.account())).as("%s", fault).isEqualTo(RULES.get(fault));
      String cell = fault.account() + ", root-account-usage is broken: ";
      assertThat(page).contains("title=\"" + cell);
      assertThat(bad.stdout())
          .containsPattern(
              "(?m)^" + fault.account() + "  " + EmulatedFleet.name(fault) + " +not compliant ")
          .contains("== " + fault.account() + " " + EmulatedFleet.name(fault) + "\n")
          .contains("[" + RULES.get(fault) + "]");
    }
    assertThat(brokenAccounts(verdict))
        .containsExactlyInAnyOrderElementsOf(
            List.of(Fault.values()).stream().map(Fault::account).toList());
    assertThat(drift(verdict))
        .containsEntry(
            Fault.FILTER_IS_MISSING.account(),
            "missing aws_cloudwatch_log_metric_filter.control[\"root-account-usage\"]")
        .containsEntry(
            Fault.THRESHOLD_IS_TOO_HIGH.account(),
            "changed aws_cloudwatch_metric_alarm.control[\"root-account-usage\"]")
        .containsEntry(
            Fault.NOBODY_SUBSCRIBES.account(),
            "missing aws_sns_topic_subscription.subscriber[\"security-team\"]");
    keep(page);
    assertEvidenceSaysTheSame(verdict);
  }

  /** Without an account, and without a configuration to compare it with. */
  private void assertEvidenceSaysTheSame(JsonNode verdict) throws IOException {
    List<String> command = new ArrayList<>(List.of("audit", "--json"));
    for (int i = 0; i < EmulatedFleet.ACCOUNTS; i++) {
      command.add(folder.resolve("evidence/" + EmulatedFleet.account(i) + ".json").toString());
    }
    Terraform.Outcome again = ExecutableJar.run(Map.of(), command.toArray(String[]::new));
    assertThat(again.exitCode()).as(again.stderr()).isEqualTo(1);
    JsonNode judged = JSON.readTree(again.stdout());
    for (JsonNode account : verdict.get("accounts")) {
      String id = account.get("account").asText();
      assertThat(account(judged, id).get("controls")).as(id).isEqualTo(account.get("controls"));
      assertThat(account(judged, id).get("read_at")).isEqualTo(account.get("read_at"));
    }
  }

  /** For whoever wants to look at the page. */
  private static void keep(String page) throws IOException {
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("fleet-audit.html"), page);
  }

  @Test
  void finishesTheOtherAccountsWhateverGoesWrongWithOne(Moto moto) throws IOException {
    EmulatedFleet fleet = EmulatedFleet.create(moto, folder);
    try (FaultyApi api = FaultyApi.before(moto)) {
      String noRole = EmulatedFleet.account(1);
      String denied = EmulatedFleet.account(3);
      String throttled = EmulatedFleet.account(5);
      String expired = EmulatedFleet.account(7);
      String silent = EmulatedFleet.account(9);
      api.fault(
          noRole,
          FaultyApi.always(
              "AssumeRole",
              new Answer(
                  403, "AccessDenied", "User is not authorized to perform: sts:AssumeRole")));
      api.fault(
          denied,
          FaultyApi.always(
              "DescribeMetricFilters", new Answer(400, "AccessDeniedException", "no way")));
      api.fault(
          throttled,
          FaultyApi.always(
              "DescribeTrails", new Answer(400, "ThrottlingException", "Rate exceeded")));
      api.fault(
          expired, FaultyApi.after(5, new Answer(403, "ExpiredToken", "The token is expired")));
      api.fault(silent, FaultyApi.after(2, new Answer(0, "", "")));

      Map<String, String> environment = new HashMap<>(moto.environment());
      environment.put("AWS_ENDPOINT_URL", api.address());
      Terraform.Outcome outcome = audit(environment, fleet, "--json");

      assertThat(outcome.exitCode()).as(outcome.stderr()).isEqualTo(1);
      assertThat(outcome.stderr()).doesNotContain("\tat ").doesNotContain("internal error");
      JsonNode verdict = JSON.readTree(outcome.stdout());
      assertThat(verdict.get("accounts")).hasSize(EmulatedFleet.ACCOUNTS);
      assertThat(brokenAccounts(verdict))
          .containsExactlyInAnyOrder(noRole, denied, throttled, expired, silent);
      assertThat(failure(verdict, noRole)).contains("the role can't be taken");
      assertThat(failure(verdict, expired)).contains("ExpiredToken");
      for (String unread : List.of(denied, throttled, silent)) {
        JsonNode account = account(verdict, unread);
        assertThat(account.toString())
            .as(unread)
            .doesNotContain("\"notifies\":\"no\"")
            .containsAnyOf("\"notifies\":\"unknown\"", "\"failure\":\"");
      }
      assertThat(account(verdict, denied).toString())
          .contains("logs:DescribeMetricFilters is missing");
    }
  }

  @Test
  void endsWithTwoIfNoAccountCouldBeRead(Moto moto) {
    EmulatedFleet fleet = EmulatedFleet.create(moto, folder);
    try (FaultyApi api = FaultyApi.before(moto)) {
      for (int i = 0; i < EmulatedFleet.ACCOUNTS; i++) {
        api.fault(
            EmulatedFleet.account(i),
            FaultyApi.always("AssumeRole", new Answer(403, "AccessDenied", "no")));
      }
      Map<String, String> environment = new HashMap<>(moto.environment());
      environment.put("AWS_ENDPOINT_URL", api.address());
      Terraform.Outcome outcome = audit(environment, fleet);
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.stdout())
          .startsWith("20 accounts: not compliant, 0 of 20 comply, 20 could not be read\n");
    }
  }

  private static String rule(JsonNode verdict, String account) {
    for (JsonNode control : account(verdict, account).get("controls")) {
      if (control.get("slug").asText().equals("root-account-usage")) {
        return control.get("rule").asText();
      }
    }
    throw new IllegalStateException(account);
  }

  private static JsonNode account(JsonNode verdict, String id) {
    for (JsonNode account : verdict.get("accounts")) {
      if (account.get("account").asText().equals(id)) {
        return account;
      }
    }
    throw new IllegalStateException(id);
  }

  private static String failure(JsonNode verdict, String account) {
    return account(verdict, account).get("failure").asText();
  }

  private static TreeSet<String> brokenAccounts(JsonNode verdict) {
    TreeSet<String> broken = new TreeSet<>();
    for (JsonNode account : verdict.get("accounts")) {
      if (!account.get("compliant").asBoolean()) {
        broken.add(account.get("account").asText());
      }
    }
    return broken;
  }

  /** The first difference of each account that has one. */
  private static Map<String, String> drift(JsonNode verdict) {
    Map<String, String> drift = new TreeMap<>();
    for (JsonNode account : verdict.get("accounts")) {
      if (!account.get("drift").isEmpty()) {
        JsonNode first = account.get("drift").get(0);
        drift.put(
            account.get("account").asText(),
            first.get("kind").asText() + " " + first.get("resource").asText());
      }
    }
    return drift;
  }

  private static Terraform.Outcome audit(
      Map<String, String> environment, EmulatedFleet fleet, String... options) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    List<String> command = new ArrayList<>(List.of("audit", "--config", fleet.config().toString()));
    command.addAll(List.of(options));
    return ExecutableJar.run(all, command.toArray(String[]::new));
  }
}

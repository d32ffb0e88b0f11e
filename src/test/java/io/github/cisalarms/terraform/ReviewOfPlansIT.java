package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.verdict.Change;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.plan.TerraformPlan;
import io.github.cisalarms.review.Review;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a review says to plans of our own module and stacks, made by Terraform with the real
 * provider.
 */
@AgainstMoto
class ReviewOfPlansIT {

  private static final Set<Checker> EVERY = EnumSet.allOf(Checker.class);
  private static final String EVERY_CHECKER =
      "checkers=[\"cis\",\"prowler\",\"security-hub\",\"steampipe\"]";
  private static final Path WITH_TRAIL =
      Path.of("src/test/resources/io/github/cisalarms/terraform/with-trail");
  private static final Path FLEET = Path.of("examples", "fleet");
  private static final String STACK = "cdk.tf.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void theModuleSatisfiesItsDefaultCheckers(Moto moto) throws IOException {
    Verdict review =
        review(withTrail(moto).plan(), required(Selection.all(), Checker.defaults(), List.of()));

    assertThat(review.compliant()).as(review.headline()).isTrue();
    assertThat(failing(review))
        .as("Security Hub compares with texts of its own, which the defaults do not have")
        .containsExactlyElementsOf(failing(Checker.SECURITY_HUB, Set.of("organizations-changes")));
  }

  @Test
  void theModuleSatisfiesEveryCheckerAtOnce(Moto moto) throws IOException {
    Requirements everything = required(Selection.all(), EVERY, List.of());
    Terraform terraform = withTrail(moto);
    JsonNode plan = terraform.plan("-var=" + EVERY_CHECKER);
    assertPasses(review(plan, everything));
    assertThat(controlsWithTwoFilters(plan))
        .containsExactly(
            "iam-policy-changes",
            "organizations-changes",
            "route-table-changes",
            "security-group-changes",
            "unauthorized-api-calls");

    Terraform.Outcome printed =
        ExecutableJar.run(
            "review",
            Files.writeString(folder.resolve("plan.json"), plan.toString()).toString(),
            "--checker=cis,security-hub,prowler,steampipe",
            "--json");
    printed.assertSucceeded();
    assertThat(printed.json().get("compliant").asBoolean()).isTrue();
    assertThat(printed.json().findValuesAsText("verdict"))
        .as("all four checkers judge all but one control, of which Security Hub has none")
        .hasSize(4 * Controls.all().size() - 1)
        .containsOnly("pass");
  }

  @Test
  void whatIsAppliedIsJudgedAsItsPlanWas(Moto moto) throws IOException {
    Requirements everything = required(Selection.all(), EVERY, List.of(EmulatedAccount.LOG_GROUP));
    Terraform terraform = withTrail(moto);
    String[] variables = {"-var=trail=false", "-var=" + EVERY_CHECKER};
    assertPasses(review(terraform.plan(variables), everything));

    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();

    assertPasses(review(terraform.run("show", "-json").assertSucceeded().json(), everything));
    Verdict same = review(terraform.plan(variables), everything);
    assertPasses(same);
    assertThat(same.changed(Change.KEPT)).hasSize(15);

    String[] fewer = {
      "-var=trail=false", "-var=" + EVERY_CHECKER, "-var=disabled_controls=[\"vpc-changes\"]"
    };
    Verdict less = review(terraform.plan(fewer), everything);
    assertThat(less.headline())
        .isEqualTo("plan.json: not compliant, 1 control lost, 14 of 15 hold");
    assertThat(less.changed(Change.LOST))
        .extracting(control -> control.control().slug())
        .containsExactly("vpc-changes");
    assertThat(less.changed(Change.KEPT)).hasSize(14);
  }

  @Test
  void aTopicWithAKeyOfItsOwnStillTellsSomebody(Moto moto) throws IOException {
    Requirements defaults =
        required(Selection.all(), Checker.defaults(), List.of(EmulatedAccount.LOG_GROUP));
    Terraform terraform = withTrail(moto);
    assertThat(notified(review(terraform.plan("-var=create_kms_key=true"), defaults))).hasSize(15);

    terraform
        .run("apply", "-auto-approve", "-var=create_kms_key=true", "-var=trail=false")
        .assertSucceeded();

    JsonNode applied = terraform.run("show", "-json").assertSucceeded().json();
    assertThat(notified(review(applied, defaults))).hasSize(15);
  }

  @Test
  void theSamplesStackSatisfiesItsDefaultCheckers(Moto moto) throws IOException {
    Path config = folder.resolve("cis-alarms.yaml");
    Files.writeString(
        config, Files.readString(Path.of("cis-alarms.yaml")).replace("111122223333", Moto.ACCOUNT));
    ExecutableJar.run("synth", "--config", config.toString(), "--out", folder.toString())
        .assertSucceeded();
    Path stack = folder.resolve("stacks").resolve(Moto.ACCOUNT + "-us-east-1");
    Verdict review =
        review(
            Engine.TERRAFORM.init(stack, moto.environment()).plan(),
            required(Selection.all(), Checker.defaults(), List.of(EmulatedAccount.LOG_GROUP)));

    assertThat(review.compliant()).as(review.headline()).isTrue();
    assertThat(failing(review))
        .containsExactlyElementsOf(failing(Checker.SECURITY_HUB, Set.of("organizations-changes")));
  }

  static Stream<String> stacks() throws IOException {
    try (Stream<Path> folders = Files.list(FLEET.resolve("stacks"))) {
      return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }

  /** The stacks as they are checked in. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void theFleetSatisfiesItsDefaultCheckers(String stack, Moto moto) throws IOException {
    Verdict review = review(plan(FLEET.resolve("stacks"), stack, moto), fleet(stack, false));

    assertThat(review.headline()).isEqualTo(headlineOf(stack));
    assertThat(review.required())
        .filteredOn(control -> control.allowed().isPresent())
        .extracting(control -> control.control().slug())
        .containsExactly("unauthorized-api-calls");
    assertThat(failing(review))
        .containsExactlyElementsOf(
            failing(
                Checker.SECURITY_HUB,
                // Its variant exclude-sso is Security Hub's own text.
                stack.startsWith("workloads-dev")
                    ? Set.of("organizations-changes", "console-signin-without-mfa")
                    : Set.of("organizations-changes")));
  }

  /** One stack with the resources in it, one that calls the module. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"audit-us-east-1", "workloads-dev-us-east-1"})
  void theFleetSatisfiesEveryCheckerIfAskedTo(String stack, Moto moto) throws IOException {
    Path fleet = folder.resolve("configured").resolve(FLEET);
    Programs.copyFolder(Path.of("modules"), folder.resolve("configured").resolve("modules"));
    Files.createDirectories(fleet);
    Programs.copyFolder(FLEET, fleet);
    Path config = fleet.resolve("cis-alarms.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "\ndefaults:\n",
                "\ndefaults:\n  checkers: [cis, security-hub, prowler, steampipe]\n"));
    ExecutableJar.run("synth", "--config", config.toString(), "--out", fleet.toString())
        .assertSucceeded();

    assertPasses(review(plan(fleet.resolve("stacks"), stack, moto), fleet(stack, true)));
  }

  private static String headlineOf(String stack) {
    return switch (stack) {
      case "audit-us-east-1" -> "plan.json: compliant, 15 of 15 hold, 1 by allowance";
      // Who reads the topic that exists there is not in the plan.
      case "workloads-prod-eu-west-1" ->
          "plan.json: not compliant, 14 controls unknown, 0 of 14 hold";
      default -> "plan.json: compliant, 14 of 14 hold, 1 by allowance";
    };
  }

  /** What the example's configuration asks for. */
  private static Requirements fleet(String stack, boolean everyChecker) {
    Selection selection = Selection.ofBenchmark("5.0");
    return new Requirements(
        stack.startsWith("audit") ? selection : selection.without(List.of("organizations-changes")),
        everyChecker ? EVERY : Checker.defaults(),
        List.of("aws-cloudtrail-logs", "aws-cloudtrail-logs-organization"),
        false,
        Map.of("unauthorized-api-calls", new Allowance(100, Optional.empty())));
  }

  private static Requirements required(
      Selection selection, Set<Checker> checkers, List<String> logGroups) {
    return new Requirements(selection, checkers, logGroups, false, Map.of());
  }

  private Terraform withTrail(Moto moto) {
    Programs.copyFolder(WITH_TRAIL, folder);
    ModuleFolder.copyTo(folder.resolve("module"));
    return Engine.TERRAFORM.init(folder, moto.environment());
  }

  /** A copy of a fleet's stack, planned without its backend: there is no bucket for the state. */
  private JsonNode plan(Path stacks, String stack, Moto moto) throws IOException {
    Path copy = folder.resolve(FLEET).resolve("stacks").resolve(stack);
    Files.createDirectories(copy);
    Programs.copyFolder(Path.of("modules"), folder.resolve("modules"));
    ObjectNode main = (ObjectNode) JSON.readTree(stacks.resolve(stack).resolve(STACK).toFile());
    ((ObjectNode) main.get("terraform")).remove("backend");
    JSON.writeValue(copy.resolve(STACK).toFile(), main);
    return Engine.TERRAFORM.init(copy, moto.environment()).plan();
  }

  private static Verdict review(JsonNode shown, Requirements requirements) throws IOException {
    byte[] text = shown.toString().getBytes(StandardCharsets.UTF_8);
    return Review.of(TerraformPlan.read("plan.json", new ByteArrayInputStream(text)), requirements);
  }

  private static List<String> notified(Verdict review) {
    return review.required().stream()
        .filter(control -> control.notifies() == Answer.YES)
        .map(control -> control.control().slug())
        .toList();
  }

  private static void assertPasses(Verdict review) {
    assertThat(review.compliant()).as(review.headline()).isTrue();
    assertThat(review.required())
        .allSatisfy(control -> assertThat(review.findings(control)).isEmpty());
    assertThat(failing(review)).isEmpty();
  }

  /** The verdicts that are a fail, such as {@code root-account-usage security-hub RULE}. */
  private static List<String> failing(Verdict review) {
    return review.required().stream()
        .flatMap(
            control ->
                control.checkers().entrySet().stream()
                    .filter(checker -> checker.getValue().verdict() == Answer.NO)
                    .map(
                        checker ->
                            "%s %s %s"
                                .formatted(
                                    control.control().slug(),
                                    checker.getKey().id(),
                                    checker.getValue().firstBroken().orElseThrow().rule())))
        .toList();
  }

  /** That a checker fails all controls for their text, but for some. */
  private static List<String> failing(Checker checker, Set<String> except) {
    return Controls.all().stream()
        .map(Control::slug)
        .filter(slug -> !except.contains(slug))
        .map(slug -> "%s %s PatternIsAcceptedByChecker".formatted(slug, checker.id()))
        .toList();
  }

  /** Slugs of the controls that have a second filter. */
  private static List<String> controlsWithTwoFilters(JsonNode plan) {
    List<String> keys = new ArrayList<>();
    plan.at("/planned_values/root_module/child_modules/0/resources")
        .forEach(
            resource -> {
              if (resource.get("type").asText().equals("aws_cloudwatch_log_metric_filter")) {
                keys.add(resource.get("index").asText());
              }
            });
    return Controls.all().stream()
        .map(Control::slug)
        .filter(slug -> keys.stream().filter(key -> key.startsWith(slug + "-")).count() == 1)
        .sorted()
        .toList();
  }
}

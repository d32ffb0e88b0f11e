package io.github.cisalarms.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.rule.Rules;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.plan.TerraformPlan;
import io.github.cisalarms.review.LinkPlansTest;
import io.github.cisalarms.review.Review;
import io.github.cisalarms.review.ReviewCase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportsTest {

  @Test
  void theCommentSaysFirstWhatThePlanLoses() {
    assertThat(MarkdownReport.of(ReviewCase.of("loses-control").review()))
        .isEqualTo(
            """
            ### CIS alarms: not compliant

            plans/loses-control.json: not compliant, 1 control lost, 0 of 1 hold

            Each control has to notify, and to pass CIS, Prowler.

            > [!CAUTION]
            > **This plan loses:**
            > - control <code>console-signin-without-mfa</code>: the alarm's actions are disabled: it goes off and tells nobody

            | Control | Detects | Alarms | Notifies | Noisy | CIS | Security Hub | Prowler | Steampipe | Change |
            |---|---|---|---|---|---|---|---|---|---|
            | <code>console-signin-without-mfa</code> | yes | yes | **no** | no | pass | **fail** | pass | pass | **lost** |

            <details><summary><code>console-signin-without-mfa</code>: the alarm's actions are disabled: it goes off and tells nobody</summary>

            - **action** <code>aws&#95;cloudwatch&#95;metric&#95;alarm.signin</code> (`AlarmActionsAreEnabled`): the alarm's actions are disabled: it goes off and tells nobody. Remedy: set actions&#95;enabled = true.

            </details>
            """);
  }

  @Test
  void aTerminalOf80ColumnsShowsEveryVerdictInATableAndFirstWhatIsMissing() {
    Verdict review =
        ReviewCase.review(
            "peers/makandra-cis-alarms.json",
            new Requirements(Selection.all(), Checker.defaults(), List.of(), false, Map.of()));
    List<String> lines = TextReport.of(review, new Display(80, false)).lines().toList();

    assertThat(lines.get(1)).startsWith("-> name the trail's log group with --log-group: ");
    assertThat(lines)
        .anyMatch(line -> line.matches("CONTROL( +\\|)+ +CHANGE"))
        .anyMatch(line -> line.matches("cloudtrail-config-changes( +\\S+){9}"))
        .contains("? is unknown")
        .filteredOn(line -> !line.contains("  [") && !line.equals(lines.get(0)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void theCommentSaysTheSameOfSeveralControlsOnce() {
    Verdict review =
        ReviewCase.review(
            "peers/makandra-cis-alarms.json",
            new Requirements(
                Selection.ofSlugs(List.of("unauthorized-api-calls", "vpc-changes")),
                Set.of(),
                List.of("aws-cloudtrail-logs"),
                false,
                Map.of()));
    assertThat(MarkdownReport.of(review))
        .contains("\nEach control has to notify.\n")
        .containsOnlyOnce("<details>")
        .contains(
            "<details><summary><code>unauthorized-api-calls</code>, <code>vpc-changes</code>: the"
                + " topic 'arn:aws:sns:us-east-1:123456789012:existing-topic' is not in this plan")
        .contains(
            "- **topic-policy** <code>module.alarms.aws&#95;cloudwatch&#95;metric&#95;alarm.this&#91;\"UnauthorizedApiCalls\"&#93;</code>,"
                + " <code>module.alarms.aws&#95;cloudwatch&#95;metric&#95;alarm.this&#91;\"VpcChanges\"&#93;</code>"
                + " (`TopicLetsCloudWatchPublish`): ");
  }

  @Test
  void theCommentLinksAndMentionsNothingOfAPlan() throws IOException {
    String plan =
        """
        {"planned_values":{},"resource_changes":[{"type":"aws_sns_topic","mode":"managed",
         "address":"https://evil.example www.evil.example GH-12 gh-12 @name #12 a@evil.example",
         "change":{"actions":["delete"],"before":{}}}]}
        """;
    Verdict review =
        Review.of(
            TerraformPlan.read(
                "plan.json", new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8))),
            ReviewCase.everything(Checker.defaults(), "logs"));
    assertThat(MarkdownReport.of(review))
        .contains(
            "<code>https:&#8203;//evil.example www&#8203;.evil.example GH-&#8203;12 gh-&#8203;12"
                + " &#64;&#8203;name &#35;&#8203;12 a&#64;&#8203;evil.example</code>");
  }

  @Test
  void theCommentNamesWhatIsDestroyedForGood() {
    assertThat(MarkdownReport.of(ReviewCase.of("replaces-alarm-and-topic").review()))
        .contains(
            """
            > **This plan loses:**
            > - <code>aws&#95;cloudwatch&#95;metric&#95;alarm.signin</code> is replaced: the alarm's history is lost
            > - <code>aws&#95;sns&#95;topic.alarms</code> is replaced: every subscription is lost, also those that were made by hand
            """);
  }

  @Test
  void theCommentFitsWhateverThePlan() throws IOException {
    String alarms =
        IntStream.range(0, 3000)
            .mapToObj(
                i ->
                    """
                    {"address":"aws_sns_topic.topic_%s_%d","type":"aws_sns_topic","mode":"managed",
                     "change":{"actions":["delete","create"],"before":{}}}
                    """
                        .formatted("x".repeat(400), i))
            .collect(Collectors.joining(","));
    TerraformPlan plan =
        TerraformPlan.read(
            "plan.json",
            new ByteArrayInputStream(
                ("{\"planned_values\":{},\"resource_changes\":[" + alarms + "]}")
                    .getBytes(StandardCharsets.UTF_8)));
    String comment =
        MarkdownReport.of(Review.of(plan, ReviewCase.everything(Checker.defaults(), "logs")));
    assertThat(comment.length()).isBetween(30_000, 59_999);
    assertThat(comment).contains(" more left out for their length").contains("| Control |");
  }

  @Test
  void junitHasATestForEachRequiredControl() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    JunitReport.of(ReviewCase.of("no-action").review())
                        .getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
        .isEqualTo(
            "action aws_cloudwatch_metric_alarm.signin [AlarmNotifiesTopic]: the alarm has no"
                + " action: it tells nobody; remedy: add the topic's ARN to alarm_actions");
  }

  @Test
  void sarifNamesRuleAddressAndPlan() throws IOException {
    JsonNode run =
        new ObjectMapper()
            .readTree(SarifReport.of(ReviewCase.of("no-action").review()))
            .at("/runs/0");
    assertThat(run.at("/tool/driver/rules")).hasSize(Rules.ALL.size() + 2);
    JsonNode result = run.at("/results/0");
    assertThat(result.at("/ruleId").asText()).isEqualTo("AlarmNotifiesTopic");
    assertThat(result.at("/level").asText()).isEqualTo("error");
    assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText())
        .isEqualTo("aws_cloudwatch_metric_alarm.signin");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("plans/no-action.json");
  }

  @Test
  void sarifMakesNoLinksOfBrackets() throws IOException {
    String plan =
        """
        {"planned_values":{},"resource_changes":[{"type":"aws_sns_topic","mode":"managed",
         "address":"aws_sns_topic.t[\\"a\\\\b](https://evil.example)\\"]",
         "change":{"actions":["delete"],"before":{}}}]}
        """;
    Verdict review =
        Review.of(
            TerraformPlan.read(
                "plan.json", new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8))),
            ReviewCase.everything(Checker.defaults(), "logs"));
    JsonNode results = new ObjectMapper().readTree(SarifReport.of(review)).at("/runs/0/results");
    assertThat(results.get(results.size() - 1).at("/message/text").asText())
        .startsWith("aws_sns_topic.t\\[\"a\\\\b\\](https://evil.example)\"\\] is ");
  }

  @Test
  void everyReportShowsWhatIsAllowed() throws IOException {
    Verdict review =
        ReviewCase.review(
            "plans/threshold-too-high.json",
            new Requirements(
                Selection.ofSlugs(List.of(ReviewCase.SLUG)),
                Checker.defaults(),
                List.of(),
                false,
                Map.of(ReviewCase.SLUG, new Allowance(100, Optional.empty()))));
    String message = "it takes 100 events to make the alarm go off, 100 are allowed";
    assertThat(MarkdownReport.of(review))
        .startsWith("### CIS alarms: compliant\n")
        .contains("1 of 1 hold, 1 by allowance")
        .contains("| yes | allowed | yes |")
        .contains("(`AlarmFiresOnOneEvent`): allowed: " + message + ".\n");
    assertThat(JunitReport.of(review))
        .contains("failures=\"0\"")
        .contains(
            "<system-out>allowed: alarm aws_cloudwatch_metric_alarm.signin"
                + " [AlarmFiresOnOneEvent]: "
                + message
                + "</system-out>");
    JsonNode result = new ObjectMapper().readTree(SarifReport.of(review)).at("/runs/0/results/0");
    assertThat(result.at("/level").asText()).isEqualTo("note");
    assertThat(result.at("/message/text").asText())
        .isEqualTo("console-signin-without-mfa: " + message + ".");
    assertThat(result.at("/suppressions").toString())
        .isEqualTo("[{\"kind\":\"external\",\"justification\":\"allowed by --allow-events\"}]");
  }

  @Test
  void reportsAreTheSameInEveryLocale() {
    Verdict review = ReviewCase.of("our-module").review();
    String expected = MarkdownReport.of(review) + SarifReport.of(review) + JunitReport.of(review);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      Verdict again = ReviewCase.of("our-module").review();
      assertThat(MarkdownReport.of(again) + SarifReport.of(again) + JunitReport.of(again))
          .isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyReportSaysWhatIsTakenToHold() {
    Verdict verdict = LinkPlansTest.verdict("queue-outside");
    String taken = "the queue is not in this plan; it is taken to let the topic deliver";
    assertThat(verdict.compliant()).isTrue();
    assertThat(TextReport.of(verdict)).contains("    likely: " + taken);
    assertThat(MarkdownReport.of(verdict)).contains("likely: " + taken);
    assertThat(SarifReport.of(verdict)).contains("\"level\": \"note\"", taken);
    assertThat(JunitReport.of(verdict)).contains("<system-out>likely: ", taken);
    assertThat(JsonReport.of(verdict).controls().get(1).likely())
        .containsExactly(
            new JsonReport.Stated(
                "SubscriberTakesFromTopic", "aws_sns_topic_subscription.oncall", taken));
  }
}

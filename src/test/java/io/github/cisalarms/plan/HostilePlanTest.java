package io.github.cisalarms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.rule.Rule;
import io.github.cisalarms.chain.rule.Rules;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.report.JunitReport;
import io.github.cisalarms.report.MarkdownReport;
import io.github.cisalarms.report.SarifReport;
import io.github.cisalarms.review.Review;
import io.github.cisalarms.review.ReviewCase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePlanTest {

  private static final String SECRET = "hunter2-hunter2";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~|plan.json is empty; write the plan into it: terraform show -json PLANFILE > plan.json
          []|plan.json is no plan or state as terraform show -json prints it: it is no JSON object; write one with: terraform show -json PLANFILE > plan.json
          {"a":1}|plan.json is no plan or state as terraform show -json prints it: it has neither planned nor present values; write one with: terraform show -json PLANFILE > plan.json
          {"@level":"info"}|plan.json is no plan or state as terraform show -json prints it: it is the log that terraform plan -json prints; write one with: terraform show -json PLANFILE > plan.json
          {"version":4,"resources":[]}|plan.json is no plan or state as terraform show -json prints it: it is a raw state file; write one with: terraform show -json PLANFILE > plan.json
          {"format_version":"2.0"}|plan.json has format version '2.0', known are 0 and 1; write it with a Terraform or OpenTofu 1.x
          {"planned_values":{},"errored":true}|plan.json is a plan that failed: what is missing from it can't be judged
          {"planned_values":{|plan.json ends too early: it has to be the whole output of terraform show -json
          PK.....|plan.json is a plan file as 'terraform plan -out' writes it; write it as JSON: terraform show -json plan.json > plan.json
          {"planned_values":?}|plan.json:1:19: this is no JSON; write the plan as JSON: terraform show -json PLANFILE > plan.json
          {"planned_values":{}} {"planned_values":{}}|plan.json:1:23: the plan ends before this; give one plan and nothing behind it, several one by one
          {"planned_values":{}} trailing garbage }}}|plan.json:1:23: the plan ends before this; give one plan and nothing behind it, several one by one
          {"planned_values":{}}}|plan.json:1:22: the plan ends before this; give one plan and nothing behind it, several one by one
          {"planned_values":{}} 1|plan.json:1:23: the plan ends before this; give one plan and nothing behind it, several one by one
          {"planned_values":[1]}|plan.json:1:19: /planned_values has to be an object, as terraform show -json prints it
          {"planned_values":{"root_module":{"resources":[1]}}}|plan.json:1:48: /planned_values/root_module/resources/0 has to be an object, as terraform show -json prints it
          {"planned_values":{},"resource_changes":"x"}|plan.json:1:41: /resource_changes has to be an array, as terraform show -json prints it
          {"planned_values":{},"configuration":7}|plan.json:1:38: /configuration has to be an object, as terraform show -json prints it
          """)
  void refusesWhatIsNoPlan(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(PlanException.class).hasMessage(message);
  }

  @Test
  void refusesModulesNestedWithoutEnd() {
    String text =
        "{\"planned_values\":{\"root_module\":"
            + "{\"child_modules\":[".repeat(100_000)
            + "]}".repeat(100_000)
            + "}}";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "plan.json:1:2717: this is nested deeper than 300 levels, or a name, a number or a text"
                + " is longer than any in a plan; write the plan as JSON: terraform show -json"
                + " PLANFILE > plan.json");
  }

  @Test
  void refusesAnAddressOfModulesWithoutEnd() {
    String address = "module.a" + ".module.a".repeat(100);
    String text =
        "{\"planned_values\":{\"root_module\":{\"child_modules\":[{\"address\":\""
            + address
            + "\"}]}}}";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "plan.json:1:%d: this module is in more than 100 others; give the alarms a root module of"
                + " their own, and review its plan",
            text.indexOf("\"}]") + 2);
  }

  @Test
  void readsReferencesOfAnyLength() throws IOException {
    JsonNode expression =
        new ObjectMapper()
            .createObjectNode()
            .put("constant_value", "${a" + ".b".repeat(100_000) + "}");
    assertThat(Template.of(expression, reference -> Value.known("x")).orElseThrow().text())
        .isEqualTo("x");
  }

  @Test
  void refusesWhatIsTooLarge() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) ' ');
            return length;
          }
        };
    InputStream plan =
        new SequenceInputStream(
            new ByteArrayInputStream("{".getBytes(StandardCharsets.UTF_8)), endless);
    assertThatThrownBy(() -> TerraformPlan.read("plan.json", plan))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "plan.json is larger than 256 MiB; give the alarms a root module of their own, and"
                + " review its plan");
  }

  @Test
  void refusesWhatIsCompressed() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write("{\"planned_values\":{}}".getBytes(StandardCharsets.UTF_8));
    }
    InputStream plan = new ByteArrayInputStream(compressed.toByteArray());
    assertThatThrownBy(() -> TerraformPlan.read("plan.json.gz", plan))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "plan.json.gz is compressed with gzip; decompress it: gzip -dc < plan.json.gz |"
                + " cis-alarms review -");
  }

  @Test
  void readsUtf16AsPowerShellWritesIt() throws IOException {
    String text = "{\"format_version\":\"1.0\"}";
    byte[] bytes = ("\uFEFF" + text).getBytes(Charset.forName("UTF-16LE"));
    TerraformPlan plan = TerraformPlan.read("plan.json", new ByteArrayInputStream(bytes));
    assertThat(Review.of(plan, ReviewCase.everything(Checker.defaults(), "logs")).compliant())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "{\"pattern\":true,\"log_group_name\":true}"})
  void neverPrintsWhatIsMarkedAsSensitive(String sensitive) throws IOException {
    String plan =
        """
        {"planned_values":{"root_module":{"resources":[
        {"address":"aws_cloudwatch_log_metric_filter.f","mode":"managed",
         "type":"aws_cloudwatch_log_metric_filter","name":"f","values":{"name":"root_usage_metric",
         "log_group_name":"%s","pattern":"{ ($.userIdentity.type = \\"%s\\") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != \\"AwsServiceEvent\\") }",
         "metric_transformation":[{"name":"%s","namespace":"n","value":"1"}]},
         "sensitive_values":%s}]}}}
        """
            .formatted(SECRET, SECRET, "root_usage_metric", sensitive);
    Verdict review =
        Review.of(read(plan), ReviewCase.everything(Checker.defaults(), "aws-cloudtrail-logs"));
    assertThat(review.findings(review.controls().get(2))).isNotEmpty();
    assertThat(MarkdownReport.of(review) + SarifReport.of(review) + JunitReport.of(review))
        .contains("(sensitive)")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({"1, 7654321", "10000000, 7654321", "1, 7654321.5"})
  void showsNoNumberThatSensitiveValuesGiveAway(String allowed, String value) throws IOException {
    String plan =
        """
        {"planned_values":{"root_module":{"resources":[
        {"address":"aws_cloudwatch_log_metric_filter.f","mode":"managed",
         "type":"aws_cloudwatch_log_metric_filter","name":"f","values":{"name":"f",
         "log_group_name":"logs","pattern":"%s",
         "metric_transformation":[{"name":"m","namespace":"n","value":"%s","unit":"None"}]},
         "sensitive_values":{"metric_transformation":[{"value":true}]}},
        {"address":"aws_cloudwatch_metric_alarm.a","mode":"managed",
         "type":"aws_cloudwatch_metric_alarm","name":"a","values":{"metric_name":"m","namespace":"n",
         "statistic":"Sum","comparison_operator":"GreaterThanOrEqualToThreshold",
         "threshold":987654321,"evaluation_periods":8765,"treat_missing_data":"notBreaching",
         "period":60,"alarm_name":"a"},
         "sensitive_values":{"threshold":true,"evaluation_periods":true}}]}}}
        """
            .formatted(
                Controls.require(ReviewCase.SLUG)
                    .defaultVariant()
                    .pattern()
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\""),
                value);
    Verdict review =
        Review.of(
            read(plan),
            new Requirements(
                Selection.ofSlugs(List.of(ReviewCase.SLUG)),
                Set.of(),
                List.of("logs"),
                false,
                Map.of(
                    ReviewCase.SLUG, new Allowance(Integer.parseInt(allowed), Optional.empty()))));
    assertThat(MarkdownReport.of(review) + SarifReport.of(review) + JunitReport.of(review))
        .contains("sensitive")
        .doesNotContain("7654321", "987654321", "8765", "1139450");
  }

  @Test
  void neverPrintsWhatAnEventCountsIfThatIsSensitive() {
    MetricFilter filter =
        new MetricFilter(
            "f",
            Value.absent(),
            Place.unknown(),
            Value.absent(),
            Value.absent(),
            List.of(
                new MetricFilter.Transformation(
                    Value.absent(),
                    Value.absent(),
                    new Value.Known<>("-7654321", true),
                    Value.absent(),
                    Value.absent(),
                    Value.absent())));
    Chain chain =
        Chain.start(
                new Chain.Question(
                    Infrastructure.none(),
                    new Patterns(),
                    Controls.require(ReviewCase.SLUG),
                    Judge.DELIVERY,
                    Allowance.ONE_EVENT),
                Optional.empty(),
                Value.unknown())
            .with(filter);
    assertThat(rule("FilterCountsEvents").check(chain).message())
        .isEqualTo("each event counts (sensitive)");
  }

  @Test
  void makesTextOfPlansFitToBeShown() throws IOException {
    String plan =
        """
        {"planned_values":{"root_module":{"resources":[
        {"address":"aws_cloudwatch_log_metric_filter.f[\\"\\u001b[31m</details>@everyone\\"]","mode":"managed",
         "type":"aws_cloudwatch_log_metric_filter","name":"f","values":{
         "log_group_name":"<img src=x>`|\\u202e","pattern":"{ $.eventName = ConsoleLogin }",
         "metric_transformation":[]}}]}}}
        """;
    Verdict review =
        Review.of(read(plan), ReviewCase.everything(Checker.defaults(), "aws-cloudtrail-logs"));
    assertThat(review.controls().get(1).firstBroken().orElseThrow().address())
        .isEqualTo("aws_cloudwatch_log_metric_filter.f[\"\uFFFD[31m</details>@everyone\"]");
    assertThat(MarkdownReport.of(review))
        .doesNotContain("@everyone", "<img", "\u202e", "\u001b")
        .contains("&#60;/details&#62;&#64;&#8203;everyone");
    assertThat(JunitReport.of(review)).doesNotContain("\u001b", "<img");
  }

  @Test
  void followsReferencesThatGoInCirclesOnce() throws IOException {
    String plan =
        """
        {"planned_values":{"root_module":{"resources":[
        {"address":"aws_sns_topic_subscription.s","mode":"managed","type":"aws_sns_topic_subscription",
         "name":"s","values":{}}]}},
        "resource_changes":[{"address":"aws_sns_topic_subscription.s","mode":"managed",
         "type":"aws_sns_topic_subscription","name":"s",
         "change":{"actions":["create"],"after":{},"after_unknown":{"topic_arn":true}}}],
        "configuration":{"root_module":{
         "resources":[{"address":"aws_sns_topic_subscription.s","type":"aws_sns_topic_subscription",
          "expressions":{"topic_arn":{"references":["module.a.x","aws_sns_topic_subscription.s.topic_arn"]}}}],
         "module_calls":{"a":{"expressions":{"v":{"references":["module.a.x"]}},
          "module":{"outputs":{"x":{"expression":{"references":["var.v"]}}}}}}}}}
        """;
    assertThat(Review.of(read(plan), ReviewCase.everything(Checker.defaults(), "x")).compliant())
        .isFalse();
  }

  @Test
  void followsOfManyReferencesOnlyTheLongest() throws IOException {
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      references.add("aws_x.r[" + i + "].arn");
      references.add("aws_x.r[" + i + "]");
      references.add("aws_x.r" + i + ".arn");
      references.add("aws_x.r" + i);
      references.add("aws_x.r" + i + ".arn");
    }
    JsonNode expression = new ObjectMapper().valueToTree(Map.of("references", references));
    JsonNode none = MissingNode.getInstance();
    List<Value<String>> values =
        new Resolver(
                new PlanIndex(new PlanDocument()),
                new Places(new PlanDocument(), new PlanIndex(new PlanDocument())))
            .resolve(new Resolver.Scope("", none, none), expression, Resolver.Wanted.ANY);
    List<Value<String>> expected = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      expected.add(new Value.Pending<>("aws_x.r." + i + ".arn"));
      expected.add(new Value.Pending<>("aws_x.r" + i + ".arn"));
    }
    assertThat(values).isEqualTo(expected);
  }

  private static TerraformPlan read(String text) throws IOException {
    return TerraformPlan.read(
        "plan.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Rule rule(String id) {
    return Rules.ALL.stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
  }
}

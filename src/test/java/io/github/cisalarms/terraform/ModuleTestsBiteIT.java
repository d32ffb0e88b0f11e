package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks a copy of the module, and looks whether its own tests notice. */
@Requires(Tool.TERRAFORM)
class ModuleTestsBiteIT {

  private static final String FILTER = "/resource/aws_cloudwatch_log_metric_filter/control";
  private static final String ALARM = "/resource/aws_cloudwatch_metric_alarm/control";
  private static final String IDENTITY = "/data/aws_caller_identity/current/lifecycle";
  private static final String KEY = "/resource/aws_kms_key/alarms";
  private static final String POLICY = "/resource/aws_sns_topic_policy/alarms";

  /**
   * A fault.
   *
   * @param description what is wrong
   * @param noticedBy id of the run that has to fail
   * @param change makes the fault
   */
  record Fault(String description, String noticedBy, Consumer<JsonNode> change) {
    @Override
    public String toString() {
      return description;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault(
            "the alarm watches another metric",
            "alarms.every_control_has_one_filter_and_one_alarm_on_one_metric",
            append(ALARM, "metric_name", "s")),
        new Fault(
            "the alarm watches another namespace",
            "alarms.another_namespace_is_used_on_both_sides",
            replace(ALARM, "namespace", "${each.value.metric_namespace}", "CISBenchmark")),
        new Fault(
            "the filter ignores the prefix",
            "alarms.a_prefix_is_in_every_name_so_that_the_module_fits_in_twice",
            replace(
                "/locals",
                "controls",
                "[var.name_prefix, filter.metric_name]",
                "[filter.metric_name]")),
        new Fault(
            "a pattern differs by a blank",
            "alarms.the_default_pattern_of_sign_ins_without_mfa",
            append("/locals/catalog/console-signin-without-mfa/patterns", "default", " ")),
        new Fault(
            "missing data means trouble",
            "overrides.what_missing_data_means",
            replace("/locals", "controls", "notBreaching", "missing")),
        new Fault(
            "an override is read for every control",
            "overrides.the_threshold",
            replace(
                "/locals",
                "controls",
                "local.overrides[filter.slug].threshold",
                "values(local.overrides)[0].threshold")),
        new Fault(
            "a prefix stands before a name of one's own",
            "overrides.names_of_resources_that_exist_already",
            replace(
                "/locals",
                "controls",
                "coalesce(local.overrides[key].alarm_name)",
                "join(\"\", [var.name_prefix, coalesce(local.overrides[key].alarm_name)])")),
        new Fault(
            "anybody's alarms may publish",
            "topic.a_topic_is_created_with_a_policy_for_alarms_of_this_account",
            replace(POLICY, "policy", "aws:SourceAccount", "aws:PrincipalAccount")),
        new Fault(
            "the key keeps CloudWatch out",
            "topic.the_created_topic_gets_a_key_of_its_own_on_demand",
            replace(KEY, "policy", "cloudwatch.amazonaws.com", "sns.amazonaws.com")),
        new Fault(
            "a key is made that nobody asked for",
            "topic.no_key_is_created_unless_asked_for",
            module -> ((ObjectNode) module.at(KEY)).put("count", "${1}")),
        new Fault(
            "a topic is made beside the existing one",
            "topic.a_reused_topic_is_left_as_it_is",
            module ->
                ((ObjectNode) module.at("/resource/aws_sns_topic/alarms")).put("count", "${1}")),
        new Fault(
            "nobody is warned that nobody is told",
            "topic.a_created_topic_without_subscription_is_warned_of",
            module -> ((ObjectNode) module).remove("check")),
        new Fault(
            "disabled controls are made",
            "selection.disabled_controls_are_left_out",
            replace("/locals", "selected", "var.disabled_controls", "[]")),
        new Fault(
            "the validation of the account id is gone",
            "inputs_refused.account_id_of_eleven_digits",
            module -> ((ObjectNode) module.at("/variable/account_id")).remove("validation")),
        new Fault(
            "the first validation of the overrides is gone",
            "overrides_refused.unknown_control",
            module -> ((ArrayNode) module.at("/variable/overrides/validation")).remove(0)),
        new Fault(
            "the postcondition on the account is gone",
            "conditions_refused.credentials_of_another_account",
            module -> ((ObjectNode) module.at(IDENTITY)).remove("postcondition")),
        new Fault(
            "the precondition on overrides is gone",
            "conditions_refused.override_of_a_control_that_is_not_selected",
            module -> ((ArrayNode) module.at("/output/controls/precondition")).remove(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void theModulesTestsNoticeThat(Fault fault, @TempDir Path folder) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Path original = ModuleFolder.PATH.resolve(ModuleFolder.MAIN);
    JsonNode module = mapper.readTree(original.toFile());
    fault.change().accept(module);
    assertThat(module).isNotEqualTo(mapper.readTree(original.toFile()));
    mapper.writeValue(folder.resolve(ModuleFolder.MAIN).toFile(), module);
    TestRun.require(fault.noticedBy()).writeTo(folder);

    Terraform.Outcome outcome = Engine.TERRAFORM.init(folder).run("test", "-json");

    outcome.assertExitCode(1);
    assertThat(summaries(outcome)).contains(failed(fault));
  }

  /** Not because the faulty module is no longer valid. */
  private static String failed(Fault fault) {
    return TestRun.require(fault.noticedBy()).expectsFailure()
        ? "Missing expected failure"
        : "Test assertion failed";
  }

  private static List<String> summaries(Terraform.Outcome outcome) {
    return outcome.jsonLines().stream()
        .filter(line -> line.at("/diagnostic/severity").asText().equals("error"))
        .map(line -> line.at("/diagnostic/summary").asText())
        .toList();
  }

  private static Consumer<JsonNode> append(String parent, String name, String more) {
    return module -> {
      ObjectNode node = (ObjectNode) module.at(parent);
      node.put(name, node.get(name).asText() + more);
    };
  }

  private static Consumer<JsonNode> replace(
      String parent, String name, String part, String otherPart) {
    return module -> {
      ObjectNode node = (ObjectNode) module.at(parent);
      node.put(name, node.get(name).asText().replace(part, otherPart));
    };
  }
}

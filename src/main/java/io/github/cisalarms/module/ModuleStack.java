package io.github.cisalarms.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.Postcondition;
import com.hashicorp.cdktf.TerraformLocal;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.TerraformVariableValidationConfig;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.data_aws_caller_identity.DataAwsCallerIdentity;
import com.hashicorp.cdktf.providers.aws.data_aws_caller_identity.DataAwsCallerIdentityConfig;
import io.github.cisalarms.construct.CisAlarms;
import io.github.cisalarms.construct.CisAlarmsConfig;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.construct.TerraformJson;
import io.github.cisalarms.construct.TerraformRequirements;
import io.github.cisalarms.module.ModuleInterface.Check;
import io.github.cisalarms.module.ModuleInterface.Condition;
import io.github.cisalarms.module.ModuleInterface.Input;
import io.github.cisalarms.module.ModuleInterface.Output;
import java.util.List;
import java.util.Map;

/**
 * The module as a CDKTF stack without provider and backend: the constructs, with variables in place
 * of literals.
 */
final class ModuleStack {

  private static final String NAME = "cis-alarms";

  private final TerraformStack stack;
  private final ModuleInterface definition;

  /** The module as Terraform JSON. */
  static String synthesize(ModuleInterface definition) {
    return TerraformJson.synthesize(
            app -> new ModuleStack(app, definition).define(),
            module -> addNullDefaults(definition, module.get("variable")))
        .get(NAME);
  }

  /** CDKTF leaves out every null, which would make the variable a required one. */
  private static void addNullDefaults(ModuleInterface definition, JsonNode variables) {
    definition.inputs().stream()
        .filter(Input::nullable)
        .forEach(input -> ((ObjectNode) variables.get(input.name())).putNull("default"));
  }

  private ModuleStack(App app, ModuleInterface definition) {
    this.stack = new TerraformStack(app, NAME);
    this.definition = definition;
  }

  private void define() {
    InterfacePlaceholders catalog = InterfacePlaceholders.ofCatalog();
    stack.addOverride("terraform.required_version", TerraformRequirements.TERRAFORM);
    stack.addOverride("terraform.required_providers", TerraformRequirements.requiredProviders());
    definition.inputs().forEach(input -> variable(input, catalog));
    CisAlarms alarms = alarms(identity(catalog));
    InterfacePlaceholders resources =
        catalog
            .with("topic_arn", withoutBraces(alarms.topic().topicArn()))
            .with("filter", alarms.alarms().filter().getFqn())
            .with("alarm", alarms.alarms().alarm().getFqn());
    local("catalog", CatalogValues.controls());
    local("readings", CatalogValues.readings());
    definition
        .locals()
        .forEach((name, value) -> local(name, expression(resources.fillLine(value))));
    definition.checks().forEach(check -> check(check, catalog));
    definition.outputs().forEach(output -> output(output, resources));
  }

  private void variable(Input input, InterfacePlaceholders values) {
    TerraformVariableConfig.Builder builder =
        TerraformVariableConfig.builder()
            .type(input.type())
            .description(values.fillLine(input.description()))
            .nullable(input.nullable())
            .validation(
                input.validations().stream()
                    .map(validation -> validation.toCondition(input))
                    .map(condition -> filled(condition, values.with("name", input.name())))
                    .map(
                        condition ->
                            TerraformVariableValidationConfig.builder()
                                .condition(condition.condition())
                                .errorMessage(condition.errorMessage())
                                .build())
                    .toList());
    if (input.defaultValue() != null) {
      builder.defaultValue(values.fillDefault(input));
    }
    new TerraformVariable(stack, input.name(), builder.build());
  }

  /** The data source that keeps everything from the wrong account. */
  private DataAwsCallerIdentity identity(InterfacePlaceholders values) {
    return new DataAwsCallerIdentity(
        stack,
        "current",
        DataAwsCallerIdentityConfig.builder()
            .lifecycle(
                TerraformResourceLifecycle.builder()
                    .postcondition(
                        definition.postconditions().stream()
                            .map(condition -> filled(condition, values))
                            .map(
                                condition ->
                                    Postcondition.builder()
                                        .condition(condition.condition())
                                        .errorMessage(condition.errorMessage())
                                        .build())
                            .toList())
                    .build())
            .build());
  }

  private CisAlarms alarms(ITerraformDependable identity) {
    List<ITerraformDependable> guarded = List.of(identity);
    NotificationTopicConfig topic =
        NotificationTopicConfig.builder("${var.account_id}")
            .createWhen("local.create_sns_topic", "var.sns_topic_arn")
            .topicName("${var.sns_topic_name}")
            .kmsMasterKeyId("${var.kms_master_key_id}")
            .createKmsKeyWhen("var.create_kms_key")
            .subscriptionsFrom(Token.asAnyMap("${local.subscriptions}"))
            .tags(Token.asStringMap("${var.tags}"))
            .dependsOn(guarded)
            .build();
    return new CisAlarms(
        stack,
        "alarms",
        CisAlarmsConfig.builder(topic, "${var.log_group_name}")
            .controlsFrom(Token.asAnyMap("${local.controls}"))
            .metricNamespace("${var.metric_namespace}")
            .namePrefix("${var.name_prefix}")
            .dependsOn(guarded)
            .shortAddresses()
            .build());
  }

  // A variable, a local value and an output may share a name; CDKTF's ids in a scope may not.

  private void local(String name, Object value) {
    new TerraformLocal(stack, "local-" + name, value).overrideLogicalId(name);
  }

  private void check(Check check, InterfacePlaceholders values) {
    Condition condition = filled(new Condition(check.condition(), check.errorMessage()), values);
    stack.addOverride("check." + check.name() + ".assert", asBlock(condition));
  }

  private void output(Output output, InterfacePlaceholders values) {
    TerraformOutput element =
        new TerraformOutput(
            stack,
            "output-" + output.name(),
            TerraformOutputConfig.builder()
                .description(values.fillLine(output.description()))
                .value(expression(values.fillLine(output.value())))
                .build());
    element.overrideLogicalId(output.name());
    element.addOverride(
        "precondition",
        output.preconditions().stream()
            .map(condition -> asBlock(filled(condition, values)))
            .toList());
  }

  private static Map<String, String> asBlock(Condition condition) {
    return Map.of("condition", condition.condition(), "error_message", condition.errorMessage());
  }

  private static Condition filled(Condition condition, InterfacePlaceholders values) {
    return new Condition(
        expression(values.fillLine(condition.condition())),
        values.fillLine(condition.errorMessage()));
  }

  private static String expression(String text) {
    return "${" + text + "}";
  }

  private static String withoutBraces(String expression) {
    return expression.substring("${".length(), expression.length() - "}".length());
  }
}

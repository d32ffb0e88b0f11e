package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderAssumeRole;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderConfig;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderDefaultTags;
import io.github.cisalarms.construct.CisAlarms;
import io.github.cisalarms.construct.TerraformRequirements;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Literals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One stack of the fleet: a root configuration with provider, backend and either the resources
 * themselves or a call of the module.
 *
 * <p>The addresses are the module's ({@code aws_sns_topic.alarms} and so on) and part of the
 * contract: they don't change with the stack's name.
 */
final class AccountStack {

  private static final String TOPIC_ARN = "sns_topic_arn";
  private static final String ALARM_ARNS = "alarm_arns";

  /** Describes the outputs; {@link #isGenerated} knows stacks by it, also those of last year. */
  private static final Map<String, String> OUTPUTS =
      Map.of(
          TOPIC_ARN, "ARN of the topic that the alarms publish to.",
          ALARM_ARNS, "ARNs of the alarms, by control.");

  private final TerraformStack stack;
  private final StackConfig config;
  private final Mapping settings;

  private AccountStack(App app, StackConfig config) {
    this.stack = new TerraformStack(app, config.name());
    this.config = config;
    this.settings = Literals.escape(config.settings());
  }

  /**
   * Adds a stack to an app.
   *
   * @param app gets the stack, with the stack's name as its id
   * @param config what the stack is made of
   * @param paths knows the way from the stack's folder to others
   */
  static void define(App app, StackConfig config, StackPaths paths) {
    new AccountStack(app, config).define(paths);
  }

  /**
   * Whether this class has made a stack. The output folder may be shared: {@code cdktf.out} is
   * where every CDKTF program writes.
   *
   * @param stack the JSON of a stack, or of anything else
   */
  static boolean isGenerated(JsonNode stack) {
    return stack.at("/provider/aws/0/allowed_account_ids").size() == 1
        && stack.path("output").size() == OUTPUTS.size()
        && OUTPUTS.entrySet().stream()
            .allMatch(
                output ->
                    stack
                        .path("output")
                        .path(output.getKey())
                        .path("description")
                        .asText()
                        .equals(output.getValue()));
  }

  private void define(StackPaths paths) {
    stack.addOverride(
        "terraform",
        Map.of(
            "required_version", BackendSettings.requiredVersion(config.settings()),
            "required_providers", TerraformRequirements.requiredProviders()));
    if (!BackendSettings.define(stack, settings, config.name())) {
      paths.defaultState(config.name()).ifPresent(path -> BackendSettings.defineLocal(stack, path));
    }
    defineProvider();
    Optional<Mapping> module = settings.mapping("module");
    if (module.isPresent()) {
      callModule(module.get(), paths);
    } else {
      defineAlarms();
    }
  }

  private void defineProvider() {
    AwsProviderConfig.Builder provider =
        AwsProviderConfig.builder()
            .region(config.region())
            .allowedAccountIds(List.of(config.accountId()));
    settings.text("profile").ifPresent(provider::profile);
    settings
        .mapping("assume_role")
        .ifPresent(role -> provider.assumeRole(List.of(assumeRole(role))));
    Map<String, String> tags = AlarmsConfig.texts(settings, "default_tags");
    if (!tags.isEmpty()) {
      provider.defaultTags(List.of(AwsProviderDefaultTags.builder().tags(tags).build()));
    }
    new AwsProvider(stack, "aws", provider.build());
  }

  private static AwsProviderAssumeRole assumeRole(Mapping role) {
    AwsProviderAssumeRole.Builder builder = AwsProviderAssumeRole.builder();
    role.text("role_arn").ifPresent(builder::roleArn);
    role.text("external_id").ifPresent(builder::externalId);
    role.text("session_name").ifPresent(builder::sessionName);
    role.text("duration").ifPresent(builder::duration);
    return builder.build();
  }

  private void defineAlarms() {
    CisAlarms defined =
        new CisAlarms(stack, "cis-alarms", AlarmsConfig.of(config.accountId(), settings));
    output(TOPIC_ARN, defined.topic().topicArn());
    output(
        ALARM_ARNS,
        "${{ for key, alarm in " + defined.alarms().alarm().getFqn() + " : key => alarm.arn }}");
  }

  private void callModule(Mapping module, StackPaths paths) {
    Map<String, Object> call = new LinkedHashMap<>();
    String source = module.text("source").orElseThrow();
    call.put(
        "source", ModuleSource.isPath(source) ? paths.fromStack(config.name(), source) : source);
    module.text("version").ifPresent(version -> call.put("version", version));
    call.putAll(ModuleCall.arguments(settings));
    // As an override: CDKTF would copy a module that is addressed by a path.
    stack.addOverride("module", Map.of("cis_alarms", call));
    output(TOPIC_ARN, "${module.cis_alarms.sns_topic_arn}");
    output(
        ALARM_ARNS,
        "${{ for key, control in module.cis_alarms.controls : key => control.alarm_arn }}");
  }

  private void output(String name, String value) {
    new TerraformOutput(
        stack,
        name,
        TerraformOutputConfig.builder().description(OUTPUTS.get(name)).value(value).build());
  }
}

package io.github.cisalarms.plan;

import io.github.cisalarms.plan.PlanDocument.ConfigModule;
import io.github.cisalarms.plan.PlanDocument.ConfigResource;
import io.github.cisalarms.plan.PlanDocument.ModuleCall;

/** Reads the part of a plan that says how its resources are configured. */
final class ConfigurationParser {

  private final JsonWalk json;
  private final PlanDocument document;

  ConfigurationParser(JsonWalk json, PlanDocument document) {
    this.json = json;
    this.document = document;
  }

  /** Reads the object that starts here. */
  void parse() {
    json.fields(
        field -> {
          switch (field) {
            case "root_module" -> module(document.configuration);
            case "provider_config" ->
                json.fields(provider -> document.providers.put(provider, json.tree()));
            default -> json.skip();
          }
        });
  }

  private void module(ConfigModule module) {
    json.fields(
        field -> {
          switch (field) {
            case "resources" -> json.elements(() -> resource(module));
            case "outputs" ->
                json.fields(output -> module.outputs.put(output, json.tree().path("expression")));
            case "variables" ->
                json.fields(variable -> module.defaults.put(variable, json.tree().path("default")));
            case "module_calls" -> json.fields(call -> module.calls.put(call, call()));
            default -> json.skip();
          }
        });
  }

  private void resource(ConfigModule module) {
    json.resource()
        .ifPresent(
            resource ->
                module.resources.put(
                    resource.path("address").asText(),
                    new ConfigResource(
                        resource.path("expressions"),
                        resource.path("for_each_expression"),
                        resource.path("provider_config_key").asText())));
  }

  private ModuleCall call() {
    ModuleCall call = new ModuleCall();
    json.fields(
        field -> {
          switch (field) {
            case "module" -> module(call.module);
            case "expressions" -> call.expressions = json.tree();
            case "for_each_expression" -> call.forEach = json.tree();
            default -> json.skip();
          }
        });
    return call;
  }
}

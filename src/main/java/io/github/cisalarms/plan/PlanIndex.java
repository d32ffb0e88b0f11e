package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.plan.PlanDocument.Change;
import io.github.cisalarms.plan.PlanDocument.ConfigModule;
import io.github.cisalarms.plan.PlanDocument.ConfigResource;
import io.github.cisalarms.plan.PlanDocument.ModuleCall;
import io.github.cisalarms.plan.PlanDocument.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a plan has: resources by address and kind, and what they are configured with. */
final class PlanIndex {

  private final PlanDocument document;
  private final Map<String, List<Resource>> instances = new LinkedHashMap<>();
  private final Map<String, Resource> byAddress = new HashMap<>();
  private final Map<String, List<Resource>> byType = new HashMap<>();
  private final Map<String, List<Resource>> byTypeInModule = new HashMap<>();
  private final Map<String, Optional<ConfigModule>> configModules = new HashMap<>();
  private final Set<String> moduleInstances = new LinkedHashSet<>();

  PlanIndex(PlanDocument document) {
    this.document = document;
    for (Resource resource : document.resources) {
      byAddress.putIfAbsent(resource.address(), resource);
      add(byType, resource.type(), resource);
      add(byTypeInModule, id(resource.module(), resource.type()), resource);
      add(instances, id(resource.module(), resource.local()), resource);
    }
    // Data that was read while planning stands in the prior state only.
    document.prior.stream()
        .filter(resource -> resource.data() && !byAddress.containsKey(resource.address()))
        .forEach(resource -> add(instances, id(resource.module(), resource.local()), resource));
    instances.values().forEach(all -> all.forEach(this::addModules));
  }

  private static void add(Map<String, List<Resource>> map, String key, Resource resource) {
    map.computeIfAbsent(key, any -> new ArrayList<>()).add(resource);
  }

  private static String id(String module, String local) {
    return module + "|" + local;
  }

  /** Modules in between that have no resources of their own count, too. */
  private void addModules(Resource resource) {
    String module = resource.module();
    while (!module.isEmpty() && moduleInstances.add(module)) {
      module = Reference.parentModule(module);
    }
  }

  /** The planned resource of an address. */
  Optional<Resource> byAddress(String address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** The planned resources of a type, in all modules. */
  List<Resource> ofType(String type) {
    return byType.getOrDefault(type, List.of());
  }

  /** The planned resources of a type in a module instance. */
  List<Resource> ofType(String type, String module) {
    return byTypeInModule.getOrDefault(id(module, type), List.of());
  }

  /** The instances of a resource, such as {@code data.aws_region.current}, in a module instance. */
  List<Resource> instances(String module, String local) {
    return instances.getOrDefault(id(module, local), List.of());
  }

  /** Addresses of the instances of a module that is called in a module instance. */
  List<String> modules(String module, String call) {
    String address = (module.isEmpty() ? "" : module + ".") + "module." + call;
    return moduleInstances.stream()
        .filter(instance -> Reference.isInstanceOf(instance, address))
        .toList();
  }

  /** What a resource is configured with. */
  ConfigResource configured(Resource resource) {
    return configModule(resource.module())
        .map(module -> module.resources.get(resource.local()))
        .orElse(ConfigResource.NONE);
  }

  /** The call that made a module instance. */
  Optional<ModuleCall> caller(String instance) {
    return call(Reference.parentModule(instance), Reference.callName(instance));
  }

  /** The call of that name in a module instance. */
  Optional<ModuleCall> call(String module, String name) {
    return configModule(module).map(config -> config.calls.get(name));
  }

  private Optional<ConfigModule> configModule(String instance) {
    Optional<ConfigModule> known = configModules.get(instance);
    if (known == null) {
      known =
          instance.isEmpty()
              ? Optional.of(document.configuration)
              : caller(instance).map(call -> call.module);
      configModules.put(instance, known);
    }
    return known;
  }

  /** What isn't known of a resource before the apply, attribute by attribute. */
  JsonNode unknown(Resource resource) {
    Change change = document.changes.get(resource.address());
    return change == null ? MissingNode.getInstance() : change.unknown();
  }

  /**
   * The value of a variable, or of a part of it, where no more than constants and other variables
   * stand between.
   *
   * @param module address of the module instance
   * @param reference such as {@code var.regions["second"]}
   */
  Optional<JsonNode> variable(String module, Reference reference) {
    List<String> steps = reference.steps();
    if (steps.size() < 2) {
      return Optional.empty();
    }
    Optional<JsonNode> value =
        module.isEmpty() ? Optional.of(variable(steps.get(1))) : argument(module, steps.get(1));
    for (String step : steps.subList(2, steps.size())) {
      value =
          value.map(
              node ->
                  node.isArray() && step.matches("[0-9]{1,6}")
                      ? node.path(Integer.parseInt(step))
                      : node.path(step));
    }
    return value;
  }

  private Optional<JsonNode> argument(String module, String name) {
    JsonNode expression =
        caller(module).map(call -> call.expressions.path(name)).orElse(MissingNode.getInstance());
    if (expression.isMissingNode()) {
      return caller(module).map(call -> call.module.defaults.get(name));
    }
    JsonNode constant = expression.path("constant_value");
    String reference = expression.path("references").path(0).asText();
    boolean template = constant.isTextual() && constant.asText().contains("${");
    boolean alone =
        template
            ? constant.asText().equals("${" + reference + "}")
            : constant.isMissingNode() && expression.path("references").size() == 1;
    return alone && reference.startsWith("var.")
        ? variable(Reference.parentModule(module), Reference.parse(reference))
        : template || constant.isMissingNode() ? Optional.empty() : Optional.of(constant);
  }

  /** The value of a variable of the root module. */
  JsonNode variable(String name) {
    return document.variables.getOrDefault(name, MissingNode.getInstance());
  }
}

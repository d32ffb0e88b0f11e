package io.github.cisalarms.fleet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stack's settings as arguments of the module. The two share their names; what nobody has set is
 * left to the module's own default, which may differ between its versions.
 */
final class ModuleCall {

  private static final String FILTER_POLICY = "filter_policy";

  private static final List<String> SAME =
      List.of(
          "account_id",
          "log_group_name",
          "disabled_controls",
          "checkers",
          "sns_topic_arn",
          "sns_topic_name",
          "kms_master_key_id",
          "create_kms_key",
          "ok_actions",
          "insufficient_data_actions",
          "metric_namespace",
          "name_prefix",
          "tags");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ModuleCall() {}

  /** The arguments by name, in the order of their names. */
  static Map<String, Object> arguments(Mapping settings) {
    Map<String, Object> arguments = new TreeMap<>();
    for (String input : SAME) {
      settings.get(input).ifPresent(value -> arguments.put(input, plain(value)));
    }
    if (settings.get(ControlSettings.CONTROLS).isPresent()) {
      arguments.put(ControlSettings.CONTROLS, ControlSettings.names(settings));
    }
    overrides(settings).ifPresent(value -> arguments.put(ControlSettings.OVERRIDES, value));
    settings
        .mapping("subscriptions")
        .ifPresent(all -> arguments.put("subscriptions", subscriptions(all)));
    return arguments;
  }

  /** The policy as JSON text, which is what SNS takes. */
  static Optional<String> filterPolicy(Mapping subscription) {
    return subscription
        .get(FILTER_POLICY)
        .map(policy -> policy.asText().orElseGet(() -> policy.toJson().toString()));
  }

  /** Without those of controls that this stack leaves out: the module refuses them. */
  private static Optional<Object> overrides(Mapping settings) {
    List<String> selected = ControlSettings.selectedSlugs(settings).orElse(List.of());
    return settings
        .mapping(ControlSettings.OVERRIDES)
        .map(all -> all.toJson().retain(selected))
        .filter(all -> !all.isEmpty())
        .map(ModuleCall::plain);
  }

  private static Map<String, Object> subscriptions(Mapping all) {
    Map<String, Object> subscriptions = new TreeMap<>();
    for (String name : all.entries().keySet()) {
      all.mapping(name)
          .ifPresent(
              each -> {
                ObjectNode json = each.toJson();
                filterPolicy(each).ifPresent(policy -> json.put(FILTER_POLICY, policy));
                subscriptions.put(name, plain(json));
              });
    }
    return subscriptions;
  }

  private static Object plain(ConfigNode node) {
    return MAPPER.convertValue(node.toJson(), Object.class);
  }

  private static Map<String, Object> plain(ObjectNode json) {
    return MAPPER.convertValue(json, new TypeReference<TreeMap<String, Object>>() {});
  }
}

package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Benchmark;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.catalog.Quotas;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.Shapes;
import io.github.cisalarms.catalog.TreatMissingData;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.construct.Subscription;
import io.github.cisalarms.fleet.resource.Partition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the configuration's schema takes from the catalog and the constructs. */
final class SchemaValues {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SchemaValues() {}

  /** The values by the names that the resource uses. */
  static Map<String, JsonNode> all() {
    Map<String, JsonNode> values = new HashMap<>();
    AlarmSettings alarm = AlarmSettings.DEFAULT;
    put(values, "controls", Controls.all().stream().map(Control::slug).toList());
    put(values, "choices", choices());
    put(values, "checkers", Checker.ids());
    put(values, "default_checkers", Checker.defaults().stream().map(Checker::id).toList());
    values.put("protocols", withNull(Subscription.PROTOCOLS));
    values.put(
        "treatments",
        withNull(Arrays.stream(TreatMissingData.values()).map(TreatMissingData::value).toList()));
    put(values, "treatment", alarm.treatMissingData().value());
    put(values, "threshold", (int) alarm.threshold());
    put(values, "period", alarm.period());
    put(values, "evaluation_periods", alarm.evaluationPeriods());
    put(values, "max_evaluation_periods", AlarmSettings.MOST_EVALUATION_PERIODS);
    put(values, "namespace", AlarmSettings.NAMESPACE);
    put(values, "topic_name", NotificationTopicConfig.DEFAULT_TOPIC_NAME);
    put(values, "max_actions", Quotas.ACTIONS_PER_ALARM_STATE);
    put(values, "max_pattern", Quotas.FILTER_PATTERN_CHARACTERS);
    put(values, "max_description", Quotas.ALARM_DESCRIPTION_BYTES);
    put(values, "max_alarm_name", Quotas.ALARM_NAME_BYTES);
    put(values, "max_tag_value", Quotas.TAG_VALUE_CHARACTERS);
    put(values, "max_metric_name", Quotas.METRIC_NAME_CHARACTERS);
    put(values, "account_id_shape", "^" + Shapes.ACCOUNT_ID + "$");
    put(values, "email_shape", "^" + Shapes.EMAIL + "$");
    put(values, "phone_shape", "^" + Shapes.PHONE + "$");
    put(values, "http_url_shape", "^" + Shapes.url("http") + "$");
    put(values, "https_url_shape", "^" + Shapes.url("https") + "$");
    put(values, "region", "^" + Partition.REGION + "$");
    put(values, "region_or_placeholder", "^(?:" + Partition.REGION + "|\\{region\\})$");
    values.put("overrides", overrides());
    return values;
  }

  private static void put(Map<String, JsonNode> values, String name, Object value) {
    values.put(name, MAPPER.valueToTree(value));
  }

  private static List<String> choices() {
    return Stream.of(
            Stream.of(Selection.ALL),
            Controls.benchmarks().stream().map(Benchmark::version),
            Controls.all().stream().map(Control::slug))
        .flatMap(names -> names)
        .toList();
  }

  /** An enumeration of a setting that null may take back. */
  private static ArrayNode withNull(List<String> names) {
    ArrayNode values = MAPPER.valueToTree(names);
    return values.addNull();
  }

  private static ObjectNode overrides() {
    ObjectNode overrides = JsonNodeFactory.instance.objectNode();
    Controls.all().forEach(control -> overrides.set(control.slug(), override(control)));
    return overrides;
  }

  private static ObjectNode override(Control control) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("title", control.title());
    ArrayNode allOf = schema.putArray("allOf");
    allOf.addObject().put("$ref", "#/definitions/override");
    ObjectNode variant = allOf.addObject().putObject("properties").putObject("variant");
    variant.put("title", "Variant of " + control.slug());
    variant.set("enum", withNull(control.variants().stream().map(PatternVariant::name).toList()));
    return schema;
  }
}

package io.github.cisalarms.module;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.AlarmDescription;
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
import io.github.cisalarms.module.ModuleInterface.Input;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of the catalog for {@code interface.yaml}, where they stand as {@code @{name}}. */
final class InterfacePlaceholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("@\\{([a-z_]+)}");

  private final Map<String, String> values;

  private InterfacePlaceholders(Map<String, String> values) {
    this.values = values;
  }

  /** What the catalog and the constructs define. */
  static InterfacePlaceholders ofCatalog() {
    AlarmSettings defaults = AlarmSettings.DEFAULT;
    List<String> slugs = Controls.all().stream().map(Control::slug).toList();
    List<String> versions = Controls.benchmarks().stream().map(Benchmark::version).toList();
    List<String> treatments =
        Arrays.stream(TreatMissingData.values()).map(TreatMissingData::value).toList();
    List<String> wholeLists = Stream.concat(Stream.of(Selection.ALL), versions.stream()).toList();
    List<String> choices = Stream.concat(wholeLists.stream(), slugs.stream()).toList();
    Map<String, String> values = new TreeMap<>();
    values.put("slugs", list(slugs));
    values.put("versions", list(versions));
    values.put("whole_lists", list(wholeLists));
    values.put("choices", list(choices));
    values.put("nearest_slug", NearestNameExpression.expression("name", slugs));
    values.put("nearest_choice", NearestNameExpression.expression("name", choices));
    values.put("checkers", list(Checker.ids()));
    values.put("checkers_prose", prose(Checker.ids()));
    values.put(
        "default_checkers", list(Checker.defaults().stream().map(Checker::id).sorted().toList()));
    values.put("nearest_checker", NearestNameExpression.expression("name", Checker.ids()));
    values.put("variants", variants());
    values.put("heading", AlarmDescription.HEADING);
    values.put("threshold", whole(defaults.threshold()));
    values.put("period", String.valueOf(defaults.period()));
    values.put("evaluation_periods", String.valueOf(defaults.evaluationPeriods()));
    values.put("treat_missing_data", defaults.treatMissingData().value());
    values.put("treatments", list(treatments));
    values.put("treatments_prose", prose(treatments));
    values.put("protocols", list(Subscription.PROTOCOLS));
    values.put("protocols_prose", prose(Subscription.PROTOCOLS));
    values.put("raw_protocols", list(Subscription.RAW_PROTOCOLS));
    values.put("filter_policy_scopes", list(Subscription.FILTER_POLICY_SCOPES));
    values.put("short_periods", AlarmSettings.SHORT_PERIODS.toString());
    values.put(
        "short_periods_prose",
        AlarmSettings.SHORT_PERIODS.stream().map(String::valueOf).collect(joining(", ")));
    values.put("hour", String.valueOf(AlarmSettings.LONG_PERIOD));
    values.put("day", String.valueOf(AlarmSettings.LONGEST_SPAN));
    values.put("week", String.valueOf(AlarmSettings.LONGEST_SPAN_OF_LONG_PERIODS));
    values.put("namespace", AlarmSettings.NAMESPACE);
    values.put("topic_name", NotificationTopicConfig.DEFAULT_TOPIC_NAME);
    shape(values, "account_id", Shapes.ACCOUNT_ID);
    shape(values, "log_group_name", Shapes.LOG_GROUP_NAME);
    shape(values, "name_prefix", Shapes.NAME_PREFIX);
    shape(values, "topic_name", Shapes.TOPIC_NAME);
    shape(values, "topic_arn", Shapes.TOPIC_ARN);
    shape(values, "arn", Shapes.ARN);
    shape(values, "email", Shapes.EMAIL);
    shape(values, "kms_key", Shapes.KMS_KEY);
    shape(values, "phone", Shapes.PHONE);
    shape(values, "http_url", Shapes.url("http"));
    shape(values, "https_url", Shapes.url("https"));
    for (String service : List.of("sns", "sqs", "lambda", "firehose")) {
      shape(values, service + "_arn", Shapes.arnOf(service));
    }
    values.put("aws_managed_keys", NotificationTopicConfig.AWS_MANAGED_KEYS);
    values.put(
        "longest_name_with_key", String.valueOf(NotificationTopicConfig.LONGEST_NAME_WITH_KEY));
    values.put("max_pattern", String.valueOf(Quotas.FILTER_PATTERN_CHARACTERS));
    values.put("max_description", String.valueOf(Quotas.ALARM_DESCRIPTION_BYTES));
    // Terraform counts characters; what counts bytes is Base64, four characters for up to three.
    // The
    // condition on a description adds two bytes, so that the next group begins with the next byte.
    values.put("longest_encoded_description", base64(Quotas.ALARM_DESCRIPTION_BYTES + 2));
    values.put("max_alarm_name", String.valueOf(Quotas.ALARM_NAME_BYTES));
    values.put("longest_encoded_alarm_name", base64(Quotas.ALARM_NAME_BYTES));
    values.put("max_tag_key", String.valueOf(Quotas.TAG_KEY_CHARACTERS));
    values.put("max_tag_value", String.valueOf(Quotas.TAG_VALUE_CHARACTERS));
    values.put("max_actions", String.valueOf(Quotas.ACTIONS_PER_ALARM_STATE));
    return new InterfacePlaceholders(values);
  }

  /** These and one more. */
  InterfacePlaceholders with(String name, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return new InterfacePlaceholders(more);
  }

  /**
   * The text with every placeholder's value in its place.
   *
   * @throws IllegalStateException for a placeholder without a value
   */
  String fill(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  /** An expression or a template on one line, with the values in their places. */
  String fillLine(String text) {
    return fill(text).strip().replaceAll("\\s+", " ");
  }

  /** The default of a variable; a placeholder of a list stands for the list. */
  Object fillDefault(Input input) {
    if (!(input.defaultValue() instanceof String text)) {
      return input.defaultValue();
    }
    String filled = fill(text);
    try {
      return filled.startsWith("[") ? new ObjectMapper().readValue(filled, List.class) : filled;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String value(MatchResult match) {
    String value = values.get(match.group(1));
    if (value == null) {
      throw new IllegalStateException("interface.yaml: nothing defines " + match.group());
    }
    return value;
  }

  /** Within a quoted text of Terraform, where a backslash is one of two. */
  private static void shape(Map<String, String> values, String name, String shape) {
    values.put(name + "_shape", shape.replace("\\", "\\\\"));
  }

  /** The length of the Base64 of so many bytes, which are a multiple of three. */
  private static String base64(int bytes) {
    return String.valueOf(bytes / 3 * 4);
  }

  private static String variants() {
    return Controls.all().stream()
        .map(
            control ->
                "\"%s\" = %s"
                    .formatted(
                        control.slug(),
                        list(control.variants().stream().map(PatternVariant::name).toList())))
        .collect(joining(", ", "{ ", " }"));
  }

  private static String list(List<String> texts) {
    return NearestNameExpression.list(texts);
  }

  private static String prose(List<String> texts) {
    return texts.stream().map(text -> '`' + text + '`').collect(joining(", "));
  }

  private static String whole(double number) {
    return String.valueOf((long) number);
  }
}

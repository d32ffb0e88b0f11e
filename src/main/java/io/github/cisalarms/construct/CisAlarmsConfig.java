package io.github.cisalarms.construct;

import com.hashicorp.cdktf.ITerraformDependable;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.Shapes;
import io.github.cisalarms.pattern.FilterPattern;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@link CisAlarms} are made of: controls, where their events are, and who is told. */
public final class CisAlarmsConfig {

  private static final Pattern NAME_PREFIX = Pattern.compile(Shapes.NAME_PREFIX);

  private final NotificationTopicConfig topic;
  private final String logGroupName;
  private final Selection selection;
  private final Set<Checker> checkers;
  private final Map<String, ControlOverride> overrides;
  private final Optional<Map<String, Object>> controlsFrom;
  private final String metricNamespace;
  private final String namePrefix;
  private final List<String> okActions;
  private final List<String> insufficientDataActions;
  private final Map<String, String> tags;
  private final List<ITerraformDependable> dependsOn;
  private final boolean shortAddresses;

  private CisAlarmsConfig(Builder builder) {
    topic = builder.topic;
    logGroupName = builder.logGroupName;
    selection = builder.selection;
    checkers = builder.checkers;
    overrides = Collections.unmodifiableMap(new TreeMap<>(builder.overrides));
    controlsFrom = builder.controlsFrom;
    metricNamespace = builder.metricNamespace;
    namePrefix = builder.namePrefix;
    okActions = builder.okActions;
    insufficientDataActions = builder.insufficientDataActions;
    tags = builder.tags;
    dependsOn = builder.dependsOn;
    shortAddresses = builder.shortAddresses;
  }

  /**
   * Starts with all controls.
   *
   * @param topic who is told
   * @param logGroupName name (not ARN) of the log group that the trail writes to
   */
  public static Builder builder(NotificationTopicConfig topic, String logGroupName) {
    return new Builder(topic, logGroupName);
  }

  /** Who is told. */
  public NotificationTopicConfig topic() {
    return topic;
  }

  String logGroupName() {
    return logGroupName;
  }

  Optional<String> benchmark() {
    return selection.benchmark();
  }

  /**
   * What filters and alarms of the selected controls are given, in the order of the catalog.
   *
   * @param topicArn ARN of the topic, or an expression for it
   */
  public List<ControlValues> controls(String topicArn) {
    return selection.controls().stream()
        .flatMap(control -> override(control).filters(control, checkers).stream())
        .map(filter -> ControlValues.of(this, filter, topicArn))
        .toList();
  }

  ControlOverride override(Control control) {
    return overrides.getOrDefault(control.slug(), ControlOverride.NONE);
  }

  /**
   * Whether names are given control by control. Where they all follow from the control, the
   * resources say so themselves, and the controls' settings stay short.
   */
  boolean namesEachControl() {
    return controlsFrom.isPresent()
        || overrides.values().stream().anyMatch(override -> !override.names().isEmpty());
  }

  Optional<Map<String, Object>> controlsFrom() {
    return controlsFrom;
  }

  String metricNamespace() {
    return metricNamespace;
  }

  String namePrefix() {
    return namePrefix;
  }

  List<String> okActions() {
    return okActions;
  }

  List<String> insufficientDataActions() {
    return insufficientDataActions;
  }

  Map<String, String> tags() {
    return tags;
  }

  List<ITerraformDependable> dependsOn() {
    return dependsOn;
  }

  boolean shortAddresses() {
    return shortAddresses;
  }

  /** Collects what is optional. */
  public static final class Builder {

    private final NotificationTopicConfig topic;
    private final String logGroupName;
    private final Map<String, ControlOverride> overrides = new TreeMap<>();
    private Selection selection = Selection.all();
    private Set<Checker> checkers = Checker.defaults();
    private Optional<Map<String, Object>> controlsFrom = Optional.empty();
    private String metricNamespace = AlarmSettings.NAMESPACE;
    private String namePrefix = "";
    private List<String> okActions = List.of();
    private List<String> insufficientDataActions = List.of();
    private Map<String, String> tags = Map.of();
    private List<ITerraformDependable> dependsOn = List.of();
    private boolean shortAddresses;

    private Builder(NotificationTopicConfig topic, String logGroupName) {
      this.topic = topic;
      this.logGroupName = logGroupName;
    }

    /** The controls. Default: all of the catalog. */
    public Builder selection(Selection newSelection) {
      selection = newSelection;
      return this;
    }

    /**
     * Whose readings the patterns have to satisfy. Where no single text satisfies all of them, a
     * control gets a second filter and alarm. Default: {@link Checker#defaults()}.
     */
    public Builder checkers(Set<Checker> newCheckers) {
      checkers = Set.copyOf(newCheckers);
      return this;
    }

    /**
     * What one control does differently.
     *
     * @param slug of a selected control
     * @param override its settings
     */
    public Builder override(String slug, ControlOverride override) {
      overrides.put(slug, override);
      return this;
    }

    /**
     * Takes the controls from Terraform instead of from the catalog, and with them what is set for
     * single controls here: a token of a map from key to an object with {@code alarm_name}, {@code
     * filter_name}, {@code metric_name}, {@code metric_namespace}, {@code pattern}, {@code
     * description}, {@code treat_missing_data} (text), {@code threshold}, {@code period}, {@code
     * evaluation_periods} (numbers), {@code alarm_actions}, {@code ok_actions}, {@code
     * insufficient_data_actions} (lists of ARNs), {@code tags} (a map) and, where it is set, {@code
     * datapoints_to_alarm} (a number).
     */
    public Builder controlsFrom(Map<String, Object> token) {
      controlsFrom = Optional.of(token);
      return this;
    }

    /** Namespace of all metrics. Default: {@code CISBenchmark}. */
    public Builder metricNamespace(String namespace) {
      metricNamespace = namespace;
      return this;
    }

    /**
     * Put before the name of every filter, metric and alarm, so that two sets can live in one
     * account and region. Default: nothing.
     */
    public Builder namePrefix(String prefix) {
      namePrefix = prefix;
      return this;
    }

    /** ARNs of what is told when an alarm is over. Default: none. */
    public Builder okActions(List<String> arns) {
      okActions = arns;
      return this;
    }

    /** ARNs of what is told when an alarm has no data. Default: none. */
    public Builder insufficientDataActions(List<String> arns) {
      insufficientDataActions = arns;
      return this;
    }

    /** Tags of every alarm. Default: none. */
    public Builder tags(Map<String, String> newTags) {
      tags = newTags;
      return this;
    }

    /** What has to be there before the filters. Default: nothing. */
    public Builder dependsOn(List<? extends ITerraformDependable> dependables) {
      dependsOn = List.copyOf(dependables);
      return this;
    }

    /**
     * Gives the resources the addresses that the module has ({@code aws_sns_topic.alarms}, {@code
     * aws_sns_topic_subscription.subscriber}, {@code aws_cloudwatch_metric_alarm.control} and so
     * on) instead of those that CDKTF makes of the construct's path. They become children of the
     * stack itself. For one {@code CisAlarms} in a stack: a second one would take the same
     * addresses.
     */
    public Builder shortAddresses() {
      shortAddresses = true;
      return this;
    }

    /**
     * The finished config.
     *
     * @throws IllegalArgumentException for an override of a control that is not selected, or one
     *     that names an unknown variant or a value that CloudWatch would reject
     */
    public CisAlarmsConfig build() {
      overrides.forEach(this::check);
      new Argument("namePrefix", namePrefix)
          .require(
              NAME_PREFIX,
              "write at most 100 of the characters a-z, A-Z, 0-9, '_', '-', '/', '.' and '#'");
      return new CisAlarmsConfig(this);
    }

    private void check(String slug, ControlOverride override) {
      Control control =
          selection.controls().stream()
              .filter(selected -> selected.slug().equals(slug))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(notSelected(slug)));
      try {
        override.variant().ifPresent(control::requireVariant);
        override
            .pattern()
            .filter(pattern -> new Argument("pattern", pattern).isLiteral())
            .ifPresent(FilterPattern::parse);
        override.applyTo(AlarmSettings.DEFAULT);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "override of '%s': %s".formatted(slug, e.getMessage()), e);
      }
    }

    private String notSelected(String slug) {
      return "override of '%s', which is not among the selected controls: %s"
          .formatted(
              slug,
              selection.controls().stream().map(Control::slug).collect(Collectors.joining(", ")));
    }
  }
}

package io.github.cisalarms.construct;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.ITerraformIterator;
import io.github.cisalarms.catalog.AlarmDescription;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Control;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link ControlAlarm} is made of. Every text and number may be a CDKTF token.
 *
 * <p>A dollar sign or a percent sign before a brace starts a Terraform expression, as everywhere in
 * CDKTF.
 */
public final class ControlAlarmConfig {

  private final String logGroupName;
  private final String pattern;
  private final String metricName;
  private final String metricNamespace;
  private final String alarmName;
  private final Optional<String> alarmDescription;
  private final Number threshold;
  private final Number period;
  private final Number evaluationPeriods;
  private final Optional<Number> datapointsToAlarm;
  private final String treatMissingData;
  private final List<String> alarmActions;
  private final List<String> okActions;
  private final List<String> insufficientDataActions;
  private final Map<String, String> tags;
  private final Optional<ITerraformIterator> forEach;
  private final List<ITerraformDependable> dependsOn;

  private ControlAlarmConfig(Builder builder) {
    logGroupName = builder.logGroupName;
    pattern = builder.pattern;
    metricName = builder.metricName;
    metricNamespace = builder.metricNamespace;
    alarmName = builder.alarmName;
    alarmDescription = builder.alarmDescription;
    threshold = builder.threshold;
    period = builder.period;
    evaluationPeriods = builder.evaluationPeriods;
    datapointsToAlarm = builder.datapointsToAlarm;
    treatMissingData = builder.treatMissingData;
    alarmActions = builder.alarmActions;
    okActions = builder.okActions;
    insufficientDataActions = builder.insufficientDataActions;
    tags = builder.tags;
    forEach = builder.forEach;
    dependsOn = builder.dependsOn;
  }

  /**
   * Starts the alarm of one control with its default pattern, named after the control.
   *
   * @param control from the catalog
   * @param logGroupName name (not ARN) of the log group that the trail writes to
   */
  public static Builder builder(Control control, String logGroupName) {
    return builder(
            control.slug(), control.metricName(), control.defaultVariant().pattern(), logGroupName)
        .alarmDescription(AlarmDescription.of(control, control.defaultVariant(), Optional.empty()));
  }

  /**
   * Starts an alarm on any pattern.
   *
   * @param alarmName unique in the account and region
   * @param metricName name of the metric and of the filter; a filter's name must not hold {@code :}
   *     or {@code *}
   * @param pattern filter pattern of CloudWatch Logs, at most 1,024 characters
   * @param logGroupName name (not ARN) of the log group that the trail writes to
   */
  public static Builder builder(
      String alarmName, String metricName, String pattern, String logGroupName) {
    return new Builder(alarmName, metricName, pattern, logGroupName);
  }

  String logGroupName() {
    return logGroupName;
  }

  String pattern() {
    return pattern;
  }

  String metricName() {
    return metricName;
  }

  String metricNamespace() {
    return metricNamespace;
  }

  String alarmName() {
    return alarmName;
  }

  Optional<String> alarmDescription() {
    return alarmDescription;
  }

  Number threshold() {
    return threshold;
  }

  Number period() {
    return period;
  }

  Number evaluationPeriods() {
    return evaluationPeriods;
  }

  Optional<Number> datapointsToAlarm() {
    return datapointsToAlarm;
  }

  String treatMissingData() {
    return treatMissingData;
  }

  List<String> alarmActions() {
    return alarmActions;
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

  Optional<ITerraformIterator> forEach() {
    return forEach;
  }

  List<ITerraformDependable> dependsOn() {
    return dependsOn;
  }

  /** Collects what is optional in an alarm. The defaults are the benchmark's. */
  public static final class Builder {

    private final String alarmName;
    private final String metricName;
    private final String logGroupName;
    private String pattern;
    private String metricNamespace = AlarmSettings.NAMESPACE;
    private Optional<String> alarmDescription = Optional.empty();
    private Number threshold;
    private Number period;
    private Number evaluationPeriods;
    private Optional<Number> datapointsToAlarm;
    private String treatMissingData;
    private List<String> alarmActions = List.of();
    private List<String> okActions = List.of();
    private List<String> insufficientDataActions = List.of();
    private Map<String, String> tags = Map.of();
    private Optional<ITerraformIterator> forEach = Optional.empty();
    private List<ITerraformDependable> dependsOn = List.of();

    private Builder(String alarmName, String metricName, String pattern, String logGroupName) {
      this.alarmName = alarmName;
      this.metricName = metricName;
      this.pattern = pattern;
      this.logGroupName = logGroupName;
      settings(AlarmSettings.DEFAULT);
    }

    /** The filter pattern, such as that of another variant of the control. */
    public Builder pattern(String filterPattern) {
      pattern = filterPattern;
      return this;
    }

    /** Namespace of the metric, on both sides. Default: {@code CISBenchmark}. */
    public Builder metricNamespace(String namespace) {
      metricNamespace = namespace;
      return this;
    }

    /** What whoever is paged reads; at most 1,024 characters. */
    public Builder alarmDescription(String description) {
      alarmDescription = Optional.of(description);
      return this;
    }

    /** Threshold, period and the rest at once. Default: {@link AlarmSettings#DEFAULT}. */
    public Builder settings(AlarmSettings settings) {
      threshold = settings.threshold();
      period = settings.period();
      evaluationPeriods = settings.evaluationPeriods();
      datapointsToAlarm = settings.datapointsToAlarm().map(Number.class::cast);
      treatMissingData = settings.treatMissingData().value();
      return this;
    }

    /** Number of events in a period that makes it breach. Default: 1. */
    public Builder threshold(Number events) {
      threshold = events;
      return this;
    }

    /** Length of a period in seconds. Default: 300. */
    public Builder period(Number seconds) {
      period = seconds;
      return this;
    }

    /** How many of the latest periods are looked at. Default: 1. */
    public Builder evaluationPeriods(Number count) {
      evaluationPeriods = count;
      return this;
    }

    /** How many of the evaluated periods must breach. Default: all. */
    public Builder datapointsToAlarm(Number count) {
      datapointsToAlarm = Optional.of(count);
      return this;
    }

    /** {@code notBreaching} (the default), {@code breaching}, {@code ignore}, {@code missing}. */
    public Builder treatMissingData(String treatment) {
      treatMissingData = treatment;
      return this;
    }

    /** ARNs of what is told when the alarm goes off, at most five. Default: none. */
    public Builder alarmActions(List<String> arns) {
      alarmActions = arns;
      return this;
    }

    /** ARNs of what is told when the alarm is over, at most five. Default: none. */
    public Builder okActions(List<String> arns) {
      okActions = arns;
      return this;
    }

    /** ARNs of what is told when data is missing, at most five. Default: none. */
    public Builder insufficientDataActions(List<String> arns) {
      insufficientDataActions = arns;
      return this;
    }

    /** Tags of the alarm; a metric filter has none. Default: none. */
    public Builder tags(Map<String, String> newTags) {
      tags = newTags;
      return this;
    }

    /** Repeats filter and alarm by Terraform's {@code for_each}. Default: one of each. */
    public Builder forEach(ITerraformIterator iterator) {
      forEach = Optional.of(iterator);
      return this;
    }

    /** What has to be there before the filter. Default: nothing. */
    public Builder dependsOn(List<? extends ITerraformDependable> dependables) {
      dependsOn = List.copyOf(dependables);
      return this;
    }

    /** The finished config. */
    public ControlAlarmConfig build() {
      return new ControlAlarmConfig(this);
    }
  }
}

package io.github.cisalarms.construct;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.ITerraformIterator;
import io.github.cisalarms.catalog.AlarmDescription;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.catalog.Quotas;
import io.github.cisalarms.catalog.Shapes;
import io.github.cisalarms.catalog.TreatMissingData;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@link ControlAlarm} is made of. Every text and number may be a CDKTF token.
 *
 * <p>A dollar sign or a percent sign before a brace starts a Terraform expression, as everywhere in
 * CDKTF.
 */
// Over 300 lines: one setter with its contract for each argument.
public final class ControlAlarmConfig {

  private static final Pattern LOG_GROUP_NAME = Pattern.compile(Shapes.LOG_GROUP_NAME);
  private static final Pattern FILTER_NAME = Pattern.compile("[^:*]{1,512}");
  private static final Pattern METRIC_NAME = Pattern.compile("[^:*$\\p{Cntrl}]{1,255}");

  private final String logGroupName;
  private final String pattern;
  private final String metricName;
  private final String filterName;
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
    filterName = builder.filterName.orElse(builder.metricName);
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
    return builder(control, control.defaultVariant(), logGroupName);
  }

  /**
   * Starts the alarm of one control with one of its patterns, named after the control.
   *
   * @param control from the catalog
   * @param variant of the control, such as {@code control.requireVariant("exclude-sso")}
   * @param logGroupName name (not ARN) of the log group that the trail writes to
   */
  public static Builder builder(Control control, PatternVariant variant, String logGroupName) {
    return builder(control.slug(), control.metricName(), variant.pattern(), logGroupName)
        .alarmDescription(AlarmDescription.of(control, variant, Optional.empty()));
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

  String filterName() {
    return filterName;
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
    private final String pattern;
    private final String logGroupName;
    private Optional<String> filterName = Optional.empty();
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

    /** Name of the filter; without {@code :} and {@code *}. Default: the metric's. */
    public Builder filterName(String name) {
      filterName = Optional.of(name);
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

    /**
     * The finished config.
     *
     * @throws IllegalArgumentException for a value that CloudWatch or Terraform would reject,
     *     unless it is a token
     * @throws FilterPatternException if CloudWatch Logs would reject the pattern
     */
    public ControlAlarmConfig build() {
      new Argument("logGroupName", logGroupName)
          .require(LOG_GROUP_NAME, "write the name of one log group, no ARN and no wildcard");
      new Argument("metricName", metricName)
          .require(METRIC_NAME, "write 1 to 255 characters without ':', '*' and '$'");
      filterName.ifPresent(
          name ->
              new Argument("filterName", name)
                  .require(FILTER_NAME, "write 1 to 512 characters without ':' and '*'"));
      new Argument("metricNamespace", metricNamespace)
          .check(
              METRIC_NAME.matcher(metricNamespace).matches() && !metricNamespace.startsWith("AWS/"),
              "write 1 to 255 characters without ':', '*' and '$' that don't start with AWS/");
      new Argument("alarmName", alarmName).requireBytes(Quotas.ALARM_NAME_BYTES);
      if (new Argument("pattern", pattern).isLiteral()) {
        FilterPattern.parse(pattern);
      }
      alarmDescription.ifPresent(
          text ->
              new Argument("alarmDescription", text).requireBytes(Quotas.ALARM_DESCRIPTION_BYTES));
      Argument.requireTags(tags);
      requireActions("alarmActions", alarmActions);
      requireActions("okActions", okActions);
      requireActions("insufficientDataActions", insufficientDataActions);
      requireSettings();
      return new ControlAlarmConfig(this);
    }

    private static void requireActions(String name, List<String> arns) {
      arns.forEach(
          arn ->
              new Argument(name, arn)
                  .check(
                      arn.matches(Shapes.ARN),
                      "write an ARN, such as"
                          + " arn:aws:sns:us-east-1:111122223333:security-alerts"));
      if (arns.size() > Quotas.ACTIONS_PER_ALARM_STATE) {
        throw new IllegalArgumentException(
            "%s: an alarm has at most %d actions of a kind, these are %d"
                .formatted(name, Quotas.ACTIONS_PER_ALARM_STATE, arns.size()));
      }
    }

    /** The settings check themselves, once all of them are known here. */
    private void requireSettings() {
      Argument.requireWhole("period", period);
      Argument.requireWhole("evaluationPeriods", evaluationPeriods);
      datapointsToAlarm.ifPresent(count -> Argument.requireWhole("datapointsToAlarm", count));
      boolean literal =
          Argument.isLiteral(threshold)
              && Argument.isLiteral(period)
              && Argument.isLiteral(evaluationPeriods)
              && datapointsToAlarm.filter(count -> !Argument.isLiteral(count)).isEmpty()
              && new Argument("treatMissingData", treatMissingData).isLiteral();
      if (literal) {
        new AlarmSettings(
            threshold.doubleValue(),
            period.intValue(),
            evaluationPeriods.intValue(),
            datapointsToAlarm.map(Number::intValue),
            TreatMissingData.require(treatMissingData));
      }
    }
  }
}

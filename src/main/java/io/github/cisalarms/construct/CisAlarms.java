package io.github.cisalarms.construct;

import com.hashicorp.cdktf.MapTerraformIterator;
import com.hashicorp.cdktf.TerraformIterator;
import com.hashicorp.cdktf.TerraformLocal;
import io.github.cisalarms.catalog.AlarmSettings;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Defines the whole chain for a set of controls: one {@link NotificationTopic}, and filter and
 * alarm of every control under {@code for_each} on its slug, so that adding or removing a control
 * never touches another.
 *
 * <p>A local value holds the controls' settings, as plain values that a reviewer can read; the
 * resources take them from {@code each.value}. The module puts an expression over its variables in
 * the same place.
 */
public final class CisAlarms extends Construct {

  private final NotificationTopic topic;
  private final ControlAlarm alarms;

  /**
   * Defines topic, filters and alarms.
   *
   * @param scope the stack or construct they belong to
   * @param id unique within the scope
   * @param config controls, log group and topic
   */
  public CisAlarms(Construct scope, String id, CisAlarmsConfig config) {
    super(scope, id);
    Addresses addresses = config.shortAddresses() ? Addresses.shortIn(scope) : Addresses.OF_CDKTF;
    topic = new NotificationTopic(this, "topic", config.topic(), addresses);
    MapTerraformIterator controls =
        config
            .controlsFrom()
            .map(TerraformIterator::fromMap)
            .orElseGet(
                () -> addresses.each(controlsLocal(config, addresses), EachValue.OF_CONTROLS));
    alarms = new ControlAlarm(this, "control", each(config, controls), addresses);
  }

  /** The topic that all alarms publish to. */
  public NotificationTopic topic() {
    return topic;
  }

  /**
   * Filter and alarm of all controls, with {@code for_each}. To refer to one, put its key behind
   * the address, as in {@code "${" + alarms().alarm().getFqn() + "[\"root-account-usage\"].arn}"}.
   */
  public ControlAlarm alarms() {
    return alarms;
  }

  private static ControlAlarmConfig each(CisAlarmsConfig config, MapTerraformIterator iterator) {
    return names(config)
        .forEach(iterator)
        .alarmDescription("${each.value.description}")
        .threshold(EachValue.THRESHOLD)
        .period(EachValue.PERIOD)
        .evaluationPeriods(EachValue.EVALUATION_PERIODS)
        .datapointsToAlarm(EachValue.DATAPOINTS_TO_ALARM)
        .treatMissingData("${each.value.treat_missing_data}")
        .alarmActions(EachValue.ALARM_ACTIONS)
        .okActions(EachValue.OK_ACTIONS)
        .insufficientDataActions(EachValue.INSUFFICIENT_DATA_ACTIONS)
        .tags(EachValue.TAGS)
        .dependsOn(config.dependsOn())
        .build();
  }

  private static ControlAlarmConfig.Builder names(CisAlarmsConfig config) {
    String pattern = "${each.value.pattern}";
    if (config.namesEachControl()) {
      return ControlAlarmConfig.builder(
              "${each.value.alarm_name}",
              "${each.value.metric_name}",
              pattern,
              config.logGroupName())
          .filterName("${each.value.filter_name}")
          .metricNamespace("${each.value.metric_namespace}");
    }
    return ControlAlarmConfig.builder(
            config.namePrefix() + "${each.key}",
            config.namePrefix() + "${each.value.metric_name}",
            pattern,
            config.logGroupName())
        .metricNamespace(config.metricNamespace());
  }

  private TerraformLocal controlsLocal(CisAlarmsConfig config, Addresses addresses) {
    return new TerraformLocal(
        addresses.parent(this),
        addresses.id(EachValue.CONTROLS, EachValue.CONTROLS),
        settings(config, topic.topicArn()));
  }

  private static Map<String, Object> settings(CisAlarmsConfig config, String topicArn) {
    Map<String, Object> all = new TreeMap<>();
    for (ControlValues control : config.controls(topicArn)) {
      all.put(control.filter().key(), settings(control, config.namesEachControl()));
    }
    return all;
  }

  private static Map<String, Object> settings(ControlValues control, boolean names) {
    AlarmSettings alarm = control.settings();
    Map<String, Object> settings = new TreeMap<>();
    if (names) {
      settings.put("alarm_name", control.alarmName());
      settings.put("filter_name", control.filterName());
      settings.put("metric_name", control.metricName());
      settings.put("metric_namespace", control.metricNamespace());
    } else {
      settings.put("metric_name", control.filter().metricName());
    }
    settings.put("pattern", control.pattern());
    settings.put("description", control.description());
    settings.put("threshold", alarm.threshold());
    settings.put("period", alarm.period());
    settings.put("evaluation_periods", alarm.evaluationPeriods());
    alarm.datapointsToAlarm().ifPresent(count -> settings.put("datapoints_to_alarm", count));
    settings.put("treat_missing_data", alarm.treatMissingData().value());
    settings.put("alarm_actions", control.alarmActions());
    settings.put("ok_actions", control.okActions());
    settings.put("insufficient_data_actions", control.insufficientDataActions());
    settings.put("tags", control.tags());
    return settings;
  }
}

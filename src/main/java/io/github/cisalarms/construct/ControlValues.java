package io.github.cisalarms.construct;

import io.github.cisalarms.catalog.AlarmDescription;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link CisAlarms} give a filter and its alarm, with every default filled in.
 *
 * @param filter the control's filter; its key is the key under {@code for_each}
 * @param filterName name of the filter, which is unique in the log group
 * @param metricName what the filter emits and the alarm watches
 * @param metricNamespace where the metric is
 * @param pattern filter pattern
 * @param alarmName name of the alarm, which is unique in account and region
 * @param description what whoever is paged reads
 * @param settings when the alarm goes off
 * @param alarmActions ARNs of what is told when it does
 * @param okActions ARNs of what is told when it is over
 * @param insufficientDataActions ARNs of what is told when data is missing
 * @param tags the alarm's tags, without those that the provider adds
 */
public record ControlValues(
    ControlFilter filter,
    String filterName,
    String metricName,
    String metricNamespace,
    String pattern,
    String alarmName,
    String description,
    AlarmSettings settings,
    List<String> alarmActions,
    List<String> okActions,
    List<String> insufficientDataActions,
    Map<String, String> tags) {

  static ControlValues of(CisAlarmsConfig config, ControlFilter filter, String topicArn) {
    ControlOverride override = config.override(filter.control());
    Map<String, String> tags = new TreeMap<>(config.tags());
    override.severity().ifPresent(severity -> tags.put("severity", severity));
    ControlNames names =
        filter.key().equals(filter.control().slug()) ? override.names() : ControlNames.NONE;
    String metricName = names.metric().orElse(config.namePrefix() + filter.metricName());
    return new ControlValues(
        filter,
        names.filter().orElse(metricName),
        metricName,
        override.names().namespace().orElse(config.metricNamespace()),
        override.pattern().orElse(filter.variant().pattern()),
        names.alarm().orElse(config.namePrefix() + filter.key()),
        override.description().orElseGet(() -> description(config, filter, override)),
        override.applyTo(AlarmSettings.DEFAULT),
        override.alarmActions().orElse(List.of(topicArn)),
        override.okActions().orElse(config.okActions()),
        override.insufficientDataActions().orElse(config.insufficientDataActions()),
        tags);
  }

  private static String description(
      CisAlarmsConfig config, ControlFilter filter, ControlOverride override) {
    return override
        .pattern()
        .map(own -> AlarmDescription.of(filter.control(), own, config.benchmark()))
        .orElseGet(
            () -> AlarmDescription.of(filter.control(), filter.variant(), config.benchmark()));
  }
}

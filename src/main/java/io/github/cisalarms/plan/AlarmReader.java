package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Alarm.Query;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads metric alarms and composite ones. */
final class AlarmReader {

  private AlarmReader() {}

  static Alarm alarm(Attributes alarm) {
    List<Attributes> queries = alarm.blocks("metric_query");
    List<Metric> metrics = new ArrayList<>();
    boolean math = false;
    for (Attributes query : queries) {
      math |= query.filled("expression").isKnown();
      query.blocks("metric").forEach(metric -> metrics.add(queried(query, metric)));
    }
    if (queries.isEmpty() && !alarm.isUnknown("metric_query")) {
      metrics.add(metric(alarm, "statistic", Value.absent()));
    }
    return new Alarm(
        alarm.address(),
        alarm.text("arn"),
        alarm.text("alarm_name"),
        alarm.place(),
        metrics,
        math || queries.size() > 1 || alarm.isUnknown("metric_query"),
        queries.stream().map(AlarmReader::query).flatMap(Optional::stream).toList(),
        !alarm.filled("threshold_metric_id").isAbsent(),
        // What nobody configures gets the service's default, although a plan calls it unknown.
        alarm.isConfigured("evaluate_low_sample_count_percentiles")
                || alarm.text("evaluate_low_sample_count_percentiles").isKnown()
            ? alarm.filled("evaluate_low_sample_count_percentiles").orDefault("evaluate")
            : Value.known("evaluate"),
        alarm.filled("alarm_description"),
        alarm.text("comparison_operator"),
        alarm.number("threshold"),
        alarm.number("evaluation_periods"),
        alarm.number("datapoints_to_alarm").get().filter(n -> n == 0).isPresent()
            ? Value.absent()
            : alarm.number("datapoints_to_alarm"),
        alarm.text("treat_missing_data").orDefault("missing"),
        alarm.flag("actions_enabled").orDefault(true),
        alarm.texts("alarm_actions", Wanted.TOPIC_ARN));
  }

  /** A part of metric math; empty unless all that decides about it is known. */
  private static Optional<Query> query(Attributes query) {
    Optional<String> id = query.text("id").get();
    Value<String> expression = query.filled("expression");
    Value<Boolean> returned = query.flag("return_data").orDefault(false);
    if (id.isEmpty() || !returned.isKnown() || !expression.isKnown() && !expression.isAbsent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Query(
            id.get(),
            query.blocks("metric").stream().findFirst().map(metric -> queried(query, metric)),
            expression.get(),
            returned.get().orElseThrow()));
  }

  private static Metric queried(Attributes query, Attributes metric) {
    return metric(metric, "stat", query.filled("account_id"));
  }

  private static Metric metric(Attributes metric, String statistic, Value<String> account) {
    Value<String> extended = metric.filled("extended_statistic");
    return new Metric(
        metric.text("metric_name", Wanted.METRIC_NAME),
        metric.text("namespace"),
        extended.isKnown() ? extended : metric.text(statistic),
        metric.notEmpty("dimensions"),
        metric.filled("unit"),
        metric.number("period"),
        account);
  }

  static CompositeAlarm composite(Attributes alarm) {
    return new CompositeAlarm(
        alarm.address(),
        alarm.text("arn"),
        alarm.text("alarm_name"),
        alarm.place(),
        alarm.filled("alarm_description"),
        alarm.expanded("alarm_rule"),
        alarm.isUnknown("actions_suppressor")
            ? Value.unknown()
            : alarm.blocks("actions_suppressor").stream()
                .findFirst()
                .map(suppressor -> suppressor.expanded("alarm"))
                .orElseGet(Value::absent),
        alarm.flag("actions_enabled").orDefault(true),
        alarm.texts("alarm_actions", Wanted.TOPIC_ARN));
  }
}

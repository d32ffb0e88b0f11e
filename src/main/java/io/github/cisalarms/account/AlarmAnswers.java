package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Alarm.Query;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Observation;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.value.Value;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The alarms of the regions that were read, and what they did lately. */
final class AlarmAnswers {

  private static final String INSUFFICIENT_DATA = "INSUFFICIENT_DATA";

  /** Nobody calls an alarm silent that was made a minute ago. */
  private static final Duration LONG = Duration.ofDays(1);

  private final Evidence evidence;

  AlarmAnswers(Evidence evidence) {
    this.evidence = evidence;
  }

  void addTo(List<Element> elements) {
    evidence
        .calls(Operation.DESCRIBE_ALARMS)
        .forEach(
            call -> {
              Place place = AccountChain.place(call);
              for (JsonNode alarm : AccountChain.list(call, "MetricAlarms")) {
                elements.add(metricAlarm(alarm, place));
                observe(alarm, elements);
              }
              for (JsonNode alarm : AccountChain.list(call, "CompositeAlarms")) {
                elements.add(compositeAlarm(alarm, place));
              }
              AccountChain.unread(elements, call, Unread.Kind.ALARMS, "the alarms");
              observeActions(call, elements);
            });
    evidence
        .calls(Operation.DESCRIBE_ALARM_HISTORY)
        .forEach(
            call ->
                AccountChain.unread(
                    elements, call, Unread.Kind.ACTIONS, "the latest actions of the alarms"));
  }

  private static Alarm metricAlarm(JsonNode alarm, Place place) {
    List<JsonNode> queries = Json.each(alarm.path("Metrics")).toList();
    boolean math = queries.size() > 1 || queries.stream().anyMatch(q -> q.has("Expression"));
    return new Alarm(
        alarm.path("AlarmArn").asText(),
        Json.text(alarm, "AlarmArn"),
        Json.text(alarm, "AlarmName"),
        place,
        queries.isEmpty()
            ? List.of(metric(alarm, alarm, statistic(alarm), Value.absent()))
            : queries.stream()
                .filter(query -> query.has("MetricStat"))
                .map(AlarmAnswers::metric)
                .toList(),
        math,
        queries.stream().map(AlarmAnswers::query).toList(),
        alarm.has("ThresholdMetricId"),
        Json.text(alarm, "EvaluateLowSampleCountPercentile").orDefault("evaluate"),
        Json.text(alarm, "AlarmDescription"),
        Json.text(alarm, "ComparisonOperator"),
        Json.number(alarm, "Threshold"),
        Json.number(alarm, "EvaluationPeriods"),
        Json.number(alarm, "DatapointsToAlarm"),
        Json.text(alarm, "TreatMissingData").orDefault("missing"),
        Json.flag(alarm, "ActionsEnabled").orDefault(true),
        Json.texts(alarm.path("AlarmActions")));
  }

  private static Value<String> statistic(JsonNode alarm) {
    Value<String> extended = Json.text(alarm, "ExtendedStatistic");
    return extended.isKnown() ? extended : Json.text(alarm, "Statistic");
  }

  private static Metric metric(JsonNode query) {
    JsonNode stat = query.path("MetricStat");
    return metric(
        stat.path("Metric"), stat, Json.text(stat, "Stat"), Json.text(query, "AccountId"));
  }

  /**
   * A metric.
   *
   * @param settings where its unit and period are
   */
  private static Metric metric(
      JsonNode metric, JsonNode settings, Value<String> statistic, Value<String> account) {
    return new Metric(
        Json.text(metric, "MetricName"),
        Json.text(metric, "Namespace"),
        statistic,
        Value.known(!metric.path("Dimensions").isEmpty()),
        Json.text(settings, "Unit"),
        Json.number(settings, "Period"),
        account);
  }

  private static Query query(JsonNode query) {
    return new Query(
        query.path("Id").asText(),
        query.has("MetricStat") ? Optional.of(metric(query)) : Optional.empty(),
        Json.text(query, "Expression").get(),
        query.path("ReturnData").asBoolean(true));
  }

  private static CompositeAlarm compositeAlarm(JsonNode alarm, Place place) {
    return new CompositeAlarm(
        alarm.path("AlarmArn").asText(),
        Json.text(alarm, "AlarmArn"),
        Json.text(alarm, "AlarmName"),
        place,
        Json.text(alarm, "AlarmDescription"),
        Json.text(alarm, "AlarmRule"),
        Json.text(alarm, "ActionsSuppressor"),
        Json.flag(alarm, "ActionsEnabled").orDefault(true),
        Json.texts(alarm.path("AlarmActions")));
  }

  /** A state that it was made with has no reason but that. */
  private void observe(JsonNode alarm, List<Element> elements) {
    boolean initial =
        alarm.path("StateReason").asText().startsWith("Unchecked") || !alarm.has("StateReason");
    boolean old =
        Json.time(alarm.path("AlarmConfigurationUpdatedTimestamp").asText())
            .filter(time -> time.isBefore(evidence.ended().minus(LONG)))
            .isPresent();
    if (initial && old && alarm.path("StateValue").asText().equals(INSUFFICIENT_DATA)) {
      elements.add(
          new Observation(
              alarm.path("AlarmArn").asText(), Observation.Kind.NEVER_MEASURED, "", "no data"));
    }
  }

  /** Of each alarm and action only the last time counts. */
  private void observeActions(Call alarms, List<Element> elements) {
    Set<String> seen = new HashSet<>();
    evidence
        .calls(Operation.DESCRIBE_ALARM_HISTORY)
        .filter(call -> AccountChain.place(call).equals(AccountChain.place(alarms)))
        .flatMap(call -> AccountChain.list(call, "AlarmHistoryItems").stream())
        .forEach(
            item -> {
              JsonNode data = Json.parse(item.path("HistoryData").asText());
              String action = data.path("notificationResource").asText();
              String name = item.path("AlarmName").asText();
              if (!action.isEmpty()
                  && seen.add(name + " " + action)
                  && data.path("actionState").asText().equals("Failed")) {
                arns(alarms, name)
                    .forEach(
                        arn ->
                            elements.add(
                                new Observation(
                                    arn,
                                    Observation.Kind.ACTION_FAILED,
                                    action,
                                    "at %s: %s"
                                        .formatted(
                                            item.path("Timestamp").asText(),
                                            data.path("error").asText("no reason is given")))));
              }
            });
  }

  private static Stream<String> arns(Call alarms, String name) {
    return Stream.of("MetricAlarms", "CompositeAlarms")
        .flatMap(list -> AccountChain.list(alarms, list).stream())
        .filter(alarm -> alarm.path("AlarmName").asText().equals(name))
        .map(alarm -> alarm.path("AlarmArn").asText());
  }
}

package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom the events of a log group may reach: an account has many alarms that have nothing to do with
 * it, and nobody wants to read all their topics.
 */
final class Relevance {

  private final Set<ResourceArn> topics = new LinkedHashSet<>();

  private Relevance() {}

  /**
   * Looks through the filters and alarms of a region.
   *
   * @param calls those that were made in the region, among others
   */
  static Relevance of(List<Call> calls, String account, String region, String logGroup) {
    Relevance relevance = new Relevance();
    Set<String> metrics = new HashSet<>();
    answers(calls, Operation.DESCRIBE_METRIC_FILTERS, account, region, "metricFilters")
        .filter(filter -> filter.path("logGroupName").asText().equals(logGroup))
        .flatMap(filter -> Json.each(filter.path("metricTransformations")))
        .forEach(metric -> metrics.add(metric.path("metricName").asText()));
    Set<String> named = new HashSet<>();
    answers(calls, Operation.DESCRIBE_ALARMS, account, region, "MetricAlarms")
        .filter(alarm -> watchesOne(alarm, metrics))
        .forEach(alarm -> relevance.add(alarm, named));
    List<JsonNode> composites =
        new ArrayList<>(
            answers(calls, Operation.DESCRIBE_ALARMS, account, region, "CompositeAlarms").toList());
    // One may act for another.
    boolean found = true;
    while (found) {
      List<JsonNode> next =
          composites.stream()
              .filter(alarm -> named.stream().anyMatch(alarm.path("AlarmRule").asText()::contains))
              .toList();
      next.forEach(alarm -> relevance.add(alarm, named));
      found = composites.removeAll(next);
    }
    return relevance;
  }

  /** SNS topics that are told, in the order of the alarms. */
  Set<ResourceArn> topics() {
    return topics;
  }

  private void add(JsonNode alarm, Set<String> named) {
    named.add(alarm.path("AlarmName").asText());
    Json.each(alarm.path("AlarmActions"))
        .flatMap(action -> ResourceArn.parse(action.asText()).stream())
        .filter(action -> action.service().equals("sns"))
        .forEach(topics::add);
  }

  private static boolean watchesOne(JsonNode alarm, Set<String> metrics) {
    return Stream.concat(
            Stream.of(alarm.path("MetricName")),
            Json.each(alarm.path("Metrics"))
                .map(query -> query.path("MetricStat").path("Metric").path("MetricName")))
        .anyMatch(name -> metrics.contains(name.asText()));
  }

  private static Stream<JsonNode> answers(
      List<Call> calls, Operation operation, String account, String region, String list) {
    return calls.stream()
        .filter(call -> call.operation() == operation)
        .filter(call -> call.account().equals(account) && call.region().equals(region))
        .flatMap(call -> call.answer().stream())
        .flatMap(answer -> Json.each(answer.path(list)));
  }
}

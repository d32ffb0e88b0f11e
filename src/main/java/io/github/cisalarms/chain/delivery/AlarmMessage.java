package io.github.cisalarms.chain.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.value.Value;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What CloudWatch sends to a topic when an alarm goes off.
 *
 * @param body the fields whose values are known
 * @param unknown the names of the others, with dots between them
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">Notifying
 *     users on alarm changes</a>
 */
public record AlarmMessage(ObjectNode body, Set<String> unknown) {

  private static final Set<String> STATISTICS =
      Set.of("SampleCount", "Sum", "Average", "Minimum", "Maximum");

  /** As it is written in a message; the others are in capitals. */
  private static final Map<String, String> SENT_AS = Map.of("SampleCount", "SAMPLE_COUNT");

  /** The message has the region's name for people; of others than these it has changed. */
  private static final Map<String, String> REGION_NAMES =
      Map.of(
          "us-east-1", "US East (N. Virginia)",
          "us-east-2", "US East (Ohio)",
          "us-west-1", "US West (N. California)",
          "us-west-2", "US West (Oregon)");

  /** What is sent when the alarm of a chain goes off, or the composite one that acts for it. */
  public static AlarmMessage of(Chain chain) {
    Actor alarm = chain.actor();
    AlarmMessage message = new AlarmMessage(JsonNodeFactory.instance.objectNode(), new HashSet<>());
    message.put(message.body, "", "NewStateValue", Value.known("ALARM"));
    message.put(message.body, "", "AlarmName", alarm.name());
    Value<String> description =
        chain
            .composite()
            .map(CompositeAlarm::description)
            .orElseGet(() -> chain.alarm().orElseThrow().description());
    if (description.isAbsent()) {
      message.body.putNull("AlarmDescription");
    } else {
      message.put(message.body, "", "AlarmDescription", description);
    }
    message.put(message.body, "", "AWSAccountId", alarm.place().account());
    message.put(
        message.body,
        "",
        "AlarmArn",
        alarm.arn().isKnown()
            ? alarm.arn()
            : alarm.named().arn().map(Arn::text).orElseGet(Value::unknown));
    message.put(
        message.body,
        "",
        "Region",
        alarm.place().region().get().filter(REGION_NAMES::containsKey).isPresent()
            ? alarm.place().region().map(REGION_NAMES::get)
            : Value.unknown());
    message.unknown.addAll(
        Set.of(
            "AlarmConfigurationUpdatedTimestamp",
            "NewStateReason",
            "StateChangeTime",
            "OldStateValue",
            "OKActions",
            "AlarmActions",
            "InsufficientDataActions"));
    if (chain.composite().isPresent()) {
      message.unknown.addAll(Set.of("AlarmRule", "TriggeringChildren"));
    } else {
      message.trigger(chain.alarm().orElseThrow());
    }
    return message;
  }

  private void trigger(Alarm alarm) {
    ObjectNode trigger = body.putObject("Trigger");
    put(trigger, "Trigger.", "ComparisonOperator", alarm.comparisonOperator());
    number(trigger, "Threshold", alarm.threshold());
    number(trigger, "EvaluationPeriods", alarm.evaluationPeriods());
    unknown.addAll(
        Set.of(
            "Trigger.Period",
            "Trigger.DatapointsToAlarm",
            "Trigger.TreatMissingData",
            "Trigger.EvaluateLowSampleCountPercentile"));
    if (!alarm.queries().isEmpty() || alarm.metricMath()) {
      // A list of metrics takes the place of one.
      unknown.add("Trigger.Metrics");
      return;
    }
    Optional<Metric> only = alarm.metrics().stream().findFirst();
    if (only.isEmpty()) {
      unknown.add("Trigger");
      return;
    }
    Metric metric = only.get();
    put(trigger, "Trigger.", "MetricName", metric.name());
    put(trigger, "Trigger.", "Namespace", metric.namespace());
    boolean simple = metric.statistic().get().filter(STATISTICS::contains).isPresent();
    if (simple) {
      trigger.put("StatisticType", "Statistic");
      put(
          trigger,
          "Trigger.",
          "Statistic",
          metric
              .statistic()
              .map(
                  statistic ->
                      SENT_AS.getOrDefault(statistic, statistic.toUpperCase(Locale.ROOT))));
    } else if (metric.statistic().isKnown()) {
      trigger.put("StatisticType", "ExtendedStatistic");
      put(trigger, "Trigger.", "ExtendedStatistic", metric.statistic());
    } else {
      unknown.addAll(
          Set.of("Trigger.StatisticType", "Trigger.Statistic", "Trigger.ExtendedStatistic"));
    }
    metric
        .period()
        .get()
        .ifPresent(
            seconds -> {
              trigger.put("Period", seconds.longValue());
              unknown.remove("Trigger.Period");
            });
    unknown.addAll(Set.of("Trigger.Unit", "Trigger.Dimensions"));
  }

  private void put(ObjectNode into, String path, String name, Value<String> value) {
    value.get().ifPresentOrElse(text -> into.put(name, text), () -> unknown.add(path + name));
  }

  private void number(ObjectNode trigger, String name, Value<Double> value) {
    value
        .get()
        .ifPresentOrElse(number -> trigger.put(name, number), () -> unknown.add("Trigger." + name));
  }
}

package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.EnumSet;
import java.util.Set;

/** What checkers compare of alarm and filter. */
final class AlarmWatchesMetricName implements Rule {

  @Override
  public Stage stage() {
    return Stage.ALARM;
  }

  @Override
  public Link link() {
    return Link.ALARM;
  }

  @Override
  public String asks() {
    return "An alarm watches a metric with the name of the filter's; checkers do not compare namespaces.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.complementOf(EnumSet.of(Judge.DELIVERY));
  }

  @Override
  public Finding check(Chain chain) {
    MetricFilter filter = chain.filter().orElseThrow();
    Value<String> emitted =
        filter.transformations().stream()
            .findFirst()
            .map(metric -> metric.name())
            .orElseGet(Value::absent);
    if (chain.alarm().isEmpty()) {
      return broken(
          filter.address(),
          "no alarm watches a metric of the name " + emitted.shown(),
          "add an alarm on the filter's metric");
    }
    Alarm alarm = chain.alarm().orElseThrow();
    Answer answer = Answer.NO;
    if (!alarm.metricMath()) {
      for (Metric watched : alarm.metrics()) {
        answer = answer.or(watched.name().sameAs(emitted));
      }
    }
    String watched =
        alarm.metrics().stream()
            .findFirst()
            .map(metric -> metric.name().shown())
            .orElse("no metric");
    return finding(
        answer,
        alarm.address(),
        answer == Answer.YES
            ? "the alarm watches the metric name " + emitted.shown()
            : "the alarm watches " + watched + ", the filter emits " + emitted.shown(),
        "give alarm and filter one metric name");
  }
}

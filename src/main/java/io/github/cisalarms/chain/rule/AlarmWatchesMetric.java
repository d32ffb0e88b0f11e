package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.behaviour.WatchedMetrics;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.Set;

/** The alarm watches what the filter emits. */
public final class AlarmWatchesMetric implements Rule {

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
    return "An alarm watches the filter's metric: same account and region, same name, same namespace, no dimensions, same unit if any.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    MetricFilter filter = chain.filter().orElseThrow();
    if (filter.transformations().isEmpty()) {
      return broken(
          filter.address(), "the filter emits no metric", "add a metric_transformation to it");
    }
    Transformation emitted = filter.transformations().get(0);
    String metric = emitted.name().shown() + " in " + emitted.namespace().shown();
    if (chain.alarm().isEmpty()) {
      return broken(
          filter.address(),
          "no alarm watches the metric " + metric + " that the filter emits",
          "add an alarm on it");
    }
    Alarm alarm = chain.alarm().orElseThrow();
    Finding best =
        broken(alarm.address(), "the alarm watches no metric", "set metric_name and namespace");
    for (Metric watched : WatchedMetrics.of(alarm).orElse(alarm.metrics())) {
      Finding found = compare(chain, emitted, watched);
      if (found.answer().compareTo(best.answer()) >= 0) {
        best = found;
      }
    }
    if (WatchedMetrics.of(alarm).isEmpty()
        && (best.answer() == Answer.YES || alarm.metrics().isEmpty())) {
      return unclear(
          alarm.address(),
          "the alarm computes with metrics in a way that is not followed",
          "give the alarm the metric " + metric + " alone");
    }
    return best;
  }

  private Finding compare(Chain chain, Transformation emitted, Metric watched) {
    MetricFilter filter = chain.filter().orElseThrow();
    Alarm alarm = chain.alarm().orElseThrow();
    Answer name = emitted.name().sameAs(watched.name());
    Answer namespace = emitted.namespace().sameAs(watched.namespace());
    Place metrics = WatchedMetrics.place(alarm, watched);
    Answer place = filter.place().sameAs(metrics);
    if (name == Answer.NO || namespace == Answer.NO) {
      return broken(
          alarm.address(),
          "the alarm watches the metric "
              + watched.name().shown()
              + " in "
              + watched.namespace().shown()
              + ", the filter emits "
              + emitted.name().shown()
              + " in "
              + emitted.namespace().shown(),
          "give alarm and filter one metric name and one namespace");
    }
    if (place == Answer.NO) {
      return broken(
          alarm.address(),
          "the alarm watches metrics in "
              + metrics.shown()
              + ", the filter and its metric in "
              + filter.place().shown(),
          "put both into one account and region");
    }
    boolean filterHasDimensions = emitted.dimensions().get().orElse(false);
    if (filterHasDimensions && watched.dimensions().get().orElse(false)) {
      return unclear(
          alarm.address(),
          "whether every event has the dimensions that the alarm looks at can't be told",
          "take the dimensions out of filter and alarm");
    }
    if (filterHasDimensions || watched.dimensions().get().orElse(false)) {
      return broken(
          alarm.address(),
          "a metric with dimensions is another metric than the one without",
          "take the dimensions out of filter and alarm");
    }
    if (!watched.unit().isAbsent() && watched.unit().sameAs(emitted.unit()) == Answer.NO) {
      return broken(
          alarm.address(),
          "the alarm looks at the unit "
              + watched.unit().shown()
              + " only, the filter emits "
              + emitted.unit().shown(),
          "take the unit out of the alarm");
    }
    if (!watched.account().isAbsent()
        && watched.account().sameAs(alarm.place().account()) != Answer.YES) {
      return unclear(
          alarm.address(),
          "the alarm watches a metric of another account, which that account has to share",
          "let an alarm in the account of the filter watch it");
    }
    Answer answer =
        name.and(namespace)
            .and(place)
            .and(emitted.dimensions().sameAs(Value.known(false)))
            .and(watched.dimensions().sameAs(Value.known(false)));
    return finding(
        answer,
        alarm.address(),
        answer == Answer.YES
            ? "the alarm watches the filter's metric " + emitted.name().shown()
            : place == Answer.YES
                ? "which metric the alarm watches " + chain.source().isUnknown()
                : "whether the alarm is in the account and region of the filter's metric can't be"
                    + " told",
        place == Answer.YES
            ? "give alarm and filter one metric name that is known when planning"
            : "put both under one provider configuration");
  }
}

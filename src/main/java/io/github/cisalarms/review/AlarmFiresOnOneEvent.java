package io.github.cisalarms.review;

import java.util.Set;

/** The alarm goes off at the first event. */
final class AlarmFiresOnOneEvent implements Rule {

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
    return "One event makes the alarm go off: statistic, threshold, comparison, periods, datapoints and missing data taken together.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    Alarm alarm = chain.alarm().orElseThrow();
    AlarmBehaviour behaviour = AlarmBehaviour.of(alarm, chain.filter().orElseThrow());
    AlarmBehaviour.Outcome outcome = behaviour.onOneEvent();
    return finding(
        outcome.answer(),
        alarm.address(),
        outcome.why(),
        "use statistic Sum, GreaterThanOrEqualToThreshold, threshold 1, one evaluation period");
  }
}

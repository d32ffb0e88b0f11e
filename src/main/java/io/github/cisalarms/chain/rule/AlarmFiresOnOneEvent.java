package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.behaviour.AlarmBehaviour;
import io.github.cisalarms.chain.value.Answer;
import java.util.Optional;
import java.util.Set;

/** The alarm goes off at the first event, or after as many as are allowed. */
public final class AlarmFiresOnOneEvent implements Rule {

  private static final String REMEDY =
      "use statistic Sum, GreaterThanOrEqualToThreshold, threshold 1, one evaluation period,"
          + " missing data notBreaching, and the filter's default value 0";

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
    return "One event makes the alarm go off: statistic, threshold, comparison, periods, datapoints and missing data taken together. `--allow-events` allows more, and bounds the time.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    Alarm alarm = chain.alarm().orElseThrow();
    AlarmBehaviour behaviour = AlarmBehaviour.of(chain);
    AlarmBehaviour.Outcome outcome = behaviour.onOneEvent();
    Optional<Double> needed = behaviour.eventsNeeded();
    if (outcome.answer() != Answer.NO || needed.isEmpty()) {
      return finding(outcome.answer(), alarm.address(), outcome.why(), REMEDY);
    }
    Allowance allowance = chain.allowance();
    Answer allowed = behaviour.isWithin(allowance);
    boolean any = allowance.equals(Allowance.ONE_EVENT);
    if (behaviour.isSensitive()) {
      return finding(
          allowed,
          alarm.address(),
          any
              ? outcome.why()
              : "how many events make the alarm go off is sensitive, %s are allowed"
                  .formatted(allowance.shown()),
          REMEDY);
    }
    String events = AlarmBehaviour.shown(needed.get());
    Optional<String> time =
        allowance
            .within()
            .map(
                within ->
                    behaviour
                        .timeNeeded()
                        .map(seconds -> Allowance.shown(seconds.longValue()))
                        .orElse("a time that is not known"));
    return finding(
        allowed,
        alarm.address(),
        any
            ? outcome.why()
            : "it takes %s events%s to make the alarm go off, %s are allowed"
                .formatted(
                    events, time.map(text -> " within " + text).orElse(""), allowance.shown()),
        "%s; or, if it is meant to wait for more events: --allow-events %s=%s%s"
            .formatted(
                REMEDY,
                chain.control().slug(),
                events,
                time.filter(text -> !text.contains(" ")).map(text -> "/" + text).orElse("")));
  }
}

package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.AlarmBehaviour;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
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
    return "One event makes the alarm go off: statistic, threshold, comparison, periods, datapoints and missing data taken together. `--allow-events` allows more.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    Alarm alarm = chain.alarm().orElseThrow();
    AlarmBehaviour behaviour =
        AlarmBehaviour.of(alarm, chain.filter().orElseThrow(), chain.infrastructure().filters());
    AlarmBehaviour.Outcome outcome = behaviour.onOneEvent();
    Optional<String> needed = behaviour.eventsNeeded().map(AlarmBehaviour::shown);
    if (outcome.answer() != Answer.NO || needed.isEmpty()) {
      return finding(outcome.answer(), alarm.address(), outcome.why(), REMEDY);
    }
    int allowed = chain.allowedEvents();
    if (behaviour.isSensitive()) {
      return finding(
          Answer.of(behaviour.eventsNeeded().get() <= allowed),
          alarm.address(),
          allowed == 1
              ? outcome.why()
              : "how many events make the alarm go off is sensitive, %d are allowed"
                  .formatted(allowed),
          REMEDY);
    }
    String takes = "it takes %s events to make the alarm go off".formatted(needed.get());
    return finding(
        Answer.of(behaviour.eventsNeeded().get() <= allowed),
        alarm.address(),
        allowed == 1 ? outcome.why() : "%s, %d are allowed".formatted(takes, allowed),
        "%s; or, if it is meant to wait for more events: --allow-events %s=%s"
            .formatted(REMEDY, chain.control().slug(), needed.get()));
  }
}

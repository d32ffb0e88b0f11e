package io.github.cisalarms.chain.delivery;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.behaviour.AlarmBehaviour;
import io.github.cisalarms.chain.behaviour.WatchedMetrics;
import io.github.cisalarms.chain.expression.AlarmRule;
import io.github.cisalarms.chain.expression.AlarmRule.State;
import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The states of alarms while the alarm of a chain is on because of an event, or before.
 *
 * @param event whether there is an event
 * @param open the composite alarms that are being looked at: a rule that leads to itself ends
 */
public record CompositeStates(Chain chain, boolean event, Set<String> open) {

  public static CompositeStates withEvent(Chain chain) {
    return new CompositeStates(chain, true, new HashSet<>());
  }

  public static CompositeStates atRest(Chain chain) {
    return new CompositeStates(chain, false, new HashSet<>());
  }

  /** Whether a composite alarm is in ALARM. */
  public Answer inAlarm(CompositeAlarm composite) {
    Optional<AlarmRule> rule = composite.rule().get().flatMap(AlarmRule::parse);
    if (rule.isEmpty() || !open.add(composite.address())) {
      return Answer.UNKNOWN;
    }
    Answer answer = rule.get().holds((name, state) -> isIn(composite, name, state));
    open.remove(composite.address());
    return answer;
  }

  /** Whether the alarm of a name or ARN, as a composite alarm sees it, is in a state. */
  public Answer isIn(CompositeAlarm composite, String name, State state) {
    Alarm own = chain.alarm().orElseThrow();
    if (own.actor().isNamed(name, composite.place())) {
      return ofOwn(own, state);
    }
    Optional<Alarm> other = chain.infrastructure().alarm(name, composite.place());
    if (other.isPresent()) {
      return ofOther(other.get(), state);
    }
    Optional<Value<String>> region = Arn.parse(name).map(Arn::region);
    if (region.map(r -> r.sameAs(composite.place().region()) == Answer.NO).orElse(false)) {
      // A composite alarm sees those of its own region alone.
      return Answer.NO;
    }
    return chain
        .infrastructure()
        .compositeAlarm(name, composite.place())
        .map(this::inAlarm)
        .map(on -> state == State.ALARM ? on : state == State.OK ? on.not() : Answer.NO)
        .orElse(Answer.UNKNOWN);
  }

  private Answer ofOwn(Alarm own, State state) {
    if (event) {
      return Answer.of(state == State.ALARM);
    }
    Answer ok = AlarmBehaviour.of(chain.with(own)).restsInOk();
    return switch (state) {
      case ALARM -> Answer.NO;
      case OK -> ok;
      case INSUFFICIENT_DATA -> ok.not();
    };
  }

  /** An alarm that has to do with none of the filters that count the event rests. */
  private Answer ofOther(Alarm other, State state) {
    Answer on = Answer.NO;
    Answer ok = AlarmBehaviour.of(chain.with(other)).restsInOk();
    for (MetricFilter filter : filtersOf(other)) {
      AlarmBehaviour behaviour = AlarmBehaviour.of(chain.with(filter).with(other));
      on = on.or(behaviour.withoutEvents().answer());
      if (event) {
        on = on.or(chain.counts(filter).and(behaviour.onOneEvent().answer()));
      }
    }
    return switch (state) {
      case ALARM -> on;
      case OK -> on.not().and(ok);
      case INSUFFICIENT_DATA -> on.not().and(ok.not());
    };
  }

  private List<MetricFilter> filtersOf(Alarm other) {
    return other.metrics().stream()
        .flatMap(metric -> metric.name().get().stream())
        .distinct()
        .flatMap(name -> chain.infrastructure().filtersOf(name).stream())
        .filter(filter -> WatchedMetrics.mayEmit(filter, other))
        .toList();
  }
}

package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.AlarmBehaviour;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.expression.AlarmRule;
import io.github.cisalarms.chain.expression.AlarmRule.State;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A composite alarm that acts for the alarm goes off when it does, and acts then. */
public final class CompositeAlarmGoesOff implements Rule {

  @Override
  public Stage stage() {
    return Stage.ACTION;
  }

  @Override
  public Link link() {
    return Link.ACTION;
  }

  @Override
  public String asks() {
    return "A composite alarm, if one acts for the alarm, goes off when the alarm does and not before, and nothing suppresses its actions.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    if (chain.composite().isEmpty()) {
      return holds(chain.alarm().orElseThrow().address(), "the alarm acts for itself");
    }
    CompositeAlarm composite = chain.composite().orElseThrow();
    String remedy = "let alarm_rule be ALARM(...) of this alarm, or of one among several with OR";
    Answer after = States.withEvent(chain).inAlarm(composite);
    Answer before = States.atRest(chain).inAlarm(composite);
    if (after == Answer.YES && before == Answer.YES) {
      return broken(
          composite.address(),
          "the composite alarm is on already when the alarm goes off, so nothing changes",
          remedy);
    }
    Answer suppressed =
        composite.suppressor().isAbsent()
            ? Answer.NO
            : composite
                .suppressor()
                .get()
                .map(name -> States.withEvent(chain).isIn(name, State.ALARM))
                .orElse(Answer.UNKNOWN);
    if (suppressed == Answer.YES) {
      return broken(
          composite.address(),
          "what suppresses the composite alarm's actions goes off with it",
          "take actions_suppressor out, or name an alarm that has nothing to do with this one");
    }
    Answer goesOff = after.and(before.not()).and(suppressed.not());
    return finding(
        goesOff,
        composite.address(),
        switch (goesOff) {
          case YES -> "the composite alarm goes off with the alarm";
          case NO -> "the composite alarm does not go off when the alarm does";
          case UNKNOWN -> "whether the composite alarm goes off with the alarm can't be told";
        },
        remedy);
  }

  /** Whether a composite alarm may have to do with the alarm of a chain. */
  public static boolean mayActFor(Chain chain, CompositeAlarm composite) {
    Alarm alarm = chain.alarm().orElseThrow();
    boolean named =
        composite.rule().get().flatMap(AlarmRule::parse).stream()
            .flatMap(rule -> rule.alarms().stream())
            .anyMatch(name -> States.isNamed(name, alarm.name(), alarm.arn()));
    return composite.place().sameAs(alarm.place()) != Answer.NO
        && (named || States.withEvent(chain).inAlarm(composite) != Answer.NO);
  }

  /**
   * The states of alarms while an event's alarm is on, or before.
   *
   * @param open the composite alarms that are being looked at: a rule that leads to itself ends
   */
  private record States(Chain chain, boolean event, Set<String> open) {

    static States withEvent(Chain chain) {
      return new States(chain, true, new HashSet<>());
    }

    static States atRest(Chain chain) {
      return new States(chain, false, new HashSet<>());
    }

    Answer inAlarm(CompositeAlarm composite) {
      Optional<AlarmRule> rule = composite.rule().get().flatMap(AlarmRule::parse);
      if (rule.isEmpty() || !open.add(composite.address())) {
        return Answer.UNKNOWN;
      }
      Answer answer = rule.get().holds(this::isIn);
      open.remove(composite.address());
      return answer;
    }

    Answer isIn(String name, State state) {
      Infrastructure infrastructure = chain.infrastructure();
      Alarm own = chain.alarm().orElseThrow();
      if (isNamed(name, own.name(), own.arn())) {
        return state == State.INSUFFICIENT_DATA
            ? event ? Answer.NO : Answer.UNKNOWN
            : Answer.of(event == (state == State.ALARM));
      }
      Optional<Alarm> other =
          infrastructure.alarms().stream()
              .filter(alarm -> isNamed(name, alarm.name(), alarm.arn()))
              .findFirst();
      if (other.isPresent()) {
        return ofOther(other.get(), state);
      }
      Optional<CompositeAlarm> composite =
          infrastructure.compositeAlarms().stream()
              .filter(alarm -> isNamed(name, alarm.name(), alarm.arn()))
              .findFirst();
      return composite
          .map(this::inAlarm)
          .map(
              on ->
                  switch (state) {
                    case ALARM -> on;
                    case OK -> on.not();
                    case INSUFFICIENT_DATA -> Answer.NO;
                  })
          .orElse(Answer.UNKNOWN);
    }

    private Answer ofOther(Alarm other, State state) {
      MetricFilter filter = chain.filter().orElseThrow();
      AlarmBehaviour behaviour = AlarmBehaviour.of(other, filter, chain.infrastructure().filters());
      boolean alsoWatches = new AlarmWatchesMetric().check(chain.with(other)).answer() != Answer.NO;
      Answer on =
          alsoWatches && event
              ? behaviour.onOneEvent().answer().or(behaviour.withoutEvents().answer())
              : alsoWatches ? behaviour.withoutEvents().answer() : Answer.NO;
      return switch (state) {
        case ALARM -> on;
        // Whether it has data at all isn't known.
        case OK -> on == Answer.YES ? Answer.NO : restsInOk(other) ? on.not() : Answer.UNKNOWN;
        case INSUFFICIENT_DATA -> on == Answer.YES || restsInOk(other) ? Answer.NO : Answer.UNKNOWN;
      };
    }

    private static boolean restsInOk(Alarm alarm) {
      return alarm.treatMissingData().get().filter("notBreaching"::equals).isPresent();
    }

    private static boolean isNamed(String name, Value<String> alarmName, Value<String> arn) {
      return alarmName.get().filter(name::equals).isPresent()
          || arn.get().filter(name::equals).isPresent()
          || arn instanceof Value.Pending<String> pending && pending.symbol().equals(name)
          || alarmName
              .get()
              .filter(text -> name.startsWith("arn:") && name.endsWith(":alarm:" + text))
              .isPresent();
    }
  }
}

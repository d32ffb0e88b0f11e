package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.delivery.CompositeStates;
import io.github.cisalarms.chain.expression.AlarmRule.State;
import io.github.cisalarms.chain.value.Answer;
import java.util.Set;

/** A composite alarm that acts for the alarm goes off when it does, and acts then. */
final class CompositeAlarmGoesOff implements Rule {

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
    CompositeStates states = CompositeStates.withEvent(chain);
    Answer after = states.inAlarm(composite);
    Answer before = CompositeStates.atRest(chain).inAlarm(composite);
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
                .map(name -> states.isIn(composite, name, State.ALARM))
                .orElse(Answer.UNKNOWN);
    if (suppressed == Answer.YES) {
      return broken(
          composite.address(),
          "what suppresses the composite alarm's actions goes off with it",
          "take actions_suppressor out, or name an alarm that has nothing to do with this one");
    }
    Answer goesOff =
        after
            .and(before.not())
            .and(suppressed.not())
            .and(composite.place().sameAs(chain.alarm().orElseThrow().place()));
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
}

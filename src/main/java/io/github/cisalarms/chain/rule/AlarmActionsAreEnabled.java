package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import java.util.Set;

/** The alarm may act. */
final class AlarmActionsAreEnabled implements Rule {

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
    return "The alarm's actions are enabled.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    Actor alarm = chain.actor();
    return alarm
        .actionsEnabled()
        .get()
        .map(
            enabled ->
                enabled
                    ? holds(alarm.address(), "the alarm's actions are enabled")
                    : broken(
                        alarm.address(),
                        "the alarm's actions are disabled: it goes off and tells nobody",
                        "set actions_enabled = true"))
        .orElseGet(
            () ->
                unclear(
                    alarm.address(),
                    "whether the alarm's actions are enabled " + chain.source().isUnknown(),
                    "set actions_enabled = true"));
  }
}

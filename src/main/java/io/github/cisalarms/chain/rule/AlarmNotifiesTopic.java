package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.value.Value;
import java.util.EnumSet;
import java.util.Set;

/** The alarm tells an SNS topic. */
final class AlarmNotifiesTopic implements Rule {

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
    return "An action of the alarm is an SNS topic.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.complementOf(EnumSet.of(Judge.PROWLER));
  }

  @Override
  public Finding check(Chain chain) {
    Actor alarm = chain.actor();
    String remedy = "add the topic's ARN to alarm_actions";
    if (chain.action().isEmpty()) {
      return broken(alarm.address(), "the alarm has no action: it tells nobody", remedy);
    }
    Value<String> action = chain.action().orElseThrow();
    Value<String> name = chain.topic().map(Topic::name).orElse(action);
    if (name.get().filter(text -> text.endsWith(".fifo")).isPresent()) {
      return broken(
          alarm.address(),
          "the alarm's action is a FIFO topic, to which CloudWatch does not publish: "
              + name.shown(),
          "let the alarm tell a standard topic");
    }
    if (chain.topic().isPresent()) {
      return holds(alarm.address(), "the alarm notifies " + chain.topic().orElseThrow().address());
    }
    return action
        .get()
        .map(
            arn ->
                arn.matches("arn:[^:]*:sns:[^:]*:[^:]*:[^:]+")
                    ? holds(alarm.address(), "the alarm notifies " + action.shown())
                    : broken(
                        alarm.address(),
                        "the alarm's action is no SNS topic: " + action.shown(),
                        remedy))
        .orElseGet(
            () ->
                unclear(
                    alarm.address(),
                    "what the alarm notifies " + chain.source().isUnknown() + ": " + action.shown(),
                    remedy));
  }
}

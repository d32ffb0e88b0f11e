package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.value.Value;
import java.util.Set;

/** CloudWatch publishes to topics of the alarm's own region alone. */
final class TopicIsInAlarmsRegion implements Rule {

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
    return "The topic is in the alarm's region.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    Actor alarm = chain.actor();
    Value<String> action = chain.action().orElseThrow();
    Value<String> topicRegion =
        chain
            .topic()
            .map(Topic::place)
            .map(place -> place.region())
            .or(() -> action.get().flatMap(Arn::parse).map(Arn::region))
            .orElseGet(Value::unknown);
    Value<String> alarmRegion = alarm.place().region();
    String remedy = "let the alarm tell a topic of its own region";
    return switch (alarmRegion.sameAs(topicRegion)) {
      case YES -> holds(alarm.address(), "alarm and topic are in one region");
      case NO ->
          broken(
              alarm.address(),
              "the alarm is in "
                  + alarmRegion.shown()
                  + ", the topic in "
                  + topicRegion.shown()
                  + ": an alarm tells topics of its own region alone",
              remedy);
      case UNKNOWN ->
          unclear(
              alarm.address(), "whether alarm and topic are in one region can't be told", remedy);
    };
  }
}

package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Observation.Kind;
import java.util.Set;

/** An alarm on a metric that is emitted at all times has seen some. Only a live account tells. */
final class AlarmHasSeenData implements Rule {

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
    return "The alarm has had data since it was made, if the filter counts every event. Only a live account tells.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public boolean isOfAccountsAlone() {
    return true;
  }

  @Override
  public Finding check(Chain chain) {
    String address = chain.alarm().orElseThrow().address();
    // A filter without a default value emits nothing until an event matches.
    boolean always =
        chain.filter().orElseThrow().transformations().stream()
            .anyMatch(metric -> metric.defaultValue().isKnown());
    return chain
        .infrastructure()
        .observed(Kind.NEVER_MEASURED, address)
        .filter(any -> always)
        .map(
            never ->
                unclear(
                    address,
                    "the alarm has had no data since it was made, though the filter counts every"
                        + " event",
                    "look whether events reach the log group, and the filter's metric CloudWatch"))
        .orElseGet(() -> holds(address, "nothing is known against the alarm's data"));
  }
}

package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Observation.Kind;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.value.Value;
import java.util.Set;

/** What the alarm did last speaks for it. Only a live account tells. */
final class LastActionSucceeded implements Rule {

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
    return "The last time that the alarm told the topic, if that is known, it succeeded. Only a live account tells.";
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
    String address = chain.actor().address();
    return chain
        .action()
        .flatMap(Value::get)
        .flatMap(topic -> chain.infrastructure().observed(Kind.ACTION_FAILED, address, topic))
        .map(
            failed ->
                unclear(
                    address,
                    "the last time that the alarm went off it could not tell the topic, "
                        + failed.what(),
                    "mend what the error says, and see once that an alarm arrives"))
        .or(
            () ->
                chain.infrastructure().unread(Unread.Kind.ACTIONS, chain.actor().place()).stream()
                    .findFirst()
                    .map(
                        unread ->
                            likely(
                                address,
                                unread.why() + "; they are taken to have succeeded",
                                unread.remedy())))
        .orElseGet(() -> holds(address, "nothing is known against the alarm's actions"));
  }
}

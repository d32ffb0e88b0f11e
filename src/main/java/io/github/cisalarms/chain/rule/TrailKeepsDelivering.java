package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Observation.Kind;
import io.github.cisalarms.chain.Trail;
import java.util.Set;

/** What the trail did lately speaks for it. Only a live account tells. */
final class TrailKeepsDelivering implements Rule {

  @Override
  public Stage stage() {
    return Stage.TRAIL;
  }

  @Override
  public Link link() {
    return Link.LOG_GROUP;
  }

  @Override
  public String asks() {
    return "The trail writes to its log group without errors, and did so within the last day. Only a live account tells.";
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
    Trail trail = chain.trail().orElseThrow();
    return chain
        .infrastructure()
        .observed(Kind.DELIVERY_FAILED, trail.address())
        .map(
            failed ->
                broken(
                    trail.address(),
                    "the trail fails to write to its log group: " + failed.what(),
                    "let the trail's role call logs:CreateLogStream and logs:PutLogEvents on the"
                        + " log group, and see that the log group is there"))
        .or(
            () ->
                chain
                    .infrastructure()
                    .observed(Kind.DELIVERY_STALE, trail.address())
                    .map(
                        stale ->
                            unclear(
                                trail.address(),
                                "the trail has written nothing to its log group " + stale.what(),
                                "look whether events reach the log group: an account that nobody"
                                    + " uses has none")))
        .orElseGet(() -> holds(trail.address(), "nothing is known against the trail's delivery"));
  }
}

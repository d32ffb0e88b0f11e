package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.value.Value;
import java.util.EnumSet;
import java.util.Set;

/** A trail writes to a log group of CloudWatch Logs. */
final class TrailDeliversToLogGroup implements Rule {

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
    return "A trail delivers its events to a CloudWatch Logs log group.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.allOf(Judge.class);
  }

  @Override
  public Finding check(Chain chain) {
    if (chain.trail().isEmpty() && chain.source() == Source.ACCOUNT) {
      return broken(
          "",
          "no trail covers the account",
          "create a trail of all regions that delivers to a log group");
    }
    if (chain.trail().isEmpty()) {
      return unclear(
          "",
          "the "
              + chain.source().noun()
              + " has no trail, so it does not tell which log group gets the events",
          "name the trail's log group with --log-group");
    }
    Trail trail = chain.trail().orElseThrow();
    if (trail.logGroup().isAbsent()) {
      return broken(
          trail.address(),
          "the trail delivers to no log group",
          "set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn");
    }
    // One whose name the apply makes up can still be seen to be the filter's.
    return trail.logGroup().isKnown() || trail.logGroup() instanceof Value.Pending<String>
        ? holds(trail.address(), "the trail delivers to the log group " + trail.logGroup().shown())
        : unclear(
            trail.address(),
            "the name of the log group that the trail delivers to " + chain.source().isUnknown(),
            "name it with --log-group");
  }
}

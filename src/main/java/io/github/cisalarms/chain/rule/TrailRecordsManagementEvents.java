package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Trail.ManagementEvents;
import java.util.EnumSet;
import java.util.Set;

/** The trail records what the controls are about. */
final class TrailRecordsManagementEvents implements Rule {

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
    return "The trail records all management events, reads and writes. Steampipe does not read advanced selectors.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.complementOf(EnumSet.of(Judge.PROWLER));
  }

  @Override
  public Finding check(Chain chain) {
    Trail trail = chain.trail().orElseThrow();
    String remedy = "use an event selector with read_write_type = \"All\", or none";
    if (!trail.events().isKnown()) {
      return unclear(
          trail.address(), "which events the trail records " + chain.source().isUnknown(), remedy);
    }
    ManagementEvents events = trail.events().get().orElseThrow();
    if (chain.judge() == Judge.STEAMPIPE && events.advanced()) {
      return broken(
          trail.address(), "the trail has advanced selectors only, which Steampipe skips", remedy);
    }
    if (!events.reads() || !events.writes()) {
      return broken(
          trail.address(),
          events.reads() == events.writes()
              ? "the trail records no management events"
              : "the trail records only management events that "
                  + (events.reads() ? "read" : "write"),
          remedy);
    }
    return chain.control().fields().contains("eventSource")
            && events.excluded().stream().anyMatch(source -> asksFor(chain, source))
        ? broken(
            trail.address(),
            "the trail leaves out the events of " + String.join(", ", events.excluded()),
            "take the source out of exclude_management_event_sources")
        : holds(trail.address(), "the trail records all management events");
  }

  private static boolean asksFor(Chain chain, String source) {
    return (chain.judge() == Judge.DELIVERY || chain.judge() == Judge.SECURITY_HUB)
        && chain.control().defaultVariant().pattern().contains(source);
  }
}

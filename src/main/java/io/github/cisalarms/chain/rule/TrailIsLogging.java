package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Trail;
import java.util.EnumSet;
import java.util.Set;

/** The trail is switched on. */
final class TrailIsLogging implements Rule {

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
    return "The trail is logging.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.complementOf(EnumSet.of(Judge.PROWLER));
  }

  @Override
  public Finding check(Chain chain) {
    Trail trail = chain.trail().orElseThrow();
    return trail
        .logging()
        .get()
        .map(
            logging ->
                logging
                    ? holds(trail.address(), "the trail is logging")
                    : broken(
                        trail.address(), "the trail is switched off", "set enable_logging = true"))
        .orElseGet(
            () ->
                unclear(
                    trail.address(),
                    "whether the trail is logging " + chain.source().isUnknown(),
                    "set enable_logging = true"));
  }
}

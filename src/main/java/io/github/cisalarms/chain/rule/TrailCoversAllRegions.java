package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import java.util.EnumSet;
import java.util.Set;

/** The trail records every region. */
final class TrailCoversAllRegions implements Rule {

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
    return "The trail records all regions: what happens in another region would go unseen.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.complementOf(EnumSet.of(Judge.PROWLER));
  }

  @Override
  public Finding check(Chain chain) {
    return chain
        .trail()
        .map(
            trail ->
                trail
                    .allRegions()
                    .get()
                    .map(
                        all ->
                            all
                                ? holds(trail.address(), "the trail records all regions")
                                : broken(
                                    trail.address(),
                                    "the trail records one region only",
                                    "set is_multi_region_trail = true"))
                    .orElseGet(
                        () ->
                            unclear(
                                trail.address(),
                                "whether the trail records all regions "
                                    + chain.source().isUnknown(),
                                "set is_multi_region_trail = true")))
        .orElseThrow();
  }
}

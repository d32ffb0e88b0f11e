package io.github.cisalarms.spark;

import io.github.cisalarms.replay.trail.TrailSource;
import java.io.Serializable;
import java.util.List;

/** Makes the sources of a trail on any machine: they have connections and can't be sent. */
@FunctionalInterface
public interface SourceFactory extends Serializable {

  /** The sources, the same and in the same order each time. */
  List<TrailSource> sources();
}

package io.github.cisalarms.fleet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a synthesis changed; every stack by its name, in the order of names.
 *
 * @param written stacks that are new or differ from what was there
 * @param unchanged stacks that were there already, byte for byte
 * @param orphaned stacks that are there, but not in the configuration any more
 * @param pruned orphaned stacks that were removed
 * @param atlantis {@code atlantis.yaml}, if it changed
 */
public record SynthSummary(
    List<String> written,
    List<String> unchanged,
    List<String> orphaned,
    List<String> pruned,
    Optional<Path> atlantis) {

  /** Makes the lists immutable. */
  public SynthSummary {
    written = List.copyOf(written);
    unchanged = List.copyOf(unchanged);
    orphaned = List.copyOf(orphaned);
    pruned = List.copyOf(pruned);
  }

  /** Whether everything was as the configuration wants it. */
  public boolean isClean() {
    return written.isEmpty() && orphaned.isEmpty() && pruned.isEmpty() && atlantis.isEmpty();
  }
}

package io.github.cisalarms.review;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Selection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What has to hold for a plan to be compliant.
 *
 * @param selection the controls; the others are looked at but don't count
 * @param checkers those whose verdict counts; what really happens always does
 * @param logGroups names of the log groups that trails write to; if empty, the trails of the plan
 *     tell. Whoever names them vouches for the trails
 * @param allowUnknown whether what a plan can't tell counts as if it held
 */
public record Requirements(
    Selection selection, Set<Checker> checkers, List<String> logGroups, boolean allowUnknown) {

  /** Makes both collections immutable. */
  public Requirements {
    checkers =
        checkers.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(checkers));
    logGroups = List.copyOf(logGroups);
  }
}

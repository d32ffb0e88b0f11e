package io.github.cisalarms.review;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to hold for a plan to be compliant.
 *
 * @param selection the controls; the others are looked at but don't count
 * @param checkers those whose verdict counts; what really happens always does
 * @param logGroups names of the log groups that trails write to; if empty, the trails of the plan
 *     tell. Whoever names them vouches for the trails
 * @param allowUnknown whether what a plan can't tell counts as if it held
 * @param allowedEvents how many events an alarm may take to go off, by the control's slug; one
 *     where nothing is said
 */
public record Requirements(
    Selection selection,
    Set<Checker> checkers,
    List<String> logGroups,
    boolean allowUnknown,
    Map<String, Integer> allowedEvents) {

  /**
   * Makes the collections immutable.
   *
   * @throws io.github.cisalarms.catalog.UnknownNameException if a slug is unknown
   * @throws IllegalArgumentException if less than one event is allowed
   */
  public Requirements {
    checkers =
        checkers.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(checkers));
    logGroups = List.copyOf(logGroups);
    allowedEvents = Collections.unmodifiableMap(new TreeMap<>(allowedEvents));
    allowedEvents.forEach(
        (slug, events) -> {
          Controls.require(slug);
          if (events < 1) {
            throw new IllegalArgumentException(
                slug + ": " + events + " is no number of events; write 1 or more, as in 10");
          }
        });
  }

  /** How many events the control's alarm may take to go off. */
  int allowedEvents(Control control) {
    return allowedEvents.getOrDefault(control.slug(), 1);
  }
}

package io.github.cisalarms.chain.verdict;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.Shapes;
import io.github.cisalarms.chain.Allowance;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to hold for a plan or an account to be compliant.
 *
 * @param selection the controls; the others are looked at but don't count
 * @param checkers those whose verdict counts; what really happens always does
 * @param logGroups names of the log groups that trails write to; if empty, the trails in the chain
 *     tell. Whoever names them vouches for the trails
 * @param allowUnknown whether what can't be known counts as if it held
 * @param allowances what an alarm may take to go off, by the control's slug; one event where
 *     nothing is said
 */
public record Requirements(
    Selection selection,
    Set<Checker> checkers,
    List<String> logGroups,
    boolean allowUnknown,
    Map<String, Allowance> allowances) {

  /**
   * Makes the collections immutable.
   *
   * @throws io.github.cisalarms.catalog.UnknownNameException if a slug is unknown
   * @throws IllegalArgumentException if the selection is empty, if what is given can't name a log
   *     group
   */
  public Requirements {
    if (selection.controls().isEmpty()) {
      throw new IllegalArgumentException(
          "nothing is left that has to hold; require a control that is not excepted");
    }
    checkers =
        checkers.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(checkers));
    logGroups = List.copyOf(logGroups);
    logGroups.forEach(Shapes::requireLogGroupName);
    allowances = Collections.unmodifiableMap(new TreeMap<>(allowances));
    allowances.keySet().forEach(Controls::require);
  }

  /**
   * The same with these log groups.
   *
   * @throws IllegalArgumentException if what is given can't name a log group
   */
  public Requirements withLogGroups(List<String> names) {
    return new Requirements(selection, checkers, names, allowUnknown, allowances);
  }

  /** What the control's alarm may take to go off. */
  public Allowance allowance(Control control) {
    return allowances.getOrDefault(control.slug(), Allowance.ONE_EVENT);
  }
}

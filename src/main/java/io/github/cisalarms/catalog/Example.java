package io.github.cisalarms.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A CloudTrail event, made after a real one, that shows what a control is about. Accounts, names
 * and addresses are nobody's.
 *
 * @param control slug of the control
 * @param what what sets the event apart, in a few words
 * @param matches names of the control's variants that match it; empty for a near miss
 * @param event the event as CloudTrail writes it
 */
public record Example(String control, String what, List<String> matches, JsonNode event) {

  /** Makes the list immutable. */
  public Example {
    matches = List.copyOf(matches);
  }

  /** Names the example in the results of tests. */
  @Override
  public String toString() {
    return control + ": " + what;
  }
}

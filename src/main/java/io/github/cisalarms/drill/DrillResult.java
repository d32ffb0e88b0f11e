package io.github.cisalarms.drill;

import java.util.List;

/**
 * What a drill has seen.
 *
 * @param id the drill's; every event that was written has it
 * @param lines every alarm, controls in benchmark order
 * @param problems what is wrong beside the steps, such as a topic without subscriber, an alarm that
 *     did not return, or a queue that could not be removed; as sentences
 * @param differences where the service and our pattern engine disagree: mistakes of this program,
 *     with what to send us
 * @param notes what is worth knowing and no fault, such as what an earlier drill had left
 */
public record DrillResult(
    String id,
    String account,
    String region,
    List<LineResult> lines,
    List<String> problems,
    List<String> differences,
    List<String> notes) {

  /** Makes the lists immutable. */
  public DrillResult {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** Whether all that was asked for was seen, and nothing is wrong beside. */
  public boolean isSeen() {
    return lines.stream().allMatch(LineResult::isSeen) && problems.isEmpty();
  }
}

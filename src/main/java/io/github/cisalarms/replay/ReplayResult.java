package io.github.cisalarms.replay;

import io.github.cisalarms.replay.trail.InputProblem;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replay found.
 *
 * @param files how many files were read
 * @param skippedFiles how many files of the folders were left out, since they have no events by
 *     their name: digests, hidden files, other extensions
 * @param events how many events there are, duplicates not counted
 * @param duplicates events that came again under the same {@code eventID}
 * @param otherAccounts events of other accounts than the one that was asked for
 * @param first time of the first event
 * @param last time of the last event
 * @param accounts events by {@code recipientAccountId}, duplicates included
 * @param problemCount how many problems there are
 * @param problems what could not be read, at most a thousand of them
 * @param alarms what each alarm would have done, in the order in which they were given
 */
public record ReplayResult(
    int files,
    int skippedFiles,
    long events,
    long duplicates,
    long otherAccounts,
    Optional<Instant> first,
    Optional<Instant> last,
    SortedMap<String, Long> accounts,
    long problemCount,
    List<InputProblem> problems,
    List<AlarmResult> alarms) {

  /** Makes all of it immutable. */
  public ReplayResult {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    problems = List.copyOf(problems);
    alarms = List.copyOf(alarms);
  }
}

package io.github.cisalarms.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a replay takes for granted, in sentences for people: every output carries them. */
public final class Assumptions {

  private Assumptions() {}

  /** The sentences for a result. */
  public static List<String> of(ReplayResult result) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Alarms are evaluated by the time of the events. When an event reached the log group is not"
            + " in the files: CloudTrail delivers about five minutes late on average, and not in"
            + " order. A real alarm goes off that much later, and can miss an event that comes when"
            + " its period is no longer looked at.");
    sentences.add(
        "AWS does not publish how far back an alarm looks when data points are missing; two periods"
            + " more than evaluation_periods are assumed, as in the examples of its user guide.");
    if (result.accounts().size() > 1) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "The events of %d accounts (%s) are taken for those of one log group, as with the"
                  + " trail of an organization; --account keeps those of one.",
              result.accounts().size(),
              result.accounts().keySet().stream().limit(5).collect(Collectors.joining(", "))
                  + (result.accounts().size() > 5 ? ", ..." : "")));
    }
    result.alarms().stream()
        .filter(alarm -> alarm.countError() > 0)
        .forEach(
            alarm ->
                sentences.add(
                    String.format(
                        Locale.ROOT,
                        "%s: there are so many identities, events or sources that the counts of the"
                            + " most frequent ones can be too low, by up to %d.",
                        alarm.alarm().name(),
                        alarm.countError())));
    return List.copyOf(sentences);
  }
}

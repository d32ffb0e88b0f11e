package io.github.cisalarms.replay.tally;

import java.util.BitSet;
import java.util.Optional;

/**
 * An event that some pattern matches.
 *
 * @param number its number in its file
 * @param patterns the patterns that match it
 * @param details what is shown of it; empty if it is only counted
 */
public record Match(long number, BitSet patterns, Optional<Details> details) {

  /**
   * What is shown of an event.
   *
   * @param patterns those of the patterns that match it for which it is shown
   * @param event service and name, such as {@code iam:CreateUser}
   * @param identity who did it
   * @param source the source IP address or the calling service
   * @param json the event itself, if it may become a sample
   */
  public record Details(
      BitSet patterns, String event, String identity, String source, Optional<String> json) {

    /** What events have in common that show the same: one sample of them is enough. */
    public static String kind(String event, String identity) {
      return Samples.kind(event, identity);
    }
  }
}

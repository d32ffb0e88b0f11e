package io.github.cisalarms.replay;

import java.util.BitSet;
import java.util.Optional;

/**
 * An event that some pattern matches.
 *
 * @param index its index in its block
 * @param patterns the patterns that match it
 * @param event service and name, such as {@code iam:CreateUser}
 * @param identity who did it
 * @param source the source IP address or the calling service
 * @param json the event itself, if it may become a sample
 */
record Match(
    int index,
    BitSet patterns,
    String event,
    String identity,
    String source,
    Optional<String> json) {

  /** What events have in common that show the same: one sample of them is enough. */
  String kind() {
    return kind(event, identity);
  }

  static String kind(String event, String identity) {
    return event + ' ' + identity;
  }
}

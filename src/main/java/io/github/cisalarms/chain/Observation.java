package io.github.cisalarms.chain;

/**
 * Something that only a live account tells of a resource: what it did, beside what it is.
 *
 * @param address of the resource
 * @param about the resource that it did something to; empty if none
 * @param what what was seen, as a part of a sentence
 */
public record Observation(String address, Kind kind, String about, String what) implements Element {

  /** What was seen. */
  public enum Kind {
    /** The last attempt of a trail to write to its log group failed. */
    DELIVERY_FAILED,
    /** A trail has written nothing to its log group for a long time. */
    DELIVERY_STALE,
    /** An alarm has had no data since it was made. */
    NEVER_MEASURED,
    /** The last time that an alarm acted, the action failed. */
    ACTION_FAILED
  }
}

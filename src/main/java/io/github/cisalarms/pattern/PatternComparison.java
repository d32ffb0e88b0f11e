package io.github.cisalarms.pattern;

import java.util.Optional;

/**
 * How one pattern relates to another by the events they match, as {@link
 * FilterPattern#comparedWith} finds out.
 *
 * @param relation what holds between the two; {@link Relation#UNKNOWN} if it could not be decided
 * @param missed an event that the other pattern matches and this one doesn't, as JSON on one line;
 *     also given when the relation is unknown, if one was found
 * @param extra an event that this pattern matches and the other doesn't, likewise
 * @param reason why the relation is unknown, as a sentence without its full stop; empty otherwise
 */
public record PatternComparison(
    Relation relation, Optional<String> missed, Optional<String> extra, Optional<String> reason) {

  /** What this pattern is to the other. */
  public enum Relation {
    /** Both match the same events. */
    EQUIVALENT,
    /** This pattern matches fewer: only events that the other matches, but not all of them. */
    NARROWER,
    /** This pattern matches more: all events that the other matches, and others. */
    WIDER,
    /** Both match some event, and each matches one that the other doesn't. */
    OVERLAPPING,
    /** Both match events, but none that the other matches. */
    DISJOINT,
    /**
     * Not decided. Decided are JSON patterns with comparisons of strings and numbers, wildcards in
     * the strings, {@code IS} and {@code NOT EXISTS}; regular expressions and wildcards in
     * selectors only as far as both patterns use the same.
     */
    UNKNOWN
  }
}

package io.github.cisalarms.replay.tally;

/**
 * How many matching events have one value in a field.
 *
 * @param value the value
 * @param events how many
 */
public record Count(String value, long events) {}

/**
 * What two JSON patterns are to each other: {@link
 * io.github.cisalarms.pattern.comparison.EventSearch} looks for an event that tells them apart,
 * among classes of values that conditions can't tell apart.
 *
 * <p>Imports the JDK, a JSON reader, {@code pattern.language} and {@code pattern.evaluation}. For
 * the house of {@code pattern} alone.
 */
package io.github.cisalarms.pattern.comparison;

/**
 * Decides what a pattern matches. JSON conditions are compiled to a {@link
 * io.github.cisalarms.pattern.evaluation.JsonProgram}; an event is read by {@link
 * io.github.cisalarms.pattern.evaluation.EventScan}, or by {@link
 * io.github.cisalarms.pattern.evaluation.JsonReading} where that leaves it alone, to {@link
 * io.github.cisalarms.pattern.evaluation.Facts}. The other kinds of pattern test a message as text.
 *
 * <p>Imports the JDK, a JSON reader and {@code pattern.language}. For the house of {@code pattern}
 * alone.
 */
package io.github.cisalarms.pattern.evaluation;

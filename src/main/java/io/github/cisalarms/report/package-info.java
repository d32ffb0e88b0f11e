/**
 * A verdict in the formats that people and machines read: a text for a terminal, JSON, Markdown,
 * SARIF, JUnit; and the table that texts for a terminal are made with.
 *
 * <p>Imports the JDK, a JSON library, {@code catalog}, {@code chain} and {@code files}. Who has a
 * verdict imports it, and it imports none of them.
 */
package io.github.cisalarms.report;

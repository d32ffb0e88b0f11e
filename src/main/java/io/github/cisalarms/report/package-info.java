/**
 * A verdict in the formats that people and machines read: a text for a terminal, JSON, Markdown,
 * SARIF, JUnit; those on a fleet of accounts in the same ones and as an HTML page; and the table
 * that texts for a terminal are made with.
 *
 * <p>Imports the JDK, a JSON library, a template engine, {@code catalog}, {@code chain} and {@code
 * files}. Who has a verdict imports it, and it imports none of them.
 */
package io.github.cisalarms.report;

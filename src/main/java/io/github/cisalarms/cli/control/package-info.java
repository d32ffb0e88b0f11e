/**
 * A control as {@code cis-alarms controls} shows it: explained at a terminal, or as JSON.
 *
 * <p>Imports the JDK, a JSON library, {@code catalog} and {@code report}; no command.
 */
package io.github.cisalarms.cli.control;

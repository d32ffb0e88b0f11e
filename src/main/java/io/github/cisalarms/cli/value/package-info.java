/**
 * Values of options that several commands take, judged while the command line is read, so that
 * nothing is asked of AWS with a value that it can't have.
 *
 * <p>Imports the JDK, picocli, {@code catalog} and {@code fleet.resource}; no command.
 */
package io.github.cisalarms.cli.value;

/**
 * What a shell gets to know of the command line: completions and manual pages, both made of the
 * model that picocli parses with, so that they know of every option.
 *
 * <p>Imports the catalog's message for unknown names and the writing of files; no command.
 */
package io.github.cisalarms.cli.shell;

/**
 * The command line: one picocli class per command, none with logic of its own.
 *
 * <p>Results go to standard output, everything else to standard error. Exit code 0 means fine, 1
 * that the answer is no, 2 that the input or the usage is wrong. May import every other package;
 * none imports this one.
 */
package io.github.cisalarms.cli;

/**
 * What the build and the starter run for Java's archive of classes.
 *
 * <p>{@link io.github.cisalarms.cli.rehearsal.Rehearsal} runs the usual commands. Imports {@code
 * cli}, and of {@code report} what a terminal is.
 */
package io.github.cisalarms.cli.rehearsal;

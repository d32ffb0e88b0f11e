/**
 * What the build and the starter run for Java's archive of classes.
 *
 * <p>{@link io.github.cisalarms.cli.rehearsal.Rehearsal} runs the usual commands. Imports {@code
 * cli} alone.
 */
package io.github.cisalarms.cli.rehearsal;

/**
 * Reads the files of a trail, holds every event against the patterns, and sorts out events that
 * come twice.
 *
 * <p>Start at {@link io.github.cisalarms.replay.scan.TrailScan}. Imports {@code pattern} and {@code
 * events}, and the rooms {@code tally} and {@code trail}.
 */
package io.github.cisalarms.replay.scan;

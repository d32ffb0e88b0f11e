/**
 * The file from which a stopped replay goes on.
 *
 * <p>Start at {@link io.github.cisalarms.replay.checkpoint.Checkpoint}. Imports the rooms of scans
 * and of what was counted, and {@code files}.
 */
package io.github.cisalarms.replay.checkpoint;

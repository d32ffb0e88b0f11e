/**
 * What was counted in files, in a form that can be merged: by threads, by a checkpoint, by
 * machines.
 *
 * <p>Start at {@link io.github.cisalarms.replay.tally.Tally}. Imports the rooms {@code clock} and
 * {@code trail}.
 */
package io.github.cisalarms.replay.tally;

/**
 * Where the files of a trail are, and which of them are wanted: CloudTrail's layout, folders of
 * this machine, and the listing of all that is to be read.
 *
 * <p>Start at {@link io.github.cisalarms.replay.trail.TrailListing}. Imports no other room.
 */
package io.github.cisalarms.replay.trail;

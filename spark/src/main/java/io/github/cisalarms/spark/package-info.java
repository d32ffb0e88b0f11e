/**
 * The replay of a trail as a Spark job: tasks scan objects into tallies, the driver merges them and
 * evaluates the alarms. Patterns, scan, tally and alarm clock are those of the command line.
 *
 * <p>Start at {@link io.github.cisalarms.spark.ReplayJob}. The only part that knows Spark.
 */
package io.github.cisalarms.spark;

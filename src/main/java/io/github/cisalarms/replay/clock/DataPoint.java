package io.github.cisalarms.replay.clock;

/** What one period of a metric says to an alarm. */
enum DataPoint {
  MISSING,
  NOT_BREACHING,
  BREACHING
}

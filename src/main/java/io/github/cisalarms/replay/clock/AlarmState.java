package io.github.cisalarms.replay.clock;

/** The states of a CloudWatch alarm. */
enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA
}

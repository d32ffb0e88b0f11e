package io.github.cisalarms.chain;

/** Something between an event and a person. */
public sealed interface Element
    permits Trail,
        LogGroup,
        MetricFilter,
        Alarm,
        CompositeAlarm,
        Topic,
        Key,
        Subscription,
        Queue,
        Function,
        Unread,
        Observation {

  /** Where it is configured, such as {@code aws_cloudtrail.main}. */
  String address();
}

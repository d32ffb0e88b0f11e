package io.github.cisalarms.chain;

import com.fasterxml.jackson.annotation.JsonValue;

/** The links of the chain from an event to a person, in order. */
public enum Link {
  /** The trail, and the log group it writes to. */
  LOG_GROUP("log-group"),
  /** The metric filter on that log group. */
  FILTER("filter"),
  /** The metric that the filter emits. */
  METRIC("metric"),
  /** The alarm on that metric. */
  ALARM("alarm"),
  /** The alarm's actions. */
  ACTION("action"),
  /** The topic's policy. */
  TOPIC_POLICY("topic-policy"),
  /** The key that encrypts the topic. */
  KEY("key"),
  /** Somebody who is told. */
  SUBSCRIPTION("subscription");

  private final String word;

  Link(String word) {
    this.word = word;
  }

  /** The word in reports, such as {@code log-group}. */
  @JsonValue
  public String word() {
    return word;
  }
}

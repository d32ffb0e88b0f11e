package io.github.cisalarms.chain;

/**
 * Something of a live account that could not be read. There may be anything: what depends on it is
 * unknown.
 *
 * @param address of the resource whose attributes or subscriptions these are; else what it is, in
 *     words
 * @param place where it is
 * @param why as a sentence, such as {@code the metric filters of us-east-1 could not be read:
 *     logs:DescribeMetricFilters is missing}
 * @param remedy what would let it be read
 */
public record Unread(String address, Kind kind, Place place, String why, String remedy)
    implements Element {

  /** What it is that could not be read. */
  public enum Kind {
    /** The account's trails. */
    TRAILS,
    /** The metric filters of a region. */
    FILTERS,
    /** The alarms of a region. */
    ALARMS,
    /** What the alarms of a region did lately. */
    ACTIONS,
    /** The subscriptions of a topic. */
    SUBSCRIPTIONS,
    /** Some attributes of a resource. */
    ATTRIBUTES
  }
}

package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A metric filter of CloudWatch Logs.
 *
 * @param address where it is configured
 * @param transformations the metrics that it emits; the service takes one
 * @param allEvents whether it looks at every event of the log group as it was written; otherwise it
 *     chooses by the account or region that they are from, or looks at what a transformer made of
 *     them
 */
public record MetricFilter(
    String address,
    Value<String> name,
    Place place,
    Value<String> logGroup,
    Value<String> pattern,
    List<Transformation> transformations,
    Value<Boolean> allEvents)
    implements Element {

  public MetricFilter {
    transformations = List.copyOf(transformations);
  }

  /** A filter that looks at every event of its log group. */
  public MetricFilter(
      String address,
      Value<String> name,
      Place place,
      Value<String> logGroup,
      Value<String> pattern,
      List<Transformation> transformations) {
    this(address, name, place, logGroup, pattern, transformations, Value.known(true));
  }

  /**
   * A metric that a filter emits.
   *
   * @param value what an event counts: a number, or a selector such as {@code $.size}
   * @param defaultValue what is emitted for log events that don't match; absent if nothing is
   * @param dimensions whether the metric has dimensions
   * @param unit such as {@code None}
   */
  public record Transformation(
      Value<String> name,
      Value<String> namespace,
      Value<String> value,
      Value<Double> defaultValue,
      Value<Boolean> dimensions,
      Value<String> unit) {}
}

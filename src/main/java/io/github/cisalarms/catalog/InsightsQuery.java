package io.github.cisalarms.catalog;

import io.github.cisalarms.pattern.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CloudWatch Logs Insights query for the events behind an alarm, to be run on the trail's log
 * group.
 *
 * @param text three lines that are one query
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">Logs
 *     Insights QL</a>
 */
public record InsightsQuery(String text) {

  private static final List<String> USUAL_FIELDS =
      List.of("@timestamp", "eventName", "errorCode", "userIdentity.arn", "sourceIPAddress");

  /** The query for one of the control's published patterns. */
  public static InsightsQuery of(Control control, PatternVariant variant) {
    return of(control, FilterPattern.parse(variant.pattern()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no query says what the variant '" + variant.name() + "' says"));
  }

  /**
   * The query for a pattern of one's own.
   *
   * @return empty for a pattern that the query language can't express, such as one with a wildcard
   *     in a selector
   */
  public static Optional<InsightsQuery> of(Control control, FilterPattern pattern) {
    List<String> fields = new ArrayList<>(USUAL_FIELDS);
    control.queryFields().stream().filter(field -> !fields.contains(field)).forEach(fields::add);
    return pattern
        .insightsFilter()
        .map(
            filter ->
                new InsightsQuery(
                    "fields "
                        + String.join(", ", fields)
                        + "\n| filter "
                        + filter
                        + "\n| sort @timestamp desc | limit 100"));
  }
}

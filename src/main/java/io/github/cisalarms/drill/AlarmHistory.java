package io.github.cisalarms.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * What an alarm's history says since a drill's event.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html">DescribeAlarmHistory</a>
 */
final class AlarmHistory {

  /** So much of the past is known before, since our clock and the service's may differ. */
  private static final Duration PAST = Duration.ofMinutes(10);

  /** They differ by less, if the past could not be read. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  private final CloudWatchClient cloudWatch;
  private final String alarm;
  private final Instant since;
  private final Set<AlarmHistoryItem> before;
  private List<AlarmHistoryItem> items = List.of();
  private Optional<String> failure = Optional.empty();
  private boolean denied;

  private AlarmHistory(
      CloudWatchClient cloudWatch, String alarm, Instant since, Set<AlarmHistoryItem> before) {
    this.cloudWatch = cloudWatch;
    this.alarm = alarm;
    this.since = since;
    this.before = before;
  }

  /** The history from now on. */
  static AlarmHistory from(CloudWatchClient cloudWatch, String alarm, Instant now) {
    AlarmHistory past = new AlarmHistory(cloudWatch, alarm, now.minus(PAST), Set.of());
    past.refresh();
    return past.failure.isEmpty()
        ? new AlarmHistory(cloudWatch, alarm, past.since, Set.copyOf(past.items))
        : new AlarmHistory(cloudWatch, alarm, now.minus(SKEW), Set.of());
  }

  /** Reads it again; a history that may not be read is asked for once. */
  void refresh() {
    if (denied) {
      return;
    }
    try {
      items =
          cloudWatch
              .describeAlarmHistoryPaginator(
                  history ->
                      history
                          .alarmName(alarm)
                          .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                          .startDate(since)
                          .scanBy(ScanBy.TIMESTAMP_ASCENDING))
              .alarmHistoryItems()
              .stream()
              .filter(item -> !item.timestamp().isBefore(since) && !before.contains(item))
              .toList();
      failure = Optional.empty();
    } catch (SdkException e) {
      failure = Optional.of(Why.of(e, Permission.DESCRIBE_ALARM_HISTORY));
      denied = !Why.mayPass(e);
    }
  }

  /** Whether it is of no use to read it again. */
  boolean isDenied() {
    return denied;
  }

  /** Why the history could not be read the last time. */
  Optional<String> failure() {
    return failure;
  }

  /** When the alarm went off. */
  Optional<Instant> wentOff() {
    return items.stream()
        .filter(item -> item.historyItemType() == HistoryItemType.STATE_UPDATE)
        .filter(item -> item.historySummary().endsWith("to ALARM"))
        .map(AlarmHistoryItem::timestamp)
        .findFirst();
  }

  /** When an action succeeded. */
  Optional<Instant> succeeded(String action) {
    return actions(action, "Successfully executed action ").map(AlarmHistoryItem::timestamp);
  }

  /** What the history says of an action that failed, such as who is not authorized. */
  Optional<String> failed(String action) {
    return actions(action, "Failed to execute action ").map(AlarmHistoryItem::historySummary);
  }

  private Optional<AlarmHistoryItem> actions(String action, String beginning) {
    return items.stream()
        .filter(item -> item.historyItemType() == HistoryItemType.ACTION)
        .filter(item -> isOf(item.historySummary(), beginning + action))
        .findFirst();
  }

  /** One ARN may be the beginning of another. */
  private static boolean isOf(String summary, String beginning) {
    return summary.startsWith(beginning)
        && (summary.length() == beginning.length()
            || !Character.isLetterOrDigit(summary.charAt(beginning.length()))
                && "-_:".indexOf(summary.charAt(beginning.length())) < 0);
  }
}

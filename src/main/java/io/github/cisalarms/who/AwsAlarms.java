package io.github.cisalarms.who;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsFailure;
import io.github.cisalarms.aws.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;

/** The alarms and logs of an account, asked with the AWS SDK. Nothing is ever written. */
public final class AwsAlarms implements AlarmSource, AutoCloseable {

  /** What DescribeAlarms takes at a time. */
  private static final int MOST_NAMES = 100;

  private static final int EVENTS_PER_PAGE = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String place;
  private final CloudWatchClient cloudWatch;
  private final CloudWatchLogsClient logs;

  private AwsAlarms(String place, CloudWatchClient cloudWatch, CloudWatchLogsClient logs) {
    this.place = place;
    this.cloudWatch = cloudWatch;
    this.logs = logs;
  }

  /** The account and region to which a way leads. */
  public static AwsAlarms of(AwsAccess access) {
    return new AwsAlarms(
        access.region(),
        access.client(CloudWatchClient.builder(), Retries.ADAPTIVE),
        access.client(CloudWatchLogsClient.builder(), Retries.ADAPTIVE));
  }

  @Override
  public void close() {
    cloudWatch.close();
    logs.close();
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public List<AlarmState> alarms(Collection<String> namesOrArns) {
    List<String> names = namesOrArns.stream().map(AwsAlarms::name).distinct().toList();
    List<AlarmState> alarms = new ArrayList<>();
    for (int i = 0; i < names.size(); i += MOST_NAMES) {
      List<String> some = names.subList(i, Math.min(names.size(), i + MOST_NAMES));
      DescribeAlarmsResponse response =
          ask(
              "cloudwatch:DescribeAlarms",
              () ->
                  cloudWatch.describeAlarms(
                      request ->
                          request
                              .alarmNames(some)
                              .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)));
      response.metricAlarms().stream().map(AwsAlarms::state).forEach(alarms::add);
      response.compositeAlarms().stream().map(AwsAlarms::state).forEach(alarms::add);
    }
    return List.copyOf(alarms);
  }

  private static String name(String nameOrArn) {
    String[] parts = nameOrArn.split(":", 7);
    return nameOrArn.startsWith("arn:") && parts.length == 7 ? parts[6] : nameOrArn;
  }

  @Override
  public List<AlarmState> alarmsOn(Metric metric) {
    return ask(
            "cloudwatch:DescribeAlarmsForMetric",
            () ->
                cloudWatch.describeAlarmsForMetric(
                    request -> request.namespace(metric.namespace()).metricName(metric.name())))
        .metricAlarms()
        .stream()
        .map(AwsAlarms::state)
        .toList();
  }

  private static AlarmState state(MetricAlarm alarm) {
    List<Metric> metrics =
        Stream.concat(
                Stream.ofNullable(alarm.metricName())
                    .map(name -> new Metric(alarm.namespace(), name)),
                alarm.metrics().stream()
                    .map(query -> query.metricStat())
                    .filter(Objects::nonNull)
                    .map(MetricStat::metric)
                    .map(metric -> new Metric(metric.namespace(), metric.metricName())))
            .toList();
    int period =
        Stream.concat(
                Stream.ofNullable(alarm.period()),
                alarm.metrics().stream()
                    .flatMap(
                        query ->
                            Stream.concat(
                                Stream.ofNullable(query.period()),
                                Stream.ofNullable(query.metricStat()).map(MetricStat::period))))
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
    int periods = Optional.ofNullable(alarm.evaluationPeriods()).orElse(1);
    return new AlarmState(
        alarm.alarmName(),
        metrics,
        Duration.ofSeconds((long) period * periods),
        Optional.empty(),
        inAlarm(
            alarm.stateValue(), alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp()));
  }

  private static AlarmState state(CompositeAlarm alarm) {
    return new AlarmState(
        alarm.alarmName(),
        List.of(),
        Duration.ZERO,
        Optional.ofNullable(alarm.alarmRule()),
        inAlarm(
            alarm.stateValue(), alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp()));
  }

  /** The update may be a later one, which left the alarm in its state. */
  private static Optional<Instant> inAlarm(
      StateValue state, Instant transitioned, Instant updated) {
    return state == StateValue.ALARM
        ? Optional.ofNullable(transitioned).or(() -> Optional.ofNullable(updated))
        : Optional.empty();
  }

  @Override
  public List<WatchedFilter> filtersOf(Metric metric) {
    return filters(
        DescribeMetricFiltersRequest.builder()
            .metricNamespace(metric.namespace())
            .metricName(metric.name())
            .build());
  }

  @Override
  public List<WatchedFilter> filters() {
    return filters(DescribeMetricFiltersRequest.builder().build());
  }

  private List<WatchedFilter> filters(DescribeMetricFiltersRequest request) {
    return ask(
        "logs:DescribeMetricFilters",
        () ->
            logs.describeMetricFiltersPaginator(request).metricFilters().stream()
                .map(AwsAlarms::filter)
                .toList());
  }

  private static WatchedFilter filter(MetricFilter filter) {
    return new WatchedFilter(
        Optional.of(filter.filterName()),
        filter.logGroupName(),
        Optional.ofNullable(filter.filterPattern()).orElse(""),
        filter.metricTransformations().stream()
            .findFirst()
            .map(metric -> new Metric(metric.metricNamespace(), metric.metricName())));
  }

  @Override
  public Optional<Episode> lastEpisode(String alarm) {
    List<AlarmHistoryItem> history;
    try {
      history =
          cloudWatch
              .describeAlarmHistory(
                  request ->
                      request
                          .alarmName(alarm)
                          .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                          .historyItemType(HistoryItemType.STATE_UPDATE)
                          .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                          .maxRecords(100))
              .alarmHistoryItems();
    } catch (SdkException e) {
      // A window that somebody names does as well; this is only the comfortable way.
      return Optional.empty();
    }
    Optional<Instant> next = Optional.empty();
    for (AlarmHistoryItem item : history) {
      if (isAlarm(item)) {
        return Optional.of(new Episode(item.timestamp(), next));
      }
      next = Optional.of(item.timestamp());
    }
    return Optional.empty();
  }

  private static boolean isAlarm(AlarmHistoryItem item) {
    try {
      JsonNode data = JSON.readTree(Optional.ofNullable(item.historyData()).orElse(""));
      return data.at("/newState/stateValue").asText().equals(StateValue.ALARM.toString());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  @Override
  public void events(WatchedFilter filter, Window window, Consumer<LogEvent> events) {
    Optional<String> next = Optional.empty();
    Set<String> tokens = new HashSet<>();
    do {
      FilterLogEventsRequest request = request(filter, window, next);
      FilterLogEventsResponse page =
          ask(
              "logs:FilterLogEvents of log group " + filter.logGroup(),
              () -> logs.filterLogEvents(request));
      page.events()
          .forEach(
              event ->
                  events.accept(
                      new LogEvent(
                          event.eventId(),
                          Instant.ofEpochMilli(event.timestamp()),
                          event.message())));
      // The service gives pages without events, and as many as it takes.
      next = Optional.ofNullable(page.nextToken());
      if (next.isPresent() && !tokens.add(next.get())) {
        throw new WhoException(
            place
                + ": the pages of log group "
                + filter.logGroup()
                + " have no end: what was read of it does not tell who it was");
      }
    } while (next.isPresent());
  }

  private static FilterLogEventsRequest request(
      WatchedFilter filter, Window window, Optional<String> next) {
    return FilterLogEventsRequest.builder()
        .logGroupName(filter.logGroup())
        .filterPattern(filter.pattern())
        .startTime(window.from().toEpochMilli())
        .endTime(window.until().toEpochMilli())
        .limit(EVENTS_PER_PAGE)
        .nextToken(next.orElse(null))
        .build();
  }

  private <T> T ask(String permission, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new WhoException(place + ": " + refusal(permission, AwsFailure.of(e)), e);
    }
  }

  private static String refusal(String permission, AwsFailure failure) {
    return switch (failure.kind()) {
      case DENIED -> "access is denied: " + permission + " is missing";
      case CREDENTIALS -> failure.withoutCredentials();
      case THROTTLED -> permission + " is throttled, also after several attempts: try again later";
      case NO_ANSWER -> "AWS does not answer " + permission + ": " + failure.message();
      case NOT_FOUND -> permission + ": there is no such thing: " + failure.message();
      case OTHER -> permission + ": " + failure.code() + ": " + failure.message();
    };
  }
}

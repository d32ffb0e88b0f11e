package io.github.cisalarms.drill;

import io.github.cisalarms.catalog.Examples;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;

/**
 * Asks the service whether a filter's pattern matches the control's event and leaves its near miss
 * alone, and compares with what our own engine says.
 */
final class FilterTest {

  private static final int EVENT = 1;
  private static final int NEAR_MISS = 2;

  private final CloudWatchLogsClient logs;
  private final DrillId drill;
  private final Consumer<String> differences;

  /**
   * A test of filters.
   *
   * @param differences is told where the service and our engine disagree
   */
  FilterTest(CloudWatchLogsClient logs, DrillId drill, Consumer<String> differences) {
    this.logs = logs;
    this.drill = drill;
    this.differences = differences;
  }

  /**
   * What the service says.
   *
   * @param result for the table
   * @param matches whether the pattern matches the event; empty if the service did not say
   */
  record Outcome(StepResult result, Optional<Boolean> matches) {}

  Outcome of(Line line) {
    Instant start = Instant.now();
    String pattern = line.filter().orElseThrow().pattern();
    List<String> messages =
        List.of(
            MarkedEvent.of(Examples.matchedBy(line.control()), drill, 0, start),
            MarkedEvent.of(Examples.nearMissOf(line.control()), drill, 0, start));
    Set<Integer> matched;
    try {
      matched =
          logs
              .testMetricFilter(test -> test.filterPattern(pattern).logEventMessages(messages))
              .matches()
              .stream()
              .map(MetricFilterMatchRecord::eventNumber)
              .map(Long::intValue)
              .collect(Collectors.toSet());
    } catch (SdkException e) {
      return new Outcome(
          StepResult.notSeen(Why.of(e, Permission.TEST_METRIC_FILTER)), Optional.empty());
    }
    Duration took = Duration.between(start, Instant.now());
    compare(pattern, messages, matched);
    return new Outcome(result(line, matched, took), Optional.of(matched.contains(EVENT)));
  }

  private static StepResult result(Line line, Set<Integer> matched, Duration took) {
    if (!matched.contains(EVENT)) {
      return StepResult.notSeen(
          "the pattern does not match the control's event ("
              + Examples.matchedBy(line.control()).what()
              + ")");
    }
    return matched.contains(NEAR_MISS)
        ? StepResult.notSeen(
            "the pattern also matches a near miss ("
                + Examples.nearMissOf(line.control()).what()
                + ")")
        : StepResult.seen(took);
  }

  private void compare(String pattern, List<String> messages, Set<Integer> matched) {
    Optional<FilterPattern> ours = parse(pattern);
    if (ours.isEmpty()) {
      differences.accept(
          "CloudWatch Logs takes this pattern, and cis-alarms does not; please report it with"
              + " the pattern: "
              + pattern);
      return;
    }
    IntStream.rangeClosed(1, messages.size())
        .filter(n -> ours.get().matches(messages.get(n - 1)) != matched.contains(n))
        .forEach(
            n ->
                differences.accept(
                    "CloudWatch Logs says that this pattern "
                        + (matched.contains(n) ? "matches" : "does not match")
                        + " the event, and cis-alarms says the opposite; please report it with"
                        + " both, there is nobody's name in them. Pattern: "
                        + pattern
                        + " Event: "
                        + messages.get(n - 1)));
  }

  private static Optional<FilterPattern> parse(String pattern) {
    try {
      return Optional.of(FilterPattern.parse(pattern));
    } catch (FilterPatternException e) {
      return Optional.empty();
    }
  }
}

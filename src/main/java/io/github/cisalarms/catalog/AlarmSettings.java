package io.github.cisalarms.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * When an alarm on a control's metric goes off. The metric counts matching events; the alarm sums
 * it over each period ({@code Sum}) and compares with {@code >=}.
 *
 * @param threshold number of events in one period that makes it breach; more than 0
 * @param period length of a period in seconds: 10, 20, 30 or a multiple of 60
 * @param evaluationPeriods how many of the latest periods are looked at; at least 1
 * @param datapointsToAlarm how many of these must breach, 1 to {@code evaluationPeriods}; all of
 *     them if empty
 * @param treatMissingData what a period without a data point counts as
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
public record AlarmSettings(
    double threshold,
    int period,
    int evaluationPeriods,
    Optional<Integer> datapointsToAlarm,
    TreatMissingData treatMissingData) {

  /** The statistic of every alarm: {@code Average} sinks below 1 where the filter emits zeros. */
  public static final String STATISTIC = "Sum";

  /** The comparison of every alarm, so that a threshold of 1 means "one event is enough". */
  public static final String COMPARISON_OPERATOR = "GreaterThanOrEqualToThreshold";

  /** The namespace of the benchmark's commands; metrics go there unless another is asked for. */
  public static final String NAMESPACE = "CISBenchmark";

  /** Periods of less than a minute that CloudWatch takes, in seconds. */
  public static final List<Integer> SHORT_PERIODS = List.of(10, 20, 30);

  /** How far an alarm looks back at most, in seconds; the longest period as well. */
  public static final int LONGEST_SPAN = 86_400;

  /** How far it looks back at most with periods of {@link #LONG_PERIOD} and more, in seconds. */
  public static final int LONGEST_SPAN_OF_LONG_PERIODS = 7 * LONGEST_SPAN;

  /** Shortest of the periods that may span a week together, in seconds. */
  public static final int LONG_PERIOD = 3_600;

  /** How many periods an alarm looks at, at most: a day of the shortest. */
  public static final int MOST_EVALUATION_PERIODS = LONGEST_SPAN / Collections.min(SHORT_PERIODS);

  // After what its check reads.
  /** What the benchmark asks for: one event within five minutes is enough. */
  public static final AlarmSettings DEFAULT =
      new AlarmSettings(1, 300, 1, Optional.empty(), TreatMissingData.NOT_BREACHING);

  /**
   * Checks what CloudWatch would check.
   *
   * @throws AlarmSettingException if a value is out of its range, or values don't go together
   */
  public AlarmSettings {
    check(
        threshold > 0 && Double.isFinite(threshold),
        "threshold",
        threshold,
        "use a number of events above 0, such as 1");
    check(
        isPeriod(period),
        "period",
        period,
        "use 10, 20, 30 or a multiple of 60 seconds, such as 300");
    check(
        evaluationPeriods >= 1,
        "evaluation_periods",
        evaluationPeriods,
        "use a whole number from 1, such as 1");
    check(
        (long) period * evaluationPeriods <= longestSpan(period),
        "evaluation_periods",
        evaluationPeriods,
        "together with period "
            + period
            + " they span more than CloudWatch allows ("
            + longestSpan(period)
            + " seconds); use at most "
            + longestSpan(period) / period);
    if (datapointsToAlarm.isPresent()) {
      check(
          datapointsToAlarm.get() >= 1 && datapointsToAlarm.get() <= evaluationPeriods,
          "datapoints_to_alarm",
          datapointsToAlarm.get(),
          "use a whole number from 1 to evaluation_periods, which is " + evaluationPeriods);
    }
  }

  /**
   * Whether CloudWatch takes this as the period of an alarm.
   *
   * @param seconds the period in seconds
   */
  public static boolean isPeriod(int seconds) {
    return SHORT_PERIODS.contains(seconds)
        || (seconds > 0 && seconds % 60 == 0 && seconds <= LONGEST_SPAN);
  }

  /** The threshold as people write it. */
  public Number plainThreshold() {
    return plain(threshold);
  }

  /** A threshold as people write it: 1 and not 1.0. */
  public static Number plain(double threshold) {
    boolean whole = threshold == Math.rint(threshold) && Math.abs(threshold) < 1e15;
    // Not one expression, which would make both a double.
    if (whole) {
      return (long) threshold;
    }
    return threshold;
  }

  private static int longestSpan(int period) {
    return period >= LONG_PERIOD ? LONGEST_SPAN_OF_LONG_PERIODS : LONGEST_SPAN;
  }

  private static void check(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new AlarmSettingException(setting, value, remedy);
    }
  }
}

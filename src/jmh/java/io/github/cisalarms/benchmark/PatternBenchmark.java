package io.github.cisalarms.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the patterns of the controls take: to parse, and to test on an event of a trail, one
 * alone and all fifteen together, beside reading the same bytes with the JSON reader alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class PatternBenchmark {

  private static final int EVENTS = 1_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[][] events = CloudTrailEvents.generate(EVENTS);
  private final List<String> texts =
      Controls.all().stream().map(control -> control.defaultVariant().pattern()).toList();
  private final String longest =
      texts.stream().max(Comparator.comparing(String::length)).orElseThrow();
  private final PatternMatcher one =
      matcher(List.of(Controls.require("console-signin-without-mfa").defaultVariant().pattern()));
  private final PatternMatcher fifteen = matcher(texts);
  private final PatternMatcher fifteenWithValues =
      PatternSet.of(
              texts.stream().map(FilterPattern::parse).toList(),
              List.of(
                  "$.eventTime",
                  "$.eventID",
                  "$.eventSource",
                  "$.eventName",
                  "$.awsRegion",
                  "$.userIdentity.arn",
                  "$.sourceIPAddress",
                  "$.recipientAccountId"))
          .matcher();

  private static PatternMatcher matcher(List<String> patterns) {
    return PatternSet.of(patterns.stream().map(FilterPattern::parse).toList()).matcher();
  }

  /** Runs all benchmarks and says what their figures mean together. */
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(PatternBenchmark.class.getSimpleName()).build())
            .run();
    double read = score(results, "readJson");
    double one = score(results, "onePattern");
    double fifteen = score(results, "fifteenPatterns");
    double bytes = 0;
    for (byte[] event : CloudTrailEvents.generate(EVENTS)) {
      bytes += (double) event.length / EVENTS;
    }
    System.out.printf(
        Locale.ROOT,
        "%nan event has %.0f bytes%n"
            + "fifteen patterns cost %.2f times what one does%n"
            + "reading the JSON takes %.0f %% of the time of one, %.0f %% of fifteen%n"
            + "fifteen patterns: %.0f events and %.0f MB a second and thread%n",
        bytes,
        fifteen / one,
        100 * read / one,
        100 * read / fifteen,
        1e6 / fifteen,
        bytes / fifteen);
  }

  private static double score(Collection<RunResult> results, String benchmark) {
    return results.stream()
        .map(RunResult::getPrimaryResult)
        .filter(result -> result.getLabel().equals(benchmark))
        .findFirst()
        .orElseThrow()
        .getScore();
  }

  /** Parses the longest of the controls' patterns. */
  @Benchmark
  public FilterPattern parse() {
    return FilterPattern.parse(longest);
  }

  /** The reference: every token of an event, and nothing done with it. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int readJson() throws IOException {
    int tokens = 0;
    for (byte[] event : events) {
      try (JsonParser parser = JSON.createParser(event, 0, event.length)) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
    }
    return tokens;
  }

  /** One pattern on an event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int onePattern() {
    return matches(one);
  }

  /** The fifteen patterns of the controls on an event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int fifteenPatterns() {
    return matches(fifteen);
  }

  /** The same, and eight fields of the event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int fifteenPatternsAndEightValues() {
    int found = 0;
    for (byte[] event : events) {
      found += fifteenWithValues.matches(event, 0, event.length).cardinality();
      for (int i = 0; i < 8; i++) {
        found += fifteenWithValues.value(i).isPresent() ? 1 : 0;
      }
    }
    return found;
  }

  private int matches(PatternMatcher matcher) {
    int found = 0;
    for (byte[] event : events) {
      found += matcher.matches(event, 0, event.length).cardinality();
    }
    return found;
  }
}

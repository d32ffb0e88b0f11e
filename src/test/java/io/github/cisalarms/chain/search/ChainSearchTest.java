package io.github.cisalarms.chain.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several filters, alarms and topics on one metric: one chain that holds is enough. */
class ChainSearchTest {

  private static final Control CONTROL = Controls.require("console-signin-without-mfa");
  private static final String PATTERN = CONTROL.defaultVariant().pattern();
  private static final String NARROW = "{ ($.eventName = ConsoleLogin) && ($.x = 1) }";
  private static final String LOGS = "aws-cloudtrail-logs";
  private static final String TOLD = "arn:aws:sns:us-east-1:111122223333:told";
  private static final Place HERE =
      new Place(Value.known("111122223333"), Value.known("us-east-1"));
  private static final String UNHEARD = "arn:aws:sns:us-east-1:111122223333:unheard";

  private final List<Trail> trails = new ArrayList<>();
  private final List<MetricFilter> filters = new ArrayList<>();
  private final List<Alarm> alarms = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5"})
  void findsTheChainThatHoldsAmongThoseThatDoNot(long seed) {
    filter("elsewhere", "other-logs", PATTERN, "CISBenchmark");
    filter("narrow", LOGS, NARROW, "CISBenchmark");
    filter("good", LOGS, PATTERN, "CISBenchmark");
    filter("foreign", LOGS, PATTERN, "Other");
    alarm("deaf", "CISBenchmark", 100, TOLD);
    alarm("unheard", "CISBenchmark", 1, UNHEARD);
    alarm("foreign", "Other", 100, TOLD);
    alarm("good", "CISBenchmark", 1, UNHEARD, TOLD);
    Random order = new Random(seed);
    Collections.shuffle(filters, order);
    Collections.shuffle(alarms, order);

    ChainSearch.Result result = search(Judge.DELIVERY);

    assertThat(result.notifies()).isEqualTo(Answer.YES);
    assertThat(result.best().findings())
        .extracting(Finding::address)
        .contains("filter.good", "alarm.good");
  }

  @Test
  void saysOfTheLongestChainWhereItBreaks() {
    filter("elsewhere", "other-logs", PATTERN, "CISBenchmark");
    filter("good", LOGS, PATTERN, "CISBenchmark");
    alarm("deaf", "CISBenchmark", 100, TOLD);
    alarm("unheard", "CISBenchmark", 1, UNHEARD);

    ChainSearch.Result result = search(Judge.DELIVERY);

    assertThat(List.of(result.detects(), result.alarms(), result.notifies()))
        .containsExactly(Answer.YES, Answer.YES, Answer.NO);
    assertThat(result.best().firstBroken().map(Finding::rule)).contains("TopicHasSubscriber");
  }

  @Test
  void showsAnAlarmInAnotherNamespaceOnlyIfThereIsNoOther() {
    filter("good", LOGS, PATTERN, "CISBenchmark");
    alarm("foreign", "Other", 1, TOLD);
    assertThat(search(Judge.DELIVERY).best().firstBroken())
        .map(Finding::rule)
        .contains("AlarmWatchesMetric");
    assertThat(search(Judge.PROWLER).best().answer()).isEqualTo(Answer.YES);

    alarm("good", "CISBenchmark", 1, TOLD);
    assertThat(search(Judge.DELIVERY).notifies()).isEqualTo(Answer.YES);
  }

  @Test
  void asksTheTrailOfTheNamedLogGroupIfThePlanHasIt() {
    filter("good", LOGS, PATTERN, "CISBenchmark");
    alarm("good", "CISBenchmark", 1, TOLD);
    trails.add(trail("other-logs", false));
    assertThat(search(Judge.DELIVERY).notifies()).isEqualTo(Answer.YES);

    trails.add(trail(LOGS, false));
    assertThat(search(Judge.DELIVERY).best().firstBroken())
        .map(Finding::rule)
        .contains("TrailIsLogging");

    trails.add(trail(LOGS, true));
    assertThat(search(Judge.DELIVERY).notifies()).isEqualTo(Answer.YES);
  }

  private static Trail trail(String logGroup, boolean logging) {
    return new Trail(
        "trail",
        Value.known(logGroup),
        HERE,
        Value.known(true),
        Value.known(logging),
        Value.known(new Trail.ManagementEvents(true, true, false, List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "111122223333, us-east-1, true",
    "444455556666, us-east-1, false",
    "111122223333, eu-west-1, false",
    ", us-east-1, false",
    "111122223333, , false",
  })
  void takesATopicByItsNameOnlyInItsOwnAccountAndRegion(
      String account, String region, boolean own) {
    Topic planned =
        new Topic(
            "topic",
            new Value.Pending<>("topic.arn"),
            Value.known("told"),
            new Place(
                account == null ? Value.unknown() : Value.known(account),
                region == null ? Value.unknown() : Value.known(region)),
            Value.absent(),
            "topic",
            Value.absent());
    Infrastructure infrastructure = new Infrastructure(Source.PLAN, List.of(planned));
    assertThat(infrastructure.topic(Value.known(TOLD)).isPresent()).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAN, the plan has no metric filter for this control",
    "ACCOUNT, the account has no metric filter for this control"
  })
  void saysWhatItKnowsInTheWordsOfTheSource(Source source, String message) {
    ChainSearch search =
        new ChainSearch(new Infrastructure(source, List.of()), List.of(LOGS), new Patterns());
    assertThat(search.search(CONTROL, Judge.DELIVERY, Allowance.ONE_EVENT).best().firstBroken())
        .map(Finding::message)
        .contains(message);
  }

  private ChainSearch.Result search(Judge judge) {
    List<Element> elements = new ArrayList<>(trails);
    elements.addAll(filters);
    elements.addAll(alarms);
    elements.add(topic(TOLD));
    elements.add(topic(UNHEARD));
    elements.add(
        new Subscription(
            "subscription",
            Value.known(TOLD),
            Value.known("sqs"),
            Value.known("arn:aws:sqs:us-east-1:111122223333:alarms"),
            Value.absent(),
            Value.known(false),
            Value.absent(),
            Value.known("MessageAttributes")));
    Infrastructure infrastructure = new Infrastructure(Source.PLAN, elements);
    return new ChainSearch(infrastructure, List.of(LOGS), new Patterns())
        .search(CONTROL, judge, Allowance.ONE_EVENT);
  }

  private static Topic topic(String arn) {
    return new Topic(
        "topic",
        Value.known(arn),
        Value.known(arn.substring(arn.lastIndexOf(':') + 1)),
        HERE,
        Value.absent(),
        "topic",
        Value.absent());
  }

  private void filter(String name, String logGroup, String pattern, String namespace) {
    filters.add(
        new MetricFilter(
            "filter." + name,
            Value.known(name),
            HERE,
            Value.known(logGroup),
            Value.known(pattern),
            List.of(
                new Transformation(
                    Value.known("signins"),
                    Value.known(namespace),
                    Value.known("1"),
                    Value.known(0.0),
                    Value.known(false),
                    Value.known("None")))));
  }

  private void alarm(String name, String namespace, double threshold, String... actions) {
    Metric metric =
        new Metric(
            Value.known("signins"),
            Value.known(namespace),
            Value.known("Sum"),
            Value.known(false),
            Value.absent(),
            Value.known(300.0),
            Value.absent());
    alarms.add(
        new Alarm(
            "alarm." + name,
            Value.unknown(),
            Value.known(name),
            HERE,
            List.of(metric),
            false,
            List.of(),
            false,
            Value.known("evaluate"),
            Value.absent(),
            Value.known("GreaterThanOrEqualToThreshold"),
            Value.known(threshold),
            Value.known(1.0),
            Value.absent(),
            Value.known("notBreaching"),
            Value.known(true),
            List.of(actions).stream().map(Value::known).toList()));
  }
}

package io.github.cisalarms.drill;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.LogGroup;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What an account has of the chain, put together for a test. */
final class Account {

  static final String LOG_GROUP = "aws-cloudtrail-logs";
  static final String TOPIC = FakeAws.TOPIC;

  static final Place PLACE = new Place(Value.known(FakeAws.ACCOUNT), Value.known(FakeAws.REGION));

  private final List<Element> elements = new ArrayList<>();

  /** An account with a topic and somebody who is told. */
  static Account withTopic() {
    return new Account().topic().subscriber("email", "security@example.com", false);
  }

  Account topic() {
    elements.add(
        new Topic(
            TOPIC,
            Value.known(TOPIC),
            Value.known("cis-alarms"),
            PLACE,
            Value.absent(),
            TOPIC,
            Value.absent()));
    return this;
  }

  Account subscriber(String protocol, String endpoint, boolean pending) {
    elements.add(
        new Subscription(
            endpoint,
            Value.known(TOPIC),
            Value.known(protocol),
            Value.known(endpoint),
            Value.absent(),
            Value.known(pending),
            Value.absent(),
            Value.absent()));
    return this;
  }

  Account logGroup(String logGroupClass) {
    elements.add(
        new LogGroup(LOG_GROUP, Value.known(LOG_GROUP), PLACE, Value.known(logGroupClass)));
    return this;
  }

  /** The control's filter and an alarm on its metric that tells the topic. */
  Account control(Control control) {
    return filter(control, control.metricName())
        .alarm(control.slug(), control.metricName(), true, List.of(TOPIC));
  }

  Account filter(Control control, String metric) {
    elements.add(
        new MetricFilter(
            metric,
            Value.known(metric),
            PLACE,
            Value.known(LOG_GROUP),
            Value.known(control.defaultVariant().pattern()),
            List.of(
                new MetricFilter.Transformation(
                    Value.known(metric),
                    Value.known("CISBenchmark"),
                    Value.known("1"),
                    Value.known(0.0),
                    Value.known(false),
                    Value.absent()))));
    return this;
  }

  Account alarm(String name, String metric, boolean enabled, List<String> actions) {
    elements.add(
        new Alarm(
            name,
            Value.known("arn:aws:cloudwatch:us-east-1:111122223333:alarm:" + name),
            Value.known(name),
            PLACE,
            List.of(
                new Alarm.Metric(
                    Value.known(metric),
                    Value.known("CISBenchmark"),
                    Value.known("Sum"),
                    Value.known(false),
                    Value.absent(),
                    Value.known(10.0),
                    Value.absent())),
            false,
            List.of(),
            false,
            Value.absent(),
            Value.absent(),
            Value.known("GreaterThanOrEqualToThreshold"),
            Value.known(1.0),
            Value.known(1.0),
            Value.absent(),
            Value.known("notBreaching"),
            Value.known(enabled),
            actions.stream().map(Value::known).toList()));
    return this;
  }

  Account composite(String name, String rule) {
    elements.add(
        new CompositeAlarm(
            name,
            Value.known("arn:aws:cloudwatch:us-east-1:111122223333:alarm:" + name),
            Value.known(name),
            PLACE,
            Value.absent(),
            Value.known(rule),
            Value.absent(),
            Value.known(true),
            List.of(Value.known(TOPIC))));
    return this;
  }

  Account unread(Unread.Kind kind, String address, String why) {
    elements.add(new Unread(address, kind, PLACE, why, ""));
    return this;
  }

  Infrastructure build() {
    return new Infrastructure(Source.ACCOUNT, elements);
  }

  /** The plan to drill a control. */
  DrillPlan plan(Control... controls) {
    return DrillPlan.of(build(), PLACE, List.of(controls), List.of(LOG_GROUP));
  }
}

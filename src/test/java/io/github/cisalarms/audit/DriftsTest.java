package io.github.cisalarms.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DriftsTest {

  private static final StackResources STACK =
      FleetConfig.read(Path.of("cis-alarms.yaml")).resources().get(0);
  private static final String ROOT = "root-account-usage";
  private static final String FILTER = "aws_cloudwatch_log_metric_filter.control[\"" + ROOT + "\"]";
  private static final String ALARM = "aws_cloudwatch_metric_alarm.control[\"" + ROOT + "\"]";

  private final List<Element> account = new ArrayList<>(applied(STACK));

  @Test
  void thereIsNoneInAnAccountThatHasWhatItsStackSays() {
    assertThat(drift()).isEmpty();
  }

  @Test
  void thereIsNoneInAnAccountOfSeveralStacksNorWithModule() {
    List<StackResources> stacks =
        FleetConfig.read(Path.of("examples/fleet/cis-alarms.yaml")).resources();
    List<Element> elements = new ArrayList<>();
    stacks.forEach(stack -> elements.addAll(applied(stack)));
    assertThat(Drifts.of(stacks, new Infrastructure(Source.ACCOUNT, elements), reach(true)))
        .isEmpty();
  }

  @Test
  void findsWhatIsMissing() {
    account.clear();
    assertThat(drift())
        .hasSize(2 * STACK.alarms().size() + 1)
        .allMatch(drift -> drift.kind() == Drift.Kind.MISSING)
        .contains(
            new Drift(
                Drift.Kind.MISSING, ALARM, "there is no alarm 'root-account-usage' in us-east-1"),
            new Drift(
                Drift.Kind.MISSING,
                "aws_sns_topic.alarms",
                "there is no topic " + STACK.topicArn()));
  }

  @Test
  void findsThatASubscriberIsMissing() {
    account.removeIf(Subscription.class::isInstance);
    assertThat(drift())
        .containsExactly(
            new Drift(
                Drift.Kind.MISSING,
                "aws_sns_topic_subscription.subscriber[\"security-team\"]",
                "nobody at email security@example.com subscribes to " + STACK.topicArn()));
  }

  @Test
  void saysNothingIsMissingThatCouldNotBeRead() {
    account.clear();
    assertThat(Drifts.of(List.of(STACK), new Infrastructure(Source.ACCOUNT, account), reach(false)))
        .isEmpty();
  }

  @Test
  void findsAnotherThreshold() {
    change(
        Alarm.class,
        alarm ->
            is(alarm.name())
                ? alarm(alarm, Value.known(10.0), alarm.actions(), Value.known(true))
                : alarm);
    assertThat(drift())
        .containsExactly(
            new Drift(Drift.Kind.CHANGED, ALARM, "the threshold is 10, and should be 1"));
  }

  @Test
  void findsOtherActionsAndThatTheyAreOff() {
    change(
        Alarm.class,
        alarm ->
            is(alarm.name())
                ? alarm(
                    alarm,
                    alarm.threshold(),
                    List.of(Value.known("arn:aws:sns:us-east-1:111122223333:other")),
                    Value.known(false))
                : alarm);
    assertThat(drift())
        .containsExactly(
            new Drift(
                Drift.Kind.CHANGED,
                ALARM,
                "whether its actions are enabled is false, and should be true"),
            new Drift(Drift.Kind.CHANGED, ALARM, "it does not notify " + STACK.topicArn()),
            new Drift(
                Drift.Kind.CHANGED,
                ALARM,
                "it also notifies arn:aws:sns:us-east-1:111122223333:other"));
  }

  @Test
  void findsAnotherPattern() {
    change(
        MetricFilter.class,
        filter ->
            filter.name().equals(Value.known(filterName()))
                ? new MetricFilter(
                    filter.address(),
                    filter.name(),
                    filter.place(),
                    filter.logGroup(),
                    Value.known("{ $.a = 1 }"),
                    filter.transformations())
                : filter);
    assertThat(drift())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.resource()).isEqualTo(FILTER);
              assertThat(drift.what())
                  .startsWith("the pattern is { $.a = 1 }, and should be { $.userIdentity.type");
            });
  }

  @Test
  void findsWhatNoStackHas() {
    Place place = place(STACK);
    account.add(
        new Subscription(
            "arn:sub",
            Value.known(STACK.topicArn()),
            Value.known("email"),
            Value.known("somebody@example.com"),
            Value.absent(),
            Value.known(false),
            Value.absent(),
            Value.absent()));
    account.add(filter(place, "extra", STACK.logGroupName(), AlarmSettings.NAMESPACE));
    account.add(filter(place, "of-others", STACK.logGroupName(), "TheirOwn"));
    account.add(filter(place, "elsewhere", "other-log-group", AlarmSettings.NAMESPACE));
    assertThat(drift())
        .containsExactly(
            new Drift(
                Drift.Kind.ADDITIONAL,
                "extra",
                "no stack has this metric filter of log group aws-cloudtrail-logs"),
            new Drift(
                Drift.Kind.ADDITIONAL,
                STACK.topicArn(),
                "no stack has its subscriber email somebody@example.com"));
  }

  private List<Drift> drift() {
    return Drifts.of(List.of(STACK), new Infrastructure(Source.ACCOUNT, account), reach(true));
  }

  private static Drifts.Reach reach(boolean all) {
    return new Drifts.Reach() {
      @Override
      public boolean filters(String region) {
        return all;
      }

      @Override
      public boolean alarms(String region) {
        return all;
      }

      @Override
      public boolean topic(String arn) {
        return all;
      }

      @Override
      public boolean subscriptions(String topicArn) {
        return all;
      }
    };
  }

  private static boolean is(Value<String> alarm) {
    return alarm.equals(Value.known(ROOT));
  }

  private static String filterName() {
    return STACK.filters().stream()
        .filter(filter -> filter.address().equals(FILTER))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private <E extends Element> void change(Class<E> kind, UnaryOperator<E> change) {
    account.replaceAll(
        element -> kind.isInstance(element) ? change.apply(kind.cast(element)) : element);
  }

  private static MetricFilter filter(Place place, String name, String logGroup, String namespace) {
    return new MetricFilter(
        name,
        Value.known(name),
        place,
        Value.known(logGroup),
        Value.known("{ $.a = 1 }"),
        List.of(
            new Transformation(
                Value.known(name),
                Value.known(namespace),
                Value.known("1"),
                Value.absent(),
                Value.known(false),
                Value.absent())));
  }

  private static Alarm alarm(
      Alarm alarm, Value<Double> threshold, List<Value<String>> actions, Value<Boolean> enabled) {
    return new Alarm(
        alarm.address(),
        alarm.arn(),
        alarm.name(),
        alarm.place(),
        alarm.metrics(),
        false,
        List.of(),
        false,
        alarm.lowSampleCounts(),
        alarm.description(),
        alarm.comparisonOperator(),
        threshold,
        alarm.evaluationPeriods(),
        alarm.datapointsToAlarm(),
        alarm.treatMissingData(),
        enabled,
        actions);
  }

  private static Place place(StackResources stack) {
    return new Place(Value.known(stack.accountId()), Value.known(stack.region()));
  }

  /** What a stack makes of an account, as an account would tell it. */
  private static List<Element> applied(StackResources stack) {
    Place place = place(stack);
    List<Element> elements = new ArrayList<>();
    for (StackResource.Filter filter : stack.filters()) {
      elements.add(
          new MetricFilter(
              filter.name(),
              Value.known(filter.name()),
              place,
              Value.known(filter.logGroupName()),
              Value.known(filter.pattern()),
              List.of(
                  new Transformation(
                      Value.known(filter.metricName()),
                      Value.known(filter.metricNamespace()),
                      Value.known(ControlFilter.VALUE),
                      Value.known(0.0),
                      Value.known(false),
                      Value.known("None")))));
    }
    for (StackResource.Alarm alarm : stack.alarms()) {
      elements.add(
          new Alarm(
              alarm.arn(),
              Value.known(alarm.arn()),
              Value.known(alarm.name()),
              place,
              List.of(
                  new Alarm.Metric(
                      Value.known(alarm.metricName()),
                      Value.known(alarm.metricNamespace()),
                      Value.known(AlarmSettings.STATISTIC),
                      Value.known(false),
                      Value.absent(),
                      Value.known((double) alarm.settings().period()),
                      Value.absent())),
              false,
              List.of(),
              false,
              Value.absent(),
              Value.known(alarm.description()),
              Value.known(AlarmSettings.COMPARISON_OPERATOR),
              Value.known(alarm.settings().threshold()),
              Value.known((double) alarm.settings().evaluationPeriods()),
              alarm
                  .settings()
                  .datapointsToAlarm()
                  .map(points -> Value.known((double) points))
                  .orElse(Value.absent()),
              Value.known(alarm.settings().treatMissingData().value()),
              Value.known(true),
              alarm.alarmActions().stream().map(Value::known).toList()));
    }
    stack
        .topic()
        .ifPresent(
            topic ->
                elements.add(
                    new Topic(
                        topic.arn(),
                        Value.known(topic.arn()),
                        Value.known(topic.name()),
                        place,
                        Value.absent(),
                        topic.arn(),
                        Value.absent())));
    for (StackResource.Subscription subscription : stack.subscriptions()) {
      elements.add(
          new Subscription(
              subscription.topicArn() + ":1",
              Value.known(subscription.topicArn()),
              Value.known(subscription.protocol()),
              Value.known(subscription.endpoint()),
              Value.absent(),
              Value.known(false),
              subscription.filterPolicy().map(Value::known).orElse(Value.absent()),
              Value.absent()));
    }
    return elements;
  }
}

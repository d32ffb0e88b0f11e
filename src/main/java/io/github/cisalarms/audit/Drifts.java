package io.github.cisalarms.audit;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.Drift.Kind;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between an account and the stacks that its configuration says: filters, alarms,
 * topic and subscriptions that are missing, have other values, or that no stack has.
 *
 * <p>Additional is what meddles with the stacks: a filter of their log groups or an alarm that has
 * their metrics, and a subscription to a topic that one of them created. Anybody may have alarms of
 * his own beside them.
 */
public final class Drifts {

  private final List<StackResources> stacks;
  private final Infrastructure account;
  private final Reach reach;
  private final List<Drift> drift = new ArrayList<>();

  /** How far the reading of an account went. */
  public interface Reach {

    /** Whether all metric filters of a region were read. */
    boolean filters(String region);

    /** Whether all alarms of a region were read. */
    boolean alarms(String region);

    /** Whether it was asked what topic has that ARN. */
    boolean topic(String arn);

    /** Whether all subscriptions to the topic of that ARN were read. */
    boolean subscriptions(String topicArn);
  }

  private Drifts(List<StackResources> stacks, Infrastructure account, Reach reach) {
    this.stacks = stacks;
    this.account = account;
    this.reach = reach;
  }

  /**
   * Compares an account with its stacks.
   *
   * @param account what was read of it
   * @param reach how far the reading went; nothing is said to be missing where it did not go
   * @return by stack, filters before alarms before subscriptions; what is additional comes last
   */
  public static List<Drift> of(List<StackResources> stacks, Infrastructure account, Reach reach) {
    return new Drifts(stacks, account, reach).find();
  }

  private List<Drift> find() {
    for (StackResources stack : stacks) {
      if (reach.filters(stack.region())) {
        stack.filters().forEach(filter -> filter(stack, filter));
      }
      if (reach.alarms(stack.region())) {
        stack.alarms().forEach(alarm -> alarm(stack, alarm));
      }
      if (stack.topic().isPresent() && isMissing(stack.topicArn())) {
        missing(stack.topic().get().address(), "there is no topic " + stack.topicArn());
      } else if (reach.subscriptions(stack.topicArn())) {
        stack.subscriptions().forEach(this::subscription);
      }
    }
    drift.addAll(new Additional(stacks, account).find());
    return List.copyOf(drift);
  }

  private boolean isMissing(String topic) {
    return reach.topic(topic) && account.topic(Value.known(topic)).isEmpty();
  }

  private void filter(StackResources stack, StackResource.Filter filter) {
    Optional<MetricFilter> found =
        account.filters().stream()
            .filter(each -> is(each.name(), filter.name()))
            .filter(each -> is(each.logGroup(), filter.logGroupName()))
            .filter(each -> isIn(each.place(), stack))
            .findFirst();
    if (found.isEmpty()) {
      missing(
          filter.address(),
          "there is no metric filter '"
              + filter.name()
              + "' on log group "
              + filter.logGroupName()
              + " in "
              + stack.region());
      return;
    }
    String address = filter.address();
    compare(address, "the pattern", found.get().pattern(), filter.pattern());
    found.get().transformations().stream()
        .findFirst()
        .ifPresent(
            metric -> {
              compare(address, "the metric", metric.name(), filter.metricName());
              compare(address, "the namespace", metric.namespace(), filter.metricNamespace());
              compare(
                  address,
                  "the metric value",
                  metric.value().map(Drifts::number),
                  number(ControlFilter.VALUE));
              compare(
                  address,
                  "the default value",
                  metric.defaultValue().map(Drifts::number),
                  number(ControlFilter.DEFAULT_VALUE));
            });
  }

  private void alarm(StackResources stack, StackResource.Alarm alarm) {
    Optional<Alarm> found =
        account.alarms().stream()
            .filter(each -> is(each.name(), alarm.name()))
            .filter(each -> isIn(each.place(), stack))
            .findFirst();
    if (found.isEmpty()) {
      missing(alarm.address(), "there is no alarm '" + alarm.name() + "' in " + stack.region());
      return;
    }
    String address = alarm.address();
    Alarm there = found.get();
    AlarmSettings settings = alarm.settings();
    there.metrics().stream()
        .findFirst()
        .ifPresent(
            metric -> {
              compare(address, "the metric", metric.name(), alarm.metricName());
              compare(address, "the namespace", metric.namespace(), alarm.metricNamespace());
              compare(address, "the statistic", metric.statistic(), AlarmSettings.STATISTIC);
              compare(
                  address,
                  "the period",
                  metric.period().map(Drifts::number),
                  number(settings.period()));
            });
    compare(
        address, "the comparison", there.comparisonOperator(), AlarmSettings.COMPARISON_OPERATOR);
    compare(
        address,
        "the threshold",
        there.threshold().map(Drifts::number),
        number(settings.threshold()));
    compare(
        address,
        "the number of evaluation periods",
        there.evaluationPeriods().map(Drifts::number),
        number(settings.evaluationPeriods()));
    compare(
        address,
        "the number of data points to alarm",
        (there.datapointsToAlarm().isAbsent()
                ? there.evaluationPeriods()
                : there.datapointsToAlarm())
            .map(Drifts::number),
        number(settings.datapointsToAlarm().orElse(settings.evaluationPeriods())));
    compare(
        address,
        "what missing data counts as",
        there.treatMissingData().orDefault("missing"),
        settings.treatMissingData().value());
    compare(
        address,
        "whether its actions are enabled",
        there.actionsEnabled().orDefault(true).map(String::valueOf),
        "true");
    actions(address, there.actions(), alarm.alarmActions());
  }

  private void actions(String address, List<Value<String>> there, List<String> said) {
    if (there.stream().allMatch(Value::isKnown)) {
      Set<String> found = new TreeSet<>(known(there));
      found.removeAll(said);
      Set<String> lacking = new TreeSet<>(said);
      lacking.removeAll(known(there));
      if (!lacking.isEmpty()) {
        changed(address, "it does not notify " + String.join(", ", lacking));
      }
      if (!found.isEmpty()) {
        changed(address, "it also notifies " + String.join(", ", found));
      }
    }
  }

  private void subscription(StackResource.Subscription subscription) {
    Optional<Subscription> found =
        account.subscriptions().stream()
            .filter(each -> is(each.topic(), subscription.topicArn()))
            .filter(each -> isEndpoint(each, subscription))
            .findFirst();
    if (found.isEmpty()) {
      missing(
          subscription.address(),
          "nobody at "
              + subscription.protocol()
              + " "
              + Shown.endpoint(subscription.endpoint())
              + " subscribes to "
              + subscription.topicArn());
    } else if (found.get().filterPolicy().isKnown() && subscription.filterPolicy().isEmpty()) {
      changed(
          subscription.address(), "it has the filter policy " + found.get().filterPolicy().shown());
    } else if (found.get().filterPolicy().isAbsent() && subscription.filterPolicy().isPresent()) {
      changed(subscription.address(), "it has no filter policy");
    }
  }

  static boolean isEndpoint(Subscription there, StackResource.Subscription said) {
    return is(there.protocol(), said.protocol())
        && there
            .endpoint()
            .get()
            .map(
                endpoint ->
                    said.protocol().startsWith("email")
                        ? endpoint.equalsIgnoreCase(said.endpoint())
                        : endpoint.equals(said.endpoint()))
            .orElse(false);
  }

  static boolean isIn(Place place, StackResources stack) {
    return is(place.region(), stack.region()) && is(place.account(), stack.accountId());
  }

  static boolean is(Value<String> value, String said) {
    return value.get().filter(said::equals).isPresent();
  }

  private static Collection<String> known(List<Value<String>> values) {
    return values.stream().flatMap(value -> value.get().stream()).toList();
  }

  private void compare(String address, String what, Value<String> there, String said) {
    if (there.isAbsent()) {
      changed(address, what + " is not set, and should be " + said);
    } else if (there.get().filter(value -> !value.equals(said)).isPresent()) {
      changed(address, what + " is " + there.get().orElseThrow() + ", and should be " + said);
    }
  }

  /** A number as people write it, however it is given. */
  private static String number(Object value) {
    String text = value.toString();
    try {
      double number = Double.parseDouble(text);
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.format(Locale.ROOT, "%d", (long) number)
          : Double.toString(number);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private void missing(String address, String what) {
    drift.add(new Drift(Kind.MISSING, address, what));
  }

  private void changed(String address, String what) {
    drift.add(new Drift(Kind.CHANGED, address, what));
  }
}

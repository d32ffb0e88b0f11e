package io.github.cisalarms.audit;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an account has, meddling with its stacks, that none of them has. */
final class Additional {

  private final List<StackResources> stacks;
  private final Infrastructure account;
  private final List<Drift> drift = new ArrayList<>();

  Additional(List<StackResources> stacks, Infrastructure account) {
    this.stacks = stacks;
    this.account = account;
  }

  List<Drift> find() {
    filters();
    alarms();
    subscriptions();
    return drift;
  }

  private void filters() {
    Set<String> namespaces = namespaces();
    for (MetricFilter filter : account.filters()) {
      Optional<StackResources> stack =
          stacks.stream()
              .filter(each -> Drifts.isIn(filter.place(), each))
              .filter(each -> Drifts.is(filter.logGroup(), each.logGroupName()))
              .findFirst();
      boolean ofStack =
          stacks.stream()
              .filter(each -> Drifts.isIn(filter.place(), each))
              .flatMap(each -> each.filters().stream())
              .anyMatch(
                  each ->
                      Drifts.is(filter.name(), each.name())
                          && Drifts.is(filter.logGroup(), each.logGroupName()));
      boolean theirMetric =
          filter.transformations().stream()
              .anyMatch(
                  metric -> metric.namespace().get().filter(namespaces::contains).isPresent());
      if (stack.isPresent() && !ofStack && theirMetric) {
        additional(
            name(filter.name(), filter.address()),
            "no stack has this metric filter of log group " + stack.get().logGroupName());
      }
    }
  }

  private void alarms() {
    Set<String> namespaces = namespaces();
    for (Alarm alarm : account.alarms()) {
      List<StackResources> here =
          stacks.stream().filter(each -> Drifts.isIn(alarm.place(), each)).toList();
      boolean ofStack =
          here.stream()
              .flatMap(each -> each.alarms().stream())
              .anyMatch(each -> Drifts.is(alarm.name(), each.name()));
      boolean theirMetric =
          alarm.metrics().stream()
              .anyMatch(
                  metric -> metric.namespace().get().filter(namespaces::contains).isPresent());
      if (!here.isEmpty() && !ofStack && theirMetric) {
        additional(name(alarm.name(), alarm.address()), "no stack has this alarm");
      }
    }
  }

  private void subscriptions() {
    Set<String> created = new LinkedHashSet<>();
    stacks.forEach(stack -> stack.topic().ifPresent(topic -> created.add(topic.arn())));
    for (Subscription there : account.subscriptions()) {
      Optional<String> topic = there.topic().get().filter(created::contains);
      boolean ofStack =
          stacks.stream()
              .flatMap(stack -> stack.subscriptions().stream())
              .anyMatch(
                  said ->
                      Drifts.is(there.topic(), said.topicArn()) && Drifts.isEndpoint(there, said));
      if (topic.isPresent() && !ofStack) {
        additional(
            topic.get(),
            "no stack has its subscriber "
                + there.protocol().get().map(protocol -> protocol + " ").orElse("")
                + there
                    .endpoint()
                    .get()
                    .map(Shown::endpoint)
                    .orElse("at an endpoint that is not to be seen"));
      }
    }
  }

  private Set<String> namespaces() {
    Set<String> namespaces = new LinkedHashSet<>();
    stacks.forEach(
        stack -> stack.filters().forEach(filter -> namespaces.add(filter.metricNamespace())));
    return namespaces;
  }

  private static String name(Value<String> name, String address) {
    return name.get().orElse(address);
  }

  private void additional(String name, String what) {
    drift.add(new Drift(Drift.Kind.ADDITIONAL, name, what));
  }
}

package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Resource;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what the plan will be, from what there is and what a stack consists of. */
final class Forecast {

  private final StackResources stack;
  private final Existing existing;
  private final Patterns patterns;
  private final Set<String> present;
  private final boolean sameState;
  private final List<Step> steps = new ArrayList<>();

  private Forecast(
      StackResources stack,
      Existing existing,
      Patterns patterns,
      Set<String> present,
      boolean sameState) {
    this.stack = stack;
    this.existing = existing;
    this.patterns = patterns;
    this.present = present;
    this.sameState = sameState;
  }

  /**
   * The steps, in the order of the stack's resources. A resource is the one that AWS would
   * overwrite or give again: a filter, alarm, topic or subscription of the same name is the same
   * thing.
   *
   * @param present addresses that are in the stack's state
   * @param sameState whether what exists is in the stack's state, under other addresses
   */
  static List<Step> of(
      StackResources stack,
      Existing existing,
      Patterns patterns,
      Set<String> present,
      boolean sameState) {
    Forecast forecast = new Forecast(stack, existing, patterns, present, sameState);
    forecast.forecast();
    return List.copyOf(forecast.steps);
  }

  private void forecast() {
    Optional<Topic> topic = stack.topic().flatMap(wanted -> existing.topic(wanted.arn()));
    stack
        .topic()
        .ifPresent(wanted -> add(wanted, topic, topic.map(there -> Differences.of(there, wanted))));
    stack.topicPolicy().ifPresent(wanted -> addPolicy(wanted, topic));
    for (StackResource.Filter wanted : stack.filters()) {
      Optional<Existing.Filter> there =
          existing.filters().stream()
              .filter(
                  filter ->
                      filter.logGroup().equals(wanted.logGroupName())
                          && filter.name().equals(wanted.name()))
              .findFirst();
      add(wanted, there, there.map(filter -> Differences.of(patterns, filter, wanted)));
    }
    for (StackResource.Alarm wanted : stack.alarms()) {
      Optional<Existing.Alarm> there =
          existing.alarms().stream()
              .filter(alarm -> alarm.name().equals(wanted.name()))
              .findFirst();
      add(wanted, there, there.map(alarm -> Differences.of(existing, alarm, wanted)));
    }
    for (StackResource.Subscription wanted : stack.subscriptions()) {
      Optional<Existing.Subscription> there =
          existing.subscriptions(wanted.topicArn()).stream()
              .filter(
                  each ->
                      !each.pending()
                          && each.protocol().equals(wanted.protocol())
                          && each.endpoint().equals(wanted.endpoint()))
              .findFirst();
      add(wanted, there, there.map(each -> Differences.of(each, wanted)));
    }
  }

  private void add(
      StackResource wanted, Optional<? extends Resource> there, Optional<Differences> differences) {
    List<String> changes = differences.map(Differences::changes).orElse(List.of());
    List<String> mends = differences.map(Differences::mends).orElse(List.of());
    if (present.contains(wanted.address()) && !isGone(wanted, there)) {
      boolean untouched = wanted instanceof StackResource.Subscription;
      steps.add(
          new Step(
              wanted,
              Kind.PRESENT,
              Optional.empty(),
              Optional.empty(),
              untouched ? List.of() : changes,
              mends));
    } else if (there.isEmpty()) {
      steps.add(
          new Step(wanted, Kind.ADD, Optional.empty(), Optional.empty(), List.of(), List.of()));
    } else {
      Optional<String> from = there.get().address().filter(any -> sameState);
      steps.add(
          new Step(
              wanted,
              from.isPresent() ? Kind.MOVE : Kind.IMPORT,
              Optional.of(from.orElseGet(there.get()::importId)),
              there.get().address().filter(any -> !sameState),
              changes,
              mends));
    }
  }

  /** Terraform makes again what it has in its state and the account has no more. */
  private boolean isGone(StackResource wanted, Optional<? extends Resource> there) {
    boolean allAreKnown =
        existing.state().isEmpty()
            && (wanted instanceof StackResource.Filter || wanted instanceof StackResource.Alarm);
    return allAreKnown && there.isEmpty();
  }

  private void addPolicy(StackResource.TopicPolicy wanted, Optional<Topic> topic) {
    add(
        wanted,
        topic.map(
            there ->
                new Topic(
                    there.policyAddress(),
                    there.arn(),
                    there.policy(),
                    Optional.empty(),
                    Optional.empty(),
                    there.subscribersKnown(),
                    List.of(),
                    Optional.empty())),
        topic.map(there -> Differences.of(there, wanted, stack)));
  }
}

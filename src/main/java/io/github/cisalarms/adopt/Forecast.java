package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Resource;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what the plan will be, from what there is and what a stack consists of. */
final class Forecast {

  private final StackResources stack;
  private final Existing existing;
  private final Patterns patterns;
  private final Map<String, String> present;
  private final boolean sameState;
  private final List<Step> steps = new ArrayList<>();

  private Forecast(
      StackResources stack,
      Existing existing,
      Patterns patterns,
      Map<String, String> present,
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
   * @param present addresses that are in the stack's state, with what makes each this one
   * @param sameState whether what exists is in the stack's state, under other addresses
   */
  static List<Step> of(
      StackResources stack,
      Existing existing,
      Patterns patterns,
      Map<String, String> present,
      boolean sameState) {
    Forecast forecast = new Forecast(stack, existing, patterns, present, sameState);
    forecast.forecast();
    return List.copyOf(forecast.steps);
  }

  private void forecast() {
    Optional<Topic> topic = stack.topic().flatMap(wanted -> existing.topic(wanted.arn()));
    Optional<Keys.Key> key = existing.keys().ofStack(stack, topic.flatMap(Topic::key));
    stack
        .key()
        .ifPresent(
            wanted ->
                add(
                    wanted,
                    key,
                    key.map(
                        there ->
                            Differences.of(
                                there,
                                wanted,
                                topic.map(Topic::keyWorks).orElse(Answer.UNKNOWN)))));
    stack.keyAlias().ifPresent(wanted -> addAlias(wanted, key));
    stack
        .topic()
        .ifPresent(
            wanted ->
                add(
                    wanted,
                    topic,
                    topic.map(there -> Differences.of(there, wanted, ownKey(key, there)))));
    stack.topicPolicy().ifPresent(wanted -> addPolicy(wanted, topic));
    for (StackResource.Filter wanted : stack.filters()) {
      Optional<Existing.Filter> there =
          existing.filters().stream()
              .filter(
                  filter ->
                      filter.logGroup().equals(wanted.logGroupName())
                          && filter.name().equals(wanted.name()))
              .findFirst();
      add(wanted, there, there.map(filter -> Differences.of(existing, patterns, filter, wanted)));
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

  /** What Terraform calls the key that the stack creates; the topic's own where nobody can tell. */
  private Optional<String> ownKey(Optional<Keys.Key> key, Topic topic) {
    if (stack.key().isEmpty()) {
      return stack.topic().flatMap(StackResource.Topic::kmsMasterKeyId);
    }
    boolean unread =
        topic.key().filter(name -> existing.keys().key(name).isEmpty()).isPresent()
            && present.containsKey(stack.key().get().address());
    return unread
        ? topic.key()
        : key.map(Keys.Key::arn).or(() -> Optional.of("a key that the stack creates"));
  }

  /** A key that the stack has made has its alias, whether or not somebody has asked for that. */
  private void addAlias(StackResource.KeyAlias wanted, Optional<Keys.Key> key) {
    Optional<Keys.Alias> known = existing.keys().alias(wanted.name());
    Optional<Keys.Alias> there =
        known.isPresent()
            ? known.filter(alias -> alias.keyArn().isPresent())
            : key.map(
                each -> new Keys.Alias(Optional.empty(), wanted.name(), Optional.of(each.arn())));
    add(wanted, there, there.map(alias -> Differences.of(alias, key)));
  }

  private void add(
      StackResource wanted, Optional<? extends Resource> there, Optional<Differences> differences) {
    List<String> changes = differences.map(Differences::changes).orElse(List.of());
    List<String> mends = differences.map(Differences::mends).orElse(List.of());
    Optional<String> former = former(wanted);
    if (former.isPresent()) {
      steps.add(new Step(wanted, Kind.REPLACE, former, Optional.empty(), List.of(), List.of()));
    } else if (present.containsKey(wanted.address()) && !isGone(wanted, there)) {
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

  /** What the state has at an address, and the account still has, that is not what is wanted. */
  private Optional<String> former(StackResource wanted) {
    return Optional.ofNullable(present.get(wanted.address()))
        .filter(identity -> !identity.isEmpty() && !identity.equals(wanted.identity()))
        .filter(identity -> isStillThere(wanted, identity));
  }

  private boolean isStillThere(StackResource wanted, String identity) {
    if (existing.state().isPresent()) {
      return true;
    }
    if (wanted instanceof StackResource.Filter) {
      return existing.filters().stream().anyMatch(each -> each.importId().equals(identity));
    }
    return !(wanted instanceof StackResource.Alarm)
        || existing.alarms().stream().anyMatch(each -> each.name().equals(identity));
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
                    there.keyWorks(),
                    there.subscribersKnown(),
                    List.of(),
                    Optional.empty())),
        topic.map(there -> Differences.of(there, wanted, stack)));
  }
}

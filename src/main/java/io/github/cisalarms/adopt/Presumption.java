package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What counts as in a state that nobody can look into from here: what is exactly as the stack makes
 * it without any setting that is proposed now. Alarms carry the stack's own texts, and a topic its
 * policy; what has no such text counts together with them.
 */
final class Presumption {

  private final Set<StackResource> own;
  private final List<Step> exact;
  private final Set<String> alarms;
  private final boolean topic;

  private Presumption(StackResources stack, List<Step> steps) {
    own = new HashSet<>(stack.all());
    exact = steps.stream().filter(this::isExact).toList();
    alarms =
        exact.stream()
            .flatMap(
                step ->
                    step.resource() instanceof StackResource.Alarm alarm
                        ? Stream.of(alarm.control().key())
                        : Stream.empty())
            .collect(Collectors.toSet());
    topic = exact.stream().anyMatch(step -> step.resource() instanceof StackResource.TopicPolicy);
  }

  /**
   * The steps, with those as present that are presumed to be.
   *
   * @param stack as it is configured, without what is proposed
   */
  static List<Step> of(StackResources stack, List<Step> steps) {
    Presumption presumption = new Presumption(stack, steps);
    return steps.stream()
        .map(step -> presumption.isPresent(step) ? present(step.resource()) : step)
        .toList();
  }

  private boolean isExact(Step step) {
    return step.kind() == Kind.IMPORT
        && own.contains(step.resource())
        && List.of(Differences.KNOWN_TO_TERRAFORM).containsAll(step.changes());
  }

  private boolean isPresent(Step step) {
    if (!exact.contains(step)) {
      return false;
    }
    if (step.resource() instanceof StackResource.Filter filter) {
      return alarms.contains(filter.control().key());
    }
    if (step.resource() instanceof StackResource.Subscription) {
      return topic || !alarms.isEmpty();
    }
    return topic || !(step.resource() instanceof StackResource.Topic);
  }

  private static Step present(StackResource resource) {
    return new Step(
        resource, Kind.PRESENT, Optional.empty(), Optional.empty(), List.of(), List.of());
  }
}

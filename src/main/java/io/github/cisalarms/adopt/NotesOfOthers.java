package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be known of what others have beside a stack. */
final class NotesOfOthers {

  private final StackResources stack;
  private final Existing existing;
  private final Patterns patterns;
  private final List<StackResources> others;
  private final List<String> notes = new ArrayList<>();

  NotesOfOthers(
      StackResources stack, Existing existing, Patterns patterns, List<StackResources> others) {
    this.others = others;
    this.stack = stack;
    this.existing = existing;
    this.patterns = patterns;
  }

  /** What others do, and the takeover meddles with or leaves alone. */
  List<String> of(List<Step> steps) {
    for (Step step : steps) {
      if (step.kind() != Kind.IMPORT && step.kind() != Kind.MOVE) {
        continue;
      }
      if (step.resource() instanceof StackResource.Filter filter) {
        existing.filters().stream()
            .filter(each -> each.importId().equals(filter.identity()))
            .filter(each -> !patterns.match(filter.control().control(), each.pattern()).related())
            .forEach(
                each ->
                    notes.add(
                        "%s: the filter '%s' looked for something else, %s, and will not any more; with another filter_name and metric_name in overrides it stays."
                            .formatted(filter.control().key(), each.name(), each.pattern())));
      } else if (step.resource() instanceof StackResource.Alarm alarm) {
        existing.alarms().stream()
            .filter(each -> each.name().equals(alarm.name()))
            .filter(each -> step.changes().contains("alarm actions"))
            .flatMap(each -> existing.composites(each).stream())
            .forEach(
                composite ->
                    notes.add(
                        "%s: the composite alarm '%s' tells for the alarm, which will tell %s itself, too."
                            .formatted(
                                alarm.control().key(),
                                composite.name(),
                                String.join(", ", alarm.alarmActions()))));
      }
    }
    Map<String, List<String>> elsewhere =
        existing.filters().stream()
            .filter(filter -> !filter.logGroup().equals(stack.logGroupName()))
            .filter(
                filter ->
                    others.stream()
                        .noneMatch(other -> other.logGroupName().equals(filter.logGroup())))
            .filter(this::isMeantForAControl)
            .collect(
                Collectors.groupingBy(
                    Existing.Filter::logGroup,
                    TreeMap::new,
                    Collectors.mapping(filter -> "'" + filter.name() + "'", Collectors.toList())));
    elsewhere.forEach(
        (logGroup, names) ->
            notes.add(
                "The log group %s has filters for these controls, too: %s. They and their alarms stay; a stack whose log_group_name is %s takes them over."
                    .formatted(logGroup, String.join(", ", names), logGroup)));
    addUnwatched(steps);
    return notes;
  }

  private boolean isMeantForAControl(Existing.Filter filter) {
    return !patterns.matchesOrdinaryEvents(filter.pattern())
        && stack.filters().stream()
            .map(each -> each.control().control())
            .distinct()
            .anyMatch(control -> patterns.match(control, filter.pattern()).related());
  }

  /** An alarm beside the filters that can't go off, and is not like enough to any to be theirs. */
  private void addUnwatched(List<Step> steps) {
    if (existing.state().isPresent()) {
      // Others may have the filters.
      return;
    }
    Set<String> taken =
        steps.stream()
            .flatMap(
                step ->
                    step.resource() instanceof StackResource.Alarm alarm
                        ? Stream.of(alarm.name())
                        : Stream.empty())
            .collect(Collectors.toSet());
    Set<String> namespaces =
        Stream.concat(
                existing.filters().stream()
                    .filter(filter -> filter.logGroup().equals(stack.logGroupName()))
                    .map(filter -> filter.metric().namespace()),
                stack.filters().stream().map(StackResource.Filter::metricNamespace))
            .collect(Collectors.toSet());
    existing.alarms().stream()
        .filter(alarm -> !taken.contains(alarm.name()))
        .filter(
            alarm ->
                alarm
                    .metric()
                    .filter(metric -> namespaces.contains(metric.namespace()))
                    .isPresent())
        .filter(
            alarm ->
                existing.filters().stream()
                    .noneMatch(filter -> alarm.metric().equals(Optional.of(filter.metric()))))
        .forEach(
            alarm ->
                notes.add(
                    "The alarm '%s' watches %s, which no metric filter emits, so that it never goes off; it is like none that the stack has, and stays so."
                        .formatted(alarm.name(), alarm.metric().orElseThrow())));
  }
}

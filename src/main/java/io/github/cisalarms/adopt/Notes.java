package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is to be known of a takeover beside its steps. */
final class Notes {

  private final StackResources stack;
  private final Existing existing;
  private final Patterns patterns;
  private final List<String> notes = new ArrayList<>();

  Notes(StackResources stack, Existing existing, Patterns patterns) {
    this.stack = stack;
    this.existing = existing;
    this.patterns = patterns;
  }

  /**
   * The notes, as sentences.
   *
   * @param settings that are proposed
   */
  List<String> of(Map<String, Object> settings, List<Step> steps, TopicChoice topic) {
    if (!topic.why().isEmpty()) {
      notes.add(
          "The topic %s is used as it is, since %s."
              .formatted(topic.arn().orElseThrow(), topic.why()));
    }
    topic.imported().ifPresent(this::addSubscriptionsOutside);
    if (settings.get("overrides") instanceof Map<?, ?> overrides) {
      overrides.forEach((slug, values) -> addOwnSettings(String.valueOf(slug), (Map<?, ?>) values));
    }
    addUnreadTags(steps);
    return notes;
  }

  private void addSubscriptionsOutside(Topic topic) {
    existing.subscriptions(topic.arn()).stream()
        .filter(each -> each.pending() || !each.other().isEmpty())
        .forEach(
            each ->
                notes.add(
                    "The subscription %s %s stays outside of Terraform, since %s."
                        .formatted(
                            each.protocol(),
                            each.endpoint(),
                            each.pending()
                                ? "its receiver has not confirmed it"
                                : "it has settings that a stack has not: "
                                    + String.join(", ", each.other()))));
  }

  /** What stays as it is, and is not what everybody asks for. */
  private void addOwnSettings(String slug, Map<?, ?> settings) {
    if (settings.get("pattern") instanceof String pattern) {
      Control control = Controls.require(slug);
      String refusing = refusing(control, pattern);
      notes.add(
          "%s: %s; it stays.%s Without 'pattern' in overrides it becomes the control's."
              .formatted(
                  slug,
                  patterns.match(control, pattern).message(),
                  refusing.isEmpty()
                      ? ""
                      : " Checkers that compare texts won't accept it: " + refusing + "."));
    }
    if (settings.get("threshold") instanceof Number threshold && threshold.doubleValue() > 1) {
      notes.add(
          "%s: the alarm waits for %s events; it stays so, and review and audit accept that with --allow-events only. Without 'threshold' in overrides one event is enough."
              .formatted(slug, threshold));
    }
  }

  /** The checkers that would be content with the stack's own pattern and are not with this one. */
  private String refusing(Control control, String pattern) {
    List<String> own =
        stack.filters().stream()
            .filter(filter -> filter.control().control().equals(control))
            .map(StackResource.Filter::pattern)
            .toList();
    return Arrays.stream(Checker.values())
        .filter(checker -> own.stream().anyMatch(text -> patterns.accepted(control, checker, text)))
        .filter(checker -> !patterns.accepted(control, checker, pattern))
        .map(Checker::title)
        .collect(Collectors.joining(", "));
  }

  /** Only a state tells tags; a difference in nothing else is not among the announced changes. */
  private void addUnreadTags(List<Step> steps) {
    long equal =
        steps.stream()
            .filter(step -> step.kind() == Kind.IMPORT && !step.changed())
            .filter(step -> tagsAreUnread(step.resource()))
            .count();
    if (equal > 0) {
      notes.add(
          "Nobody has read the tags of alarms and topics; where they are not the stack's, the plan"
              + " has up to "
              + equal
              + " more to change.");
    }
  }

  private boolean tagsAreUnread(StackResource resource) {
    if (resource instanceof StackResource.Alarm alarm) {
      return existing.alarms().stream()
          .filter(each -> each.name().equals(alarm.name()))
          .map(Alarm::tags)
          .anyMatch(Optional::isEmpty);
    }
    return resource instanceof StackResource.Topic topic
        && existing.topic(topic.arn()).map(Topic::tags).filter(Optional::isEmpty).isPresent();
  }
}

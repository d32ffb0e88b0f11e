package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
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
  private final List<StackResources> others;
  private final List<String> notes = new ArrayList<>();

  Notes(StackResources stack, Existing existing, Patterns patterns, List<StackResources> others) {
    this.others = others;
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
    addKey(settings, steps, topic);
    steps.stream()
        .filter(step -> step.kind() == Kind.IMPORT || step.kind() == Kind.MOVE)
        .map(Step::resource)
        .forEach(this::addOwnSettings);
    notes.addAll(new NotesOfOthers(stack, existing, patterns, others).of(steps));
    if (steps.stream().anyMatch(step -> step.kind() == Kind.REPLACE)) {
      notes.add(
          "Terraform destroys what is replaced before it makes the new one: in between an event"
              + " goes unseen. With the old names in overrides nothing is replaced.");
    }
    addUnreadTags(steps);
    return notes;
  }

  /** A key is paid for, and its alias is taken only once. */
  private void addKey(Map<String, Object> settings, List<Step> steps, TopicChoice topic) {
    Optional<String> before = topic.imported().flatMap(Topic::key);
    if (stack.key().isPresent() && settings.containsKey(KeyProposal.SETTING)) {
      notes.add(
          "The topic has the key %s already, which stays, so that create_kms_key goes."
              .formatted(before.orElseThrow()));
    }
    if (settings.containsKey("create_kms_key")) {
      notes.add("The stack creates a key for the topic; AWS charges for it by the month.");
    }
    if (topic.imported().isPresent()
        && before.isEmpty()
        && steps.stream().anyMatch(step -> isAdded(step, StackResource.Key.class))) {
      notes.add("The topic has no key; it will be encrypted with the one that is created.");
    }
    steps.stream()
        .filter(step -> isAdded(step, StackResource.KeyAlias.class))
        .map(step -> ((StackResource.KeyAlias) step.resource()).name())
        .filter(alias -> existing.keys().alias(alias).isEmpty())
        .forEach(
            alias ->
                notes.add(
                    "Nobody has asked whether there is an alias %s already; the apply would stop at it."
                        .formatted(alias)));
  }

  private static boolean isAdded(Step step, Class<? extends StackResource> type) {
    return step.kind() == Kind.ADD && type.isInstance(step.resource());
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
  private void addOwnSettings(StackResource resource) {
    if (resource instanceof StackResource.Filter filter) {
      addOwnPattern(filter);
    } else if (resource instanceof StackResource.Alarm alarm) {
      addOwnThreshold(alarm.control().key(), alarm.settings());
    }
  }

  private void addOwnPattern(StackResource.Filter filter) {
    Control control = filter.control().control();
    if (control.variants().stream()
        .anyMatch(each -> each.pattern().strip().equals(filter.pattern().strip()))) {
      return;
    }
    String refusing = refusing(control, filter.pattern());
    notes.add(
        "%s: %s; it stays.%s Without 'pattern' in overrides it becomes the control's."
            .formatted(
                filter.control().key(),
                patterns.match(control, filter.pattern()).message(),
                refusing.isEmpty()
                    ? ""
                    : " Checkers that compare texts won't accept it: " + refusing + "."));
  }

  private void addOwnThreshold(String key, AlarmSettings settings) {
    int datapoints = settings.datapointsToAlarm().orElse(settings.evaluationPeriods());
    List<String> waits = new ArrayList<>();
    List<String> names = new ArrayList<>();
    if (settings.threshold() > 1) {
      waits.add("%s events".formatted(settings.plainThreshold()));
      names.add("'threshold'");
    }
    if (datapoints > 1) {
      waits.add(
          "events in %d of %d periods of %d s"
              .formatted(datapoints, settings.evaluationPeriods(), settings.period()));
      names.add("'evaluation_periods'");
      settings.datapointsToAlarm().ifPresent(any -> names.add("'datapoints_to_alarm'"));
    }
    if (!waits.isEmpty()) {
      notes.add(
          "%s: the alarm waits for %s; it stays so, and review and audit accept that with --allow-events only. Without %s in overrides one event is enough."
              .formatted(key, String.join(", for ", waits), String.join(" and ", names)));
    }
  }

  /** The checkers that would be content with the control's pattern and are not with this one. */
  private String refusing(Control control, String pattern) {
    List<String> own =
        stack.filters().stream()
            .filter(filter -> filter.control().control().equals(control))
            .map(StackResource.Filter::pattern)
            .map(text -> text.equals(pattern) ? control.defaultVariant().pattern() : text)
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
          "Nobody has read the tags of what is imported; where they are not the stack's, the"
              + " plan has up to "
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
    if (resource instanceof StackResource.Key) {
      return existing.state().isEmpty();
    }
    return resource instanceof StackResource.Topic topic
        && existing.topic(topic.arn()).map(Topic::tags).filter(Optional::isEmpty).isPresent();
  }
}

package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Filter;
import io.github.cisalarms.adopt.Existing.Subscription;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings with which a stack says what is there already, so that the first plan is as small as
 * possible: names, namespaces, patterns, thresholds, actions, the topic and its subscriptions.
 * Where something is broken, the stack's own value is what it is to become.
 */
final class Proposal {

  private final StackResources stack;
  private final Existing existing;
  private final Patterns patterns;
  private final List<Taken> taken;
  private final TopicChoice topic;
  private final Map<String, StackResource.Filter> filters = new LinkedHashMap<>();
  private final Map<String, StackResource.Alarm> alarms = new LinkedHashMap<>();
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> overrides = new TreeMap<>();

  private Proposal(
      StackResources stack,
      Existing existing,
      Patterns patterns,
      List<Taken> taken,
      TopicChoice topic) {
    this.stack = stack;
    this.existing = existing;
    this.patterns = patterns;
    this.taken = taken;
    this.topic = topic;
    stack.filters().forEach(filter -> filters.put(filter.control().key(), filter));
    stack.alarms().forEach(alarm -> alarms.put(alarm.control().key(), alarm));
  }

  /** The settings by name, as {@code cis-alarms.yaml} has them; empty if it says all already. */
  static Map<String, Object> of(
      StackResources stack,
      Existing existing,
      Patterns patterns,
      List<Taken> taken,
      TopicChoice topic) {
    Proposal proposal = new Proposal(stack, existing, patterns, taken, topic);
    proposal.proposeTopic();
    proposal.proposeNames();
    proposal.proposePatterns();
    proposal.proposeThresholds();
    proposal.proposeActions();
    if (!proposal.overrides.isEmpty()) {
      proposal.settings.put("overrides", proposal.overrides);
    }
    return proposal.settings;
  }

  private void override(String slug, String name, Object value) {
    overrides.computeIfAbsent(slug, any -> new LinkedHashMap<>()).put(name, value);
  }

  private void proposeTopic() {
    if (topic.arn().isEmpty() || stack.topic().isEmpty()) {
      return;
    }
    if (topic.imported().isEmpty()) {
      settings.put("sns_topic_arn", topic.arn().get());
      return;
    }
    Topic there = topic.imported().get();
    StackResource.Topic wanted = stack.topic().get();
    if (!there.name().equals(wanted.name())) {
      settings.put("sns_topic_name", there.name());
    }
    if (stack.key().isEmpty()) {
      proposeKey(there, wanted);
    }
    proposeSubscriptions(there);
  }

  /** A topic stays encrypted: a key that CloudWatch can't use gives way to one that it can. */
  private void proposeKey(Topic there, StackResource.Topic wanted) {
    if (there.key().filter(key -> !Topic.isManagedByAws(key)).isEmpty()) {
      return;
    }
    if (there.keyWorks() == Answer.NO) {
      settings.put("create_kms_key", true);
    } else if (!wanted.kmsMasterKeyId().equals(there.key())) {
      settings.put(KeyProposal.SETTING, there.key().get());
    }
  }

  private void proposeSubscriptions(Topic there) {
    Set<String> keys =
        stack.subscriptions().stream()
            .map(StackResource.Subscription::key)
            .collect(Collectors.toCollection(HashSet::new));
    Map<String, Object> proposed = new TreeMap<>();
    for (Subscription subscription : existing.subscriptions(there.arn())) {
      if (subscription.pending()
          || !subscription.other().isEmpty()
          || Subscriptions.wanted(stack, subscription).isPresent()) {
        continue;
      }
      proposed.put(Subscriptions.newKey(subscription, keys), Subscriptions.settings(subscription));
    }
    if (!proposed.isEmpty()) {
      settings.put("subscriptions", proposed);
    }
  }

  private void proposeNames() {
    Optional<String> shared = sharedNamespace();
    shared.ifPresent(namespace -> settings.put("metric_namespace", namespace));
    for (Taken each : taken) {
      if (!each.first()) {
        continue;
      }
      String slug = each.control().key();
      StackResource.Filter wanted = filters.get(slug);
      each.filter()
          .ifPresent(
              filter -> {
                proposeFilterNames(slug, wanted, filter, shared);
              });
      each.alarm()
          .filter(alarm -> !alarm.name().equals(alarms.get(slug).name()))
          .ifPresent(alarm -> override(slug, "alarm_name", alarm.name()));
    }
  }

  private void proposeFilterNames(
      String slug, StackResource.Filter wanted, Filter filter, Optional<String> shared) {
    boolean kept = Taken.keepsMetric(taken, slug) && existing.ofOthers(filter.metric()).isEmpty();
    String metric = kept ? filter.metric().name() : wanted.metricName();
    boolean ownName = !wanted.name().equals(wanted.metricName());
    if (!filter.name().equals(ownName ? wanted.name() : metric)) {
      override(slug, "filter_name", filter.name());
    }
    if (!metric.equals(wanted.metricName())) {
      override(slug, "metric_name", metric);
    }
    if (kept && !filter.metric().namespace().equals(shared.orElse(wanted.metricNamespace()))) {
      override(slug, "metric_namespace", filter.metric().namespace());
    }
  }

  /** The namespace of most filters, where none of them has the stack's own. */
  private Optional<String> sharedNamespace() {
    List<String> found =
        taken.stream()
            .filter(Taken::first)
            .flatMap(each -> each.filter().stream())
            .map(filter -> filter.metric().namespace())
            .toList();
    boolean own =
        stack.filters().stream().anyMatch(filter -> found.contains(filter.metricNamespace()));
    Map<String, Long> counted =
        found.stream()
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return own
        ? Optional.empty()
        : counted.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
  }

  private void proposePatterns() {
    PatternProposal proposed = new PatternProposal(stack, patterns);
    for (Taken each : taken) {
      if (each.first() && each.filter().isPresent()) {
        StackResource.Filter wanted = filters.get(each.control().key());
        proposed
            .of(each.control().control(), wanted.pattern(), each.filter().get().pattern().strip())
            .ifPresent(
                setting -> override(each.control().key(), setting.getKey(), setting.getValue()));
      }
    }
  }

  private void proposeThresholds() {
    for (Taken each : taken) {
      if (each.alarm().isEmpty() || !each.first()) {
        continue;
      }
      Alarm alarm = each.alarm().get();
      String slug = each.control().key();
      AlarmSettings wanted = alarms.get(slug).settings();
      Optional<Double> threshold = alarm.events();
      if (threshold.isEmpty()
          || !AlarmSettings.isPeriod(alarm.period())
          || alarm.evaluationPeriods() < 1) {
        continue;
      }
      if (threshold.get() != wanted.threshold()) {
        override(slug, "threshold", AlarmSettings.plain(threshold.get()));
      }
      if (alarm.period() != wanted.period()) {
        override(slug, "period", alarm.period());
      }
      if (alarm.evaluationPeriods() != wanted.evaluationPeriods()) {
        override(slug, "evaluation_periods", alarm.evaluationPeriods());
      }
      alarm
          .datapointsToAlarm()
          .filter(count -> !wanted.datapointsToAlarm().equals(Optional.of(count)))
          .filter(count -> count != alarm.evaluationPeriods() || count > 1)
          .ifPresent(count -> override(slug, "datapoints_to_alarm", count));
    }
  }

  private void proposeActions() {
    for (Taken each : taken) {
      if (each.alarm().isEmpty() || !each.first()) {
        continue;
      }
      Alarm alarm = each.alarm().get();
      String slug = each.control().key();
      StackResource.Alarm wanted = alarms.get(slug);
      List<String> actions = alarm.alarmActions().stream().filter(existing::isHere).toList();
      if (keepsActions(alarm)
          && !topic.isAllOf(actions)
          && !actions.equals(wanted.alarmActions())) {
        override(slug, "alarm_actions", actions);
      }
      if (!alarm.okActions().isEmpty() && !alarm.okActions().equals(sorted(wanted.okActions()))) {
        override(slug, "ok_actions", alarm.okActions());
      }
      if (!alarm.insufficientDataActions().isEmpty()
          && !alarm.insufficientDataActions().equals(sorted(wanted.insufficientDataActions()))) {
        override(slug, "insufficient_data_actions", alarm.insufficientDataActions());
      }
    }
  }

  static List<String> sorted(List<String> actions) {
    return actions.stream().sorted().toList();
  }

  /** Whether an alarm tells somebody beside the topic, or somebody else, as far as is known. */
  private boolean keepsActions(Alarm alarm) {
    return !alarm.alarmActions().isEmpty()
        && alarm.alarmActions().stream()
            .anyMatch(
                action ->
                    topic.arn().filter(action::equals).isPresent()
                        || existing.tellsSomebody(action) != Answer.NO);
  }
}

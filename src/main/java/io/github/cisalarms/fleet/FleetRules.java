package io.github.cisalarms.fleet;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Quotas;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Position;
import io.github.cisalarms.fleet.yaml.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What no two stacks of a fleet may share. */
final class FleetRules {

  private final Problems problems;
  private final Map<String, StackConfig> names = new HashMap<>();
  private final Map<String, StackConfig> states = new HashMap<>();
  private final Map<String, StackConfig> alarms = new HashMap<>();
  private final Map<String, StackConfig> topics = new HashMap<>();
  private final Map<String, Integer> filters = new HashMap<>();

  FleetRules(Problems problems) {
    this.problems = problems;
  }

  void check(List<StackConfig> stacks) {
    stacks.forEach(this::check);
  }

  private void check(StackConfig stack) {
    Mapping settings = stack.settings();
    // Folders that differ in case alone are one folder on some file systems.
    StackConfig sameName = names.putIfAbsent(stack.name().toLowerCase(Locale.ROOT), stack);
    if (sameName != null) {
      problems.add(
          settings.sourceOf("stack_name"),
          "the stack's name '"
              + stack.name()
              + "' is taken ("
              + sameName.settings().source().fileAndLine()
              + "); write a 'stack_name' of its own, as in {account_id}-{region}");
      return;
    }
    checkState(stack, state(stack));
    checkFilters(stack);
    if (!hasAlarmsOfAnother(stack)) {
      checkTopic(stack);
    }
  }

  private void checkState(StackConfig stack, String state) {
    StackConfig other = states.putIfAbsent(state, stack);
    if (other != null) {
      problems.add(
          stateSource(stack),
          "'"
              + state
              + "' is the state of "
              + place(other)
              + " too; tell them apart, as {stack_name} does");
    }
  }

  /** CloudWatch Logs counts the filters of a log group, whoever made them. */
  private void checkFilters(StackConfig stack) {
    String group = stack.accountId() + " " + stack.region() + " " + stack.logGroupName();
    int before = filters.getOrDefault(group, 0);
    int all = before + filtersOf(stack);
    filters.put(group, all);
    int most = Quotas.METRIC_FILTERS_PER_LOG_GROUP;
    if (before <= most && all > most) {
      problems.add(
          stack.settings().sourceOf("log_group_name"),
          "the stacks up to this one make "
              + all
              + " metric filters on '"
              + stack.logGroupName()
              + "' in "
              + stack.region()
              + ", and a log group has at most "
              + most
              + "; leave out controls, or stacks that share it");
    }
  }

  private static int filtersOf(StackConfig stack) {
    Mapping settings = stack.settings();
    Optional<Mapping> overrides = settings.mapping(ControlSettings.OVERRIDES);
    if (!Checker.ids().containsAll(settings.texts(ControlSettings.CHECKERS))) {
      return 0;
    }
    int count = 0;
    for (String slug : ControlSettings.selectedSlugs(settings).orElse(List.of())) {
      Optional<Mapping> override = overrides.flatMap(all -> all.mapping(slug));
      boolean one =
          override
              .filter(own -> own.get("variant").isPresent() || own.get("pattern").isPresent())
              .isPresent();
      count +=
          one
              ? 1
              : Controls.require(slug)
                  .reading(ControlSettings.checkers(settings))
                  .variants()
                  .size();
    }
    return count;
  }

  private boolean hasAlarmsOfAnother(StackConfig stack) {
    String prefix = stack.settings().text("name_prefix").orElse("");
    String place = stack.accountId() + " " + stack.region() + " ";
    for (String slug : ControlSettings.selectedSlugs(stack.settings()).orElse(List.of())) {
      String name = ownName(stack, slug).orElse(prefix + slug);
      StackConfig other = alarms.putIfAbsent(place + name, stack);
      if (other == stack) {
        problems.add(
            stack.settings().sourceOf(ControlSettings.OVERRIDES),
            "two controls have the 'alarm_name' '"
                + name
                + "'; write another one for '"
                + slug
                + "'");
        return true;
      }
      if (other != null) {
        problems.add(
            stack.settings().sourceOf("name_prefix"),
            "account "
                + stack.accountId()
                + " would get the alarm '"
                + name
                + "' in "
                + stack.region()
                + " twice, here and by "
                + place(other)
                + "; write a 'name_prefix' for one of them");
        return true;
      }
    }
    return false;
  }

  private static Optional<String> ownName(StackConfig stack, String slug) {
    return stack
        .settings()
        .mapping(ControlSettings.OVERRIDES)
        .flatMap(overrides -> overrides.mapping(slug))
        .flatMap(override -> override.text("alarm_name"));
  }

  private void checkTopic(StackConfig stack) {
    Mapping settings = stack.settings();
    if (settings.get("sns_topic_arn").isPresent()) {
      return;
    }
    String topic =
        settings.text("sns_topic_name").orElse(NotificationTopicConfig.DEFAULT_TOPIC_NAME);
    StackConfig other =
        topics.putIfAbsent(stack.accountId() + " " + stack.region() + " " + topic, stack);
    if (other != null) {
      problems.add(
          settings.sourceOf("sns_topic_name"),
          "account "
              + stack.accountId()
              + " would get the topic '"
              + topic
              + "' in "
              + stack.region()
              + " twice, here and by "
              + place(other)
              + "; write another 'sns_topic_name', or the 'sns_topic_arn' of a topic for both");
    }
  }

  /** What tells the state of one stack from that of another. */
  private static String state(StackConfig stack) {
    return backend(stack, "s3")
        .map(
            s3 ->
                "s3://"
                    + s3.text("bucket").orElse("")
                    + "/"
                    + BackendSettings.key(s3, stack.name()))
        .orElseGet(
            () ->
                Path.of("stacks", stack.name())
                    .resolve(BackendSettings.path(backend(stack, "local")))
                    .normalize()
                    .toString());
  }

  private static Position stateSource(StackConfig stack) {
    return backend(stack, "s3")
        .map(s3 -> s3.sourceOf("key"))
        .or(() -> backend(stack, "local").map(local -> local.sourceOf("path")))
        .orElseGet(() -> stack.settings().sourceOf("backend"));
  }

  private static Optional<Mapping> backend(StackConfig stack, String kind) {
    return stack.settings().mapping("backend").flatMap(backend -> backend.mapping(kind));
  }

  private static String place(StackConfig stack) {
    Position source = stack.settings().source();
    return "'" + stack.name() + "' (" + source.fileAndLine() + ")";
  }
}

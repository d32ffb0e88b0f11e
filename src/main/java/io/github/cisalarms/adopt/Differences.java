package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Filter;
import io.github.cisalarms.adopt.Existing.Metric;
import io.github.cisalarms.adopt.Existing.Subscription;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.delivery.AlarmRequest;
import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Terraform changes in a resource that there is, attribute by attribute as the AWS provider
 * compares them; and what of it was broken.
 */
final class Differences {

  private static final double DEFAULT_VALUE = Double.parseDouble(ControlFilter.DEFAULT_VALUE);

  /** Terraform alone knows confirmation_timeout_in_minutes and endpoint_auto_confirms. */
  static final String KNOWN_TO_TERRAFORM = "what Terraform alone knows of it";

  private final List<String> changes = new ArrayList<>();
  private final List<String> mends = new ArrayList<>();

  List<String> changes() {
    return changes;
  }

  List<String> mends() {
    return mends;
  }

  private void compare(String name, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      changes.add(name);
    }
  }

  private void mend(boolean broken, String clause) {
    if (broken) {
      mends.add(clause);
    }
  }

  static Differences of(
      Existing existing, Patterns patterns, Filter before, StackResource.Filter after) {
    Differences found = new Differences();
    found.compare("pattern", before.pattern().strip(), after.pattern().strip());
    found.compare("metric name", before.metric().name(), after.metricName());
    found.compare("metric namespace", before.metric().namespace(), after.metricNamespace());
    found.compare("value", before.value(), ControlFilter.VALUE);
    found.compare("default value", before.defaultValue(), Optional.of(DEFAULT_VALUE));
    // The provider gives every metric a unit, and takes a missing one for a difference.
    found.compare("unit", before.unit(), Optional.of("None"));
    found.compare("dimensions", before.dimensions(), false);
    found.mend(
        found.changes.contains("pattern")
            && patterns.match(after.control().control(), before.pattern()).detects() == Answer.NO,
        patterns.match(after.control().control(), before.pattern()).message()
            + "; it will match all of it");
    found.mend(
        !before.value().equals(ControlFilter.VALUE),
        "an event counted '" + before.value() + "'; it will count " + ControlFilter.VALUE);
    found.mend(
        before.dimensions(),
        "the metric had dimensions, which the alarm does not ask for; it will have none");
    found.mend(
        found.changes.contains("metric name") && existing.countInto(before.metric()) > 1,
        "it counted into "
            + before.metric()
            + " like other filters, so that one alarm went off for all; it will count into a"
            + " metric of its own");
    return found;
  }

  static Differences of(Existing existing, Alarm before, StackResource.Alarm after) {
    Differences found = new Differences();
    AlarmSettings settings = after.settings();
    Optional<Metric> metric = Optional.of(new Metric(after.metricNamespace(), after.metricName()));
    found.compare("metric", before.metric(), metric);
    found.compare("description", before.description(), Optional.of(after.description()));
    found.compare("statistic", before.statistic(), AlarmSettings.STATISTIC);
    found.compare("comparison", before.comparisonOperator(), AlarmSettings.COMPARISON_OPERATOR);
    found.compare("threshold", before.threshold(), settings.threshold());
    found.compare("period", before.period(), settings.period());
    found.compare("evaluation periods", before.evaluationPeriods(), settings.evaluationPeriods());
    found.compare("datapoints to alarm", before.datapointsToAlarm(), settings.datapointsToAlarm());
    found.compare(
        "treatment of missing data",
        before.treatMissingData(),
        settings.treatMissingData().value());
    found.compare("actions enabled", before.actionsEnabled(), true);
    found.compare("alarm actions", before.alarmActions(), Proposal.sorted(after.alarmActions()));
    found.compare("OK actions", before.okActions(), Proposal.sorted(after.okActions()));
    found.compare(
        "insufficient data actions",
        before.insufficientDataActions(),
        Proposal.sorted(after.insufficientDataActions()));
    found.changes.addAll(before.other());
    found.compareTags(before.tags(), after.tags());
    found.mendAlarm(existing, before, after, metric);
    return found;
  }

  private void mendAlarm(
      Existing existing, Alarm before, StackResource.Alarm after, Optional<Metric> metric) {
    mend(
        !before.metric().equals(metric),
        "the alarm watched "
            + before.metric().map(Metric::toString).orElse("no single metric")
            + "; it will watch "
            + metric.orElseThrow());
    mend(
        !before.statistic().equals(AlarmSettings.STATISTIC),
        "the alarm looked at the " + before.statistic() + "; it will look at the sum");
    mend(
        before.statistic().equals(AlarmSettings.STATISTIC) && before.events().isEmpty(),
        "the alarm went off without an event; it will wait for one");
    mend(!before.actionsEnabled(), "the alarm's actions were off; they will be on");
    mend(
        before.other().stream().anyMatch("dimensions"::equalsIgnoreCase),
        "the alarm asked for dimensions, which the filter does not give; it will ask for none");
    boolean told =
        before.alarmActions().stream()
                .anyMatch(action -> existing.tellsSomebody(action) != Answer.NO)
            || existing.tellsSomebody(before) != Answer.NO;
    mend(
        !told && changes.contains("alarm actions"),
        "the alarm told nobody; it will tell " + String.join(", ", after.alarmActions()));
  }

  static Differences of(Keys.Key before, StackResource.Key after, Answer works) {
    Differences found = new Differences();
    found.compare("description", before.description(), Optional.of(after.description()));
    if (before.policy().isPresent()
        && !JsonValues.samePolicy(before.policy(), JsonValues.parse(after.policy()))) {
      found.changes.add("policy");
    }
    found.mend(
        works == Answer.NO && found.changes.contains("policy"),
        "it did not let CloudWatch use it; it will");
    found.compare("rotation", before.rotated().orElse(true), true);
    found.compareTags(before.tags(), after.tags());
    return found;
  }

  static Differences of(Keys.Alias before, Optional<Keys.Key> key) {
    Differences found = new Differences();
    found.compare("key", before.keyArn(), key.map(Keys.Key::arn));
    return found;
  }

  /**
   * What changes in a topic.
   *
   * @param key id, ARN or alias of the key that it will have
   */
  static Differences of(Topic before, StackResource.Topic after, Optional<String> key) {
    Differences found = new Differences();
    found.compare("key", before.key(), key);
    found.changes.addAll(before.other());
    found.compareTags(before.tags(), after.tags());
    found.mend(
        before.keyWorks() == Answer.NO && found.changes.contains("key"),
        "CloudWatch could not use the topic's key "
            + before.key().orElse("")
            + "; it will have "
            + (key.isEmpty() ? "none" : "one that CloudWatch can use"));
    return found;
  }

  static Differences of(Topic before, StackResource.TopicPolicy after, StackResources stack) {
    Differences found = new Differences();
    if (!JsonValues.samePolicy(before.policy(), JsonValues.parse(after.policy()))) {
      found.changes.add("policy");
    }
    boolean refuses =
        before
            .policy()
            .flatMap(text -> PolicyReader.read(text.toString(), Value::known))
            .filter(
                policy ->
                    stack.alarms().stream()
                        .map(alarm -> actor(stack, alarm))
                        .map(actor -> publish(actor, before))
                        .anyMatch(request -> policy.allows(request) == Answer.NO))
            .isPresent();
    found.mend(refuses, "its policy did not let CloudWatch publish for these alarms; it will");
    return found;
  }

  private static ServiceRequest publish(Actor alarm, Topic topic) {
    return AlarmRequest.publish(
        alarm, Named.of(Value.known(topic.arn()), Arn.parse(topic.arn()).orElseThrow()));
  }

  private static Actor actor(StackResources stack, StackResource.Alarm alarm) {
    Place place = new Place(Value.known(stack.accountId()), Value.known(stack.region()));
    return new Actor(
        alarm.address(),
        Value.unknown(),
        Value.known(alarm.name()),
        place,
        Value.known(true),
        List.of());
  }

  static Differences of(Subscription before, StackResource.Subscription after) {
    Differences found = new Differences();
    if (!before.defaultsKnown()) {
      found.changes.add(KNOWN_TO_TERRAFORM);
    }
    if (!JsonValues.same(before.filterPolicy(), after.filterPolicy())) {
      found.changes.add("filter policy");
    }
    if (after.filterPolicyScope().isPresent()) {
      found.compare("filter policy scope", before.filterPolicyScope(), after.filterPolicyScope());
    }
    found.compare(
        "raw message delivery",
        before.rawMessageDelivery(),
        after.rawMessageDelivery().orElse(false));
    if (!JsonValues.same(before.redrivePolicy(), after.redrivePolicy())) {
      found.changes.add("dead-letter queue");
    }
    found.compare("role", before.roleArn(), after.subscriptionRoleArn());
    found.changes.addAll(before.other());
    return found;
  }

  private void compareTags(Optional<Map<String, String>> before, Map<String, String> after) {
    before.filter(tags -> !tags.equals(after)).ifPresent(tags -> changes.add("tags"));
  }
}

package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Composite;
import io.github.cisalarms.adopt.Existing.Filter;
import io.github.cisalarms.adopt.Existing.Metric;
import io.github.cisalarms.adopt.Existing.State;
import io.github.cisalarms.adopt.Existing.Subscription;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.plan.TerraformState;
import io.github.cisalarms.plan.TerraformState.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a Terraform state manages, whichever module has made it: known by type and values. */
final class ExistingInState {

  /** Settings of an alarm that ours have not. */
  private static final List<String> OTHER_OF_ALARM =
      List.of("dimensions", "unit", "evaluate_low_sample_count_percentiles");

  private static final List<String> OTHER_OF_TOPIC =
      List.of(
          "display_name",
          "delivery_policy",
          "archive_policy",
          "fifo_topic",
          "application_success_feedback_role_arn",
          "application_failure_feedback_role_arn",
          "firehose_success_feedback_role_arn",
          "firehose_failure_feedback_role_arn",
          "http_success_feedback_role_arn",
          "http_failure_feedback_role_arn",
          "lambda_success_feedback_role_arn",
          "lambda_failure_feedback_role_arn",
          "sqs_success_feedback_role_arn",
          "sqs_failure_feedback_role_arn");

  private static final List<String> OTHER_OF_SUBSCRIPTION =
      List.of("delivery_policy", "replay_policy");

  private final TerraformState state;
  private final Map<String, Resource> policies = new HashMap<>();

  private ExistingInState(TerraformState state) {
    this.state = state;
    ofType("aws_sns_topic_policy")
        .forEach(policy -> policies.put(policy.values().path("arn").asText(), policy));
  }

  static Existing of(TerraformState state) {
    return new ExistingInState(state).existing();
  }

  private Existing existing() {
    List<Alarm> alarms = alarmsOfOnePlace();
    List<Topic> topics = each("aws_sns_topic", this::topic);
    String[] place =
        Stream.concat(alarms.stream().map(Alarm::arn), topics.stream().map(Topic::arn))
            .map(arn -> arn.split(":", 6))
            .filter(parts -> parts.length == 6)
            .findFirst()
            .orElse(new String[] {"", "", "", "", "", ""});
    return new Existing(
        state.name(),
        place[4],
        place[3],
        Optional.of(new State(state.terraformVersion())),
        ofType("aws_cloudwatch_log_metric_filter").flatMap(r -> filter(r).stream()).toList(),
        alarms,
        each("aws_cloudwatch_composite_alarm", ExistingInState::composite),
        topics,
        each("aws_sns_topic_subscription", this::subscription),
        new Keys(each("aws_kms_key", this::key), each("aws_kms_alias", this::alias)),
        List.of());
  }

  /** Filters don't say where they are, so that only one place makes clear which ones belong. */
  private List<Alarm> alarmsOfOnePlace() {
    List<Alarm> all = each("aws_cloudwatch_metric_alarm", this::alarm);
    List<String> places =
        all.stream()
            .filter(
                alarm ->
                    alarm
                        .metric()
                        .filter(metric -> !metric.namespace().startsWith("AWS/"))
                        .isPresent())
            .map(ExistingInState::place)
            .filter(place -> !place.isEmpty())
            .distinct()
            .sorted()
            .toList();
    if (places.size() > 1) {
      throw new AdoptException(
          state.name()
              + " has alarms of several places ("
              + String.join(", ", places)
              + "), and its filters don't say of which they are; adopt the account itself, or an"
              + " evidence of it");
    }
    return places.isEmpty()
        ? all
        : all.stream().filter(alarm -> places.contains(place(alarm))).toList();
  }

  private static String place(Alarm alarm) {
    String[] parts = alarm.arn().split(":", 6);
    return parts.length < 6 ? "" : parts[4] + " in " + parts[3];
  }

  private Stream<Resource> ofType(String type) {
    return state.resources().stream().filter(resource -> resource.type().equals(type));
  }

  private <T> List<T> each(String type, Function<Resource, T> read) {
    return ofType(type).map(read).toList();
  }

  private Optional<Filter> filter(Resource resource) {
    JsonValues values = new JsonValues(resource.values());
    JsonValues metric = values.first("metric_transformation");
    if (metric.text("name").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Filter(
            Optional.of(resource.address()),
            values.textOr("name", ""),
            values.textOr("log_group_name", ""),
            values.textOr("pattern", ""),
            new Metric(metric.textOr("namespace", ""), metric.textOr("name", "")),
            metric.textOr("value", ""),
            metric.number("default_value"),
            metric.text("unit"),
            !metric.set(List.of("dimensions")).isEmpty()));
  }

  private Alarm alarm(Resource resource) {
    JsonValues values = new JsonValues(resource.values());
    boolean math = !values.set(List.of("metric_query")).isEmpty();
    return new Alarm(
        Optional.of(resource.address()),
        values.textOr("alarm_name", ""),
        values.textOr("arn", ""),
        values
            .text("metric_name")
            .filter(name -> !math)
            .map(name -> new Metric(values.textOr("namespace", ""), name)),
        values.text("statistic").or(() -> values.text("extended_statistic")).orElse(""),
        values.textOr("comparison_operator", ""),
        values.number("threshold").orElse(0.0),
        values.integerOr("period", 0),
        values.integerOr("evaluation_periods", 1),
        values.number("datapoints_to_alarm").map(Double::intValue).filter(count -> count > 0),
        values.textOr("treat_missing_data", "missing"),
        values.isTrue("actions_enabled"),
        values.texts("alarm_actions"),
        values.texts("ok_actions"),
        values.texts("insufficient_data_actions"),
        values.text("alarm_description"),
        values.set(OTHER_OF_ALARM),
        values.map("tags_all"));
  }

  private static Composite composite(Resource resource) {
    JsonValues values = new JsonValues(resource.values());
    return new Composite(
        values.textOr("alarm_name", ""),
        values.textOr("alarm_rule", ""),
        values.isTrue("actions_enabled"),
        values.texts("alarm_actions"));
  }

  private Topic topic(Resource resource) {
    JsonValues values = new JsonValues(resource.values());
    String arn = values.textOr("arn", "");
    Optional<Resource> policy = Optional.ofNullable(policies.get(arn));
    return new Topic(
        Optional.of(resource.address()),
        arn,
        policy
            .map(each -> new JsonValues(each.values()))
            .orElse(values)
            .text("policy")
            .flatMap(JsonValues::parse),
        policy.map(Resource::address),
        values.text("kms_master_key_id"),
        keyWorks(values.text("kms_master_key_id")),
        // Others may have subscribed, whom this state does not know.
        false,
        values.set(OTHER_OF_TOPIC),
        values.map("tags_all"));
  }

  private Keys.Key key(Resource resource) {
    JsonValues values = new JsonValues(resource.values());
    return new Keys.Key(
        Optional.of(resource.address()),
        values.textOr("arn", ""),
        Set.of(),
        values.text("description"),
        values.text("policy").flatMap(JsonValues::parse),
        Optional.of(values.isTrue("enable_key_rotation")),
        values.map("tags_all"));
  }

  private Keys.Alias alias(Resource resource) {
    JsonValues values = new JsonValues(resource.values());
    return new Keys.Alias(
        Optional.of(resource.address()), values.textOr("name", ""), values.text("target_key_arn"));
  }

  /** A state does not say what stands behind a key's id. */
  private static Answer keyWorks(Optional<String> key) {
    return key.map(name -> Topic.isManagedByAws(name) ? Answer.NO : Answer.UNKNOWN)
        .orElse(Answer.YES);
  }

  private Subscription subscription(Resource resource) {
    JsonValues values = new JsonValues(resource.values());
    return new Subscription(
        Optional.of(resource.address()),
        values
            .text("arn")
            .filter(arn -> arn.startsWith("arn:") && !values.isTrue("pending_confirmation")),
        values.textOr("topic_arn", ""),
        values.textOr("protocol", ""),
        values.textOr("endpoint", ""),
        values.text("filter_policy"),
        values.text("filter_policy_scope"),
        values.isTrue("raw_message_delivery"),
        values.text("redrive_policy"),
        values.text("subscription_role_arn"),
        values.set(OTHER_OF_SUBSCRIPTION),
        true);
  }
}

package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Alarm.Metric;
import io.github.cisalarms.chain.Alarm.Query;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Function;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.LogGroup;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Trail.ManagementEvents;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the chain's records of the resources of a plan or a state. */
final class InfrastructureReader {

  private static final String DEFAULT_SCOPE = "MessageAttributes";

  private final PlanDocument document;
  private final Resolver resolver;
  private final Places places;

  private InfrastructureReader(PlanDocument document) {
    this.document = document;
    PlanIndex index = new PlanIndex(document);
    this.places = new Places(document, index);
    this.resolver = new Resolver(index, places);
  }

  /** What will be once the plan is applied; what is, for a state. */
  static Infrastructure after(PlanDocument document) {
    return new InfrastructureReader(document).read();
  }

  /** What is before the plan is applied. */
  static Infrastructure before(PlanDocument document) {
    PlanDocument state = new PlanDocument();
    state.resources.addAll(document.prior);
    state.providers.putAll(document.providers);
    state.configuration = document.configuration;
    return new InfrastructureReader(state).read();
  }

  private Infrastructure read() {
    Map<Value<String>, Attributes> policies = new HashMap<>();
    for (Attributes policy : all("aws_sns_topic_policy")) {
      policy
          .text("arn", Wanted.TOPIC_ARN)
          .identity()
          .ifPresent(arn -> policies.putIfAbsent(arn, policy));
    }
    List<Element> elements = new ArrayList<>();
    all("aws_cloudtrail").forEach(trail -> elements.add(trail(trail)));
    all("aws_cloudwatch_log_group").forEach(group -> elements.add(logGroup(group)));
    all("aws_cloudwatch_log_metric_filter").forEach(filter -> elements.add(filter(filter)));
    all("aws_cloudwatch_metric_alarm").forEach(alarm -> elements.add(alarm(alarm)));
    all("aws_cloudwatch_composite_alarm").forEach(alarm -> elements.add(composite(alarm)));
    all("aws_sns_topic").forEach(topic -> elements.add(topic(topic, policies)));
    all("aws_sns_topic_subscription").forEach(each -> elements.add(subscription(each)));
    elements.addAll(keys());
    elements.addAll(queues());
    elements.addAll(functions());
    return new Infrastructure(elements);
  }

  private List<Attributes> all(String type) {
    return document.resources.stream()
        .filter(resource -> !resource.data() && resource.type().equals(type))
        .map(resolver::attributes)
        .toList();
  }

  private static Trail trail(Attributes trail) {
    Value<String> logGroup = trail.text("cloud_watch_logs_group_arn", Wanted.LOG_GROUP);
    return new Trail(
        trail.address(),
        logGroup.get().filter(String::isEmpty).isPresent()
            ? Value.absent()
            : logGroup.map(InfrastructureReader::logGroupName),
        logGroup
            .get()
            .map(arn -> arn.split(":", 8))
            .filter(parts -> parts.length >= 7 && parts[0].equals("arn"))
            .map(parts -> new Place(Value.known(parts[4]), Value.known(parts[3])))
            .orElseGet(trail::place),
        trail.flag("is_multi_region_trail").orDefault(false),
        trail.flag("enable_logging").orDefault(true),
        managementEvents(trail));
  }

  /** The name in {@code arn:aws:logs:us-east-1:111122223333:log-group:NAME:*}. */
  private static String logGroupName(String arn) {
    String[] parts = arn.split(":", 8);
    return parts.length >= 7 && parts[0].equals("arn") ? parts[6] : arn;
  }

  private static Value<ManagementEvents> managementEvents(Attributes trail) {
    if (trail.isUnknown("event_selector") || trail.isUnknown("advanced_event_selector")) {
      return Value.unknown();
    }
    List<Attributes> basic = trail.blocks("event_selector");
    List<Attributes> advanced = trail.blocks("advanced_event_selector");
    if (basic.isEmpty() && advanced.isEmpty()) {
      return Value.known(new ManagementEvents(true, true, false, List.of()));
    }
    boolean reads = false;
    boolean writes = false;
    Set<String> excluded = new LinkedHashSet<>();
    for (Attributes selector : basic) {
      if (selector.flag("include_management_events").get().orElse(true)) {
        String kind = selector.text("read_write_type").get().orElse("All");
        reads |= !kind.equals("WriteOnly");
        writes |= !kind.equals("ReadOnly");
        selector
            .texts("exclude_management_event_sources", Wanted.ANY)
            .forEach(source -> source.get().ifPresent(excluded::add));
      }
    }
    for (Attributes selector : advanced) {
      boolean management = false;
      boolean only = false;
      boolean readOnly = true;
      for (Attributes field : selector.blocks("field_selector")) {
        String name = field.text("field").get().orElse("");
        List<String> equal = known(field.texts("equals", Wanted.ANY));
        switch (name) {
          case "eventCategory" -> management = equal.contains("Management");
          case "readOnly" -> {
            only = true;
            readOnly = equal.contains("true");
          }
          case "eventSource" -> excluded.addAll(known(field.texts("not_equals", Wanted.ANY)));
          default -> {}
        }
      }
      if (management) {
        reads |= !only || readOnly;
        writes |= !only || !readOnly;
      }
    }
    return Value.known(new ManagementEvents(reads, writes, basic.isEmpty(), List.copyOf(excluded)));
  }

  private static List<String> known(List<Value<String>> values) {
    return values.stream().flatMap(value -> value.get().stream()).toList();
  }

  private static LogGroup logGroup(Attributes group) {
    return new LogGroup(
        group.address(),
        group.text("name"),
        group.place(),
        emptyIsAbsent(group.text("log_group_class")) instanceof Value.Known<String> known
            ? known
            // What nobody configures gets the service's default, although a plan calls it unknown.
            : group.isConfigured("log_group_class") ? Value.unknown() : Value.known("STANDARD"));
  }

  private static MetricFilter filter(Attributes filter) {
    return new MetricFilter(
        filter.address(),
        filter.text("name"),
        filter.place(),
        filter.text("log_group_name", Wanted.LOG_GROUP),
        filter.text("pattern").orDefault(""),
        filter.blocks("metric_transformation").stream()
            .map(
                metric ->
                    new Transformation(
                        metric.text("name"),
                        metric.text("namespace"),
                        metric.text("value"),
                        // An older provider writes an empty text where nothing is set.
                        metric.text("default_value").get().filter(String::isEmpty).isPresent()
                            ? Value.absent()
                            : metric.number("default_value"),
                        metric.notEmpty("dimensions"),
                        metric.text("unit").orDefault("None")))
            .toList());
  }

  private static Alarm alarm(Attributes alarm) {
    List<Attributes> queries = alarm.blocks("metric_query");
    List<Metric> metrics = new ArrayList<>();
    boolean math = false;
    boolean several = queries.size() > 1;
    for (Attributes query : queries) {
      math |= query.text("expression").get().filter(text -> !text.isEmpty()).isPresent();
      query.blocks("metric").forEach(metric -> metrics.add(metric(metric, "metric_name", "stat")));
    }
    if (queries.isEmpty() && !alarm.isUnknown("metric_query")) {
      metrics.add(metric(alarm, "metric_name", "statistic"));
    }
    Value<String> band = alarm.text("threshold_metric_id");
    return new Alarm(
        alarm.address(),
        alarm.text("arn"),
        alarm.text("alarm_name"),
        alarm.place(),
        metrics,
        math || several || alarm.isUnknown("metric_query"),
        queries.stream().map(InfrastructureReader::query).flatMap(Optional::stream).toList(),
        !band.isAbsent() && band.get().filter(String::isEmpty).isEmpty(),
        alarm.text("comparison_operator"),
        alarm.number("threshold"),
        alarm.number("evaluation_periods"),
        alarm.number("datapoints_to_alarm").get().filter(n -> n == 0).isPresent()
            ? Value.absent()
            : alarm.number("datapoints_to_alarm"),
        alarm.text("treat_missing_data").orDefault("missing"),
        alarm.flag("actions_enabled").orDefault(true),
        alarm.texts("alarm_actions", Wanted.TOPIC_ARN));
  }

  /** A part of metric math; empty unless all that decides about it is known. */
  private static Optional<Query> query(Attributes query) {
    Optional<String> id = query.text("id").get();
    Value<String> expression = emptyIsAbsent(query.text("expression"));
    Value<Boolean> returned = query.flag("return_data").orDefault(false);
    if (id.isEmpty() || !returned.isKnown() || !expression.isKnown() && !expression.isAbsent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Query(
            id.get(),
            query.blocks("metric").stream()
                .findFirst()
                .map(metric -> metric(metric, "metric_name", "stat")),
            expression.get(),
            returned.get().orElseThrow()));
  }

  private static CompositeAlarm composite(Attributes alarm) {
    return new CompositeAlarm(
        alarm.address(),
        alarm.text("arn"),
        alarm.text("alarm_name"),
        alarm.place(),
        alarm.expanded("alarm_rule"),
        alarm.isUnknown("actions_suppressor")
            ? Value.unknown()
            : alarm.blocks("actions_suppressor").stream()
                .findFirst()
                .map(suppressor -> suppressor.expanded("alarm"))
                .orElseGet(Value::absent),
        alarm.flag("actions_enabled").orDefault(true),
        alarm.texts("alarm_actions", Wanted.TOPIC_ARN));
  }

  private static Metric metric(Attributes metric, String name, String statistic) {
    Value<String> extended = metric.text("extended_statistic");
    boolean isExtended = extended.get().filter(text -> !text.isEmpty()).isPresent();
    return new Metric(
        metric.text(name, Wanted.METRIC_NAME),
        metric.text("namespace"),
        isExtended ? extended : metric.text(statistic),
        metric.notEmpty("dimensions"),
        metric.text("unit").get().filter(String::isEmpty).isPresent()
            ? Value.absent()
            : metric.text("unit"));
  }

  private static Topic topic(Attributes topic, Map<Value<String>, Attributes> policies) {
    Value<String> arn = topic.text("arn");
    Optional<Attributes> policy = arn.identity().map(policies::get);
    return new Topic(
        topic.address(),
        arn,
        topic.text("name"),
        topic.place(),
        policy.orElse(topic).policy("policy"),
        policy.orElse(topic).address(),
        emptyIsAbsent(topic.text("kms_master_key_id", Wanted.KEY)));
  }

  private static Subscription subscription(Attributes subscription) {
    Value<String> scope = subscription.text("filter_policy_scope");
    return new Subscription(
        subscription.address(),
        subscription.text("topic_arn", Wanted.TOPIC_ARN),
        subscription.text("protocol"),
        subscription.text("endpoint"),
        emptyIsAbsent(subscription.text("subscription_role_arn")),
        subscription.flag("pending_confirmation"),
        emptyIsAbsent(subscription.text("filter_policy")),
        // What nobody configures gets the service's default, although a plan calls it unknown.
        scope instanceof Value.Pending<String>
            ? Value.known(DEFAULT_SCOPE)
            : scope.orDefault(DEFAULT_SCOPE));
  }

  private List<Key> keys() {
    Map<Value<String>, List<Attributes>> policies = byKey("aws_kms_key_policy");
    Map<Value<String>, List<Attributes>> aliases = byKey("aws_kms_alias");
    List<Key> keys = new ArrayList<>();
    for (Attributes key : keyResources()) {
      List<Value<String>> ids = List.of(key.text("arn"), key.text("key_id"), key.text("id"));
      List<Value<String>> names = new ArrayList<>(ids);
      for (Attributes alias : of(ids, aliases)) {
        Stream.of("name", "arn", "id").map(alias::text).forEach(names::add);
      }
      Attributes policy = of(ids, policies).stream().findFirst().orElse(key);
      keys.add(
          new Key(
              key.address(),
              names,
              key.flag("is_enabled").isAbsent()
                  ? key.flag("enabled").orDefault(true)
                  : key.flag("is_enabled"),
              policy.policy("policy"),
              policy.address()));
    }
    deletedKeys(keys);
    return keys;
  }

  private List<Queue> queues() {
    List<Attributes> policies = all("aws_sqs_queue_policy");
    return all("aws_sqs_queue").stream()
        .map(
            queue -> {
              List<Value<String>> names = Stream.of("arn", "id", "url").map(queue::text).toList();
              Attributes policy =
                  policies.stream()
                      .filter(each -> isOne(each.text("queue_url"), names))
                      .findFirst()
                      .orElse(queue);
              return new Queue(
                  queue.address(),
                  names,
                  policy.policy("policy"),
                  policy.address(),
                  emptyIsAbsent(queue.text("kms_master_key_id", Wanted.KEY)));
            })
        .toList();
  }

  private List<Function> functions() {
    List<Attributes> permissions = all("aws_lambda_permission");
    return all("aws_lambda_function").stream()
        .map(
            function -> {
              List<Value<String>> names =
                  Stream.of("arn", "function_name", "id", "qualified_arn", "invoke_arn")
                      .map(function::text)
                      .toList();
              return new Function(
                  function.address(),
                  names,
                  permissions.stream()
                      .filter(each -> isOne(each.text("function_name"), names))
                      .map(
                          each ->
                              new Function.Permission(
                                  each.text("action"),
                                  each.text("principal"),
                                  emptyIsAbsent(each.text("source_arn", Wanted.TOPIC_ARN))))
                      .toList());
            })
        .toList();
  }

  private static boolean isOne(Value<String> name, List<Value<String>> names) {
    return names.stream().anyMatch(each -> each.sameAs(name) == Answer.YES);
  }

  private List<Attributes> keyResources() {
    return Stream.of("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key")
        .flatMap(type -> all(type).stream())
        .toList();
  }

  /** Who still names a key that the plan destroys names one that waits to be deleted. */
  private void deletedKeys(List<Key> keys) {
    document.changes.values().stream()
        .filter(change -> change.type().startsWith("aws_kms_") && !change.data())
        .filter(change -> change.actions().contains("delete"))
        .filter(change -> change.before().path("key_id").isTextual())
        .filter(change -> !change.type().equals("aws_kms_alias"))
        .map(
            change ->
                new Key(
                    change.address(),
                    Stream.of("arn", "key_id")
                        .map(name -> Value.known(change.before().path(name).asText()))
                        .toList(),
                    Value.known(false),
                    Value.unknown(),
                    change.address()))
        .forEach(keys::add);
  }

  /** Resources that belong to a key, by all names that they have for it. */
  private Map<Value<String>, List<Attributes>> byKey(String type) {
    Map<Value<String>, List<Attributes>> byKey = new HashMap<>();
    for (Attributes resource : all(type)) {
      Stream.of("target_key_id", "target_key_arn", "key_id")
          .map(name -> resource.text(name, Wanted.KEY))
          .filter(value -> !value.isAbsent())
          .flatMap(value -> value.identity().stream())
          .distinct()
          .forEach(key -> byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(resource));
    }
    return byKey;
  }

  private static List<Attributes> of(
      List<Value<String>> ids, Map<Value<String>, List<Attributes>> byKey) {
    return ids.stream()
        .flatMap(id -> id.identity().stream())
        .flatMap(id -> byKey.getOrDefault(id, List.of()).stream())
        .distinct()
        .toList();
  }

  private static Value<String> emptyIsAbsent(Value<String> value) {
    return value.get().filter(String::isEmpty).isPresent() ? Value.absent() : value;
  }
}

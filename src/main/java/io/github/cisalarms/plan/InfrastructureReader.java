package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
      policies.putIfAbsent(policy.text("arn", Wanted.TOPIC_ARN), policy);
    }
    List<Element> elements = new ArrayList<>();
    all("aws_cloudtrail").forEach(trail -> elements.add(TrailReader.read(trail)));
    all("aws_cloudwatch_log_group").forEach(group -> elements.add(FilterReader.logGroup(group)));
    all("aws_cloudwatch_log_metric_filter")
        .forEach(filter -> elements.add(FilterReader.filter(filter)));
    all("aws_cloudwatch_metric_alarm").forEach(alarm -> elements.add(AlarmReader.alarm(alarm)));
    all("aws_cloudwatch_composite_alarm")
        .forEach(alarm -> elements.add(AlarmReader.composite(alarm)));
    List<Attributes> topics = all("aws_sns_topic");
    Map<Value<String>, Attributes> others = new HashMap<>(policies);
    topics.forEach(topic -> topic.text("arn").identity().ifPresent(others::remove));
    topics.forEach(topic -> elements.add(topic(topic, policies, others.keySet())));
    all("aws_sns_topic_subscription").forEach(each -> elements.add(subscription(each)));
    elements.addAll(new KeyReader(this::all).read(document.changes.values()));
    SubscriberReader subscribers = new SubscriberReader(this::all);
    elements.addAll(subscribers.queues());
    elements.addAll(subscribers.functions());
    return new Infrastructure(Source.PLAN, elements);
  }

  private List<Attributes> all(String type) {
    return document.resources.stream()
        .filter(resource -> !resource.data() && resource.type().equals(type))
        .map(resolver::attributes)
        .toList();
  }

  /**
   * A topic.
   *
   * @param others of which topics there are further policies, none of which is known to be here
   */
  private static Topic topic(
      Attributes topic, Map<Value<String>, Attributes> policies, Set<Value<String>> others) {
    Value<String> arn = topic.text("arn");
    Optional<Attributes> policy = arn.identity().map(policies::get);
    Topic bare =
        new Topic(
            topic.address(),
            arn,
            topic.text("name"),
            topic.place(),
            Value.unknown(),
            topic.address(),
            Value.absent());
    boolean mayHaveOther =
        policy.isEmpty()
            && others.stream()
                .anyMatch(
                    other ->
                        other instanceof Value.Unknown<String>
                            || other.isKnown() && bare.named().isLike(other) != Answer.NO);
    return new Topic(
        topic.address(),
        arn,
        topic.text("name"),
        topic.place(),
        mayHaveOther ? Value.unknown() : policy.orElse(topic).policy("policy"),
        policy.orElse(topic).address(),
        topic.filled("kms_master_key_id", Wanted.KEY));
  }

  private static Subscription subscription(Attributes subscription) {
    Value<String> scope = subscription.text("filter_policy_scope");
    return new Subscription(
        subscription.address(),
        subscription.text("topic_arn", Wanted.TOPIC_ARN),
        subscription.text("protocol"),
        subscription.text("endpoint", endpoint(subscription)),
        subscription.filled("subscription_role_arn"),
        subscription.flag("pending_confirmation"),
        subscription.filled("filter_policy"),
        // What nobody configures gets the service's default, although a plan calls it unknown.
        scope instanceof Value.Pending<String>
            ? Value.known(DEFAULT_SCOPE)
            : scope.orDefault(DEFAULT_SCOPE));
  }

  /** What an endpoint can name, by the protocol. */
  private static Wanted endpoint(Attributes subscription) {
    return switch (subscription.text("protocol").get().orElse("")) {
      case "sqs" -> Wanted.QUEUE_ARN;
      case "lambda" -> Wanted.FUNCTION_ARN;
      default -> Wanted.ANY;
    };
  }
}

package io.github.cisalarms.fleet.resource;

import io.github.cisalarms.fleet.resource.StackResource.Alarm;
import io.github.cisalarms.fleet.resource.StackResource.Filter;
import io.github.cisalarms.fleet.resource.StackResource.Key;
import io.github.cisalarms.fleet.resource.StackResource.KeyAlias;
import io.github.cisalarms.fleet.resource.StackResource.Subscription;
import io.github.cisalarms.fleet.resource.StackResource.Topic;
import io.github.cisalarms.fleet.resource.StackResource.TopicPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one stack of the fleet consists of once it is applied.
 *
 * @param stack the stack's name
 * @param accountId account that it is applied to, twelve digits
 * @param region region that it is applied to
 * @param logGroupName log group of the trail, which the stack doesn't create
 * @param topicArn ARN of the topic that the alarms publish to, created or not
 * @param key the topic's key, where the stack creates it
 * @param keyAlias the key's alias, where the stack creates it
 * @param topic the topic, where the stack creates it
 * @param topicPolicy its policy, where the stack creates it
 * @param filters the metric filters, in the order of the catalog
 * @param alarms the alarms in the same order, each with the key of its filter
 * @param subscriptions the subscriptions, in the order of their keys
 */
public record StackResources(
    String stack,
    String accountId,
    String region,
    String logGroupName,
    String topicArn,
    Optional<Key> key,
    Optional<KeyAlias> keyAlias,
    Optional<Topic> topic,
    Optional<TopicPolicy> topicPolicy,
    List<Filter> filters,
    List<Alarm> alarms,
    List<Subscription> subscriptions) {

  public StackResources {
    filters = List.copyOf(filters);
    alarms = List.copyOf(alarms);
    subscriptions = List.copyOf(subscriptions);
  }

  /** All resources, each once: key, alias, topic, policy, filters, alarms, subscriptions. */
  public List<StackResource> all() {
    return Stream.<Stream<? extends StackResource>>of(
            key.stream(),
            keyAlias.stream(),
            topic.stream(),
            topicPolicy.stream(),
            filters.stream(),
            alarms.stream(),
            subscriptions.stream())
        .<StackResource>flatMap(kind -> kind)
        .toList();
  }
}

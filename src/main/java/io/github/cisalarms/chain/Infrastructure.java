package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Everything between an event and a person, in one account and region, wherever that is known from.
 *
 * @param account id of the account
 * @param region such as {@code us-east-1}
 */
public record Infrastructure(
    Value<String> account,
    Value<String> region,
    List<Trail> trails,
    List<MetricFilter> filters,
    List<Alarm> alarms,
    List<Topic> topics,
    List<Subscription> subscriptions,
    List<Key> keys) {

  public Infrastructure {
    trails = List.copyOf(trails);
    filters = List.copyOf(filters);
    alarms = List.copyOf(alarms);
    topics = List.copyOf(topics);
    subscriptions = List.copyOf(subscriptions);
    keys = List.copyOf(keys);
  }

  /** Nothing at all, as before the first apply. */
  public static Infrastructure none() {
    return new Infrastructure(
        Value.unknown(),
        Value.unknown(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The topic that an alarm's action names, if it is one of these. */
  public Optional<Topic> topic(Value<String> arn) {
    return topics.stream().filter(topic -> isTopic(topic, arn)).findFirst();
  }

  /** The subscriptions to the topic of that ARN. */
  public List<Subscription> subscriptions(Value<String> arn, Optional<Topic> topic) {
    return subscriptions.stream()
        .filter(
            subscription ->
                subscription.topic().sameAs(arn) == Answer.YES
                    || topic.filter(t -> isTopic(t, subscription.topic())).isPresent())
        .toList();
  }

  /** The key of that id, ARN or alias, if it is one of these. */
  public Optional<Key> key(Value<String> name) {
    return keys.stream()
        .filter(key -> key.names().stream().anyMatch(n -> n.sameAs(name) == Answer.YES))
        .findFirst();
  }

  private boolean isTopic(Topic topic, Value<String> arn) {
    if (topic.arn().sameAs(arn) == Answer.YES) {
      return true;
    }
    // Somebody who writes the ARN of a topic that is still to be made can only mean its name,
    // if it is the ARN of a topic here: elsewhere there may be one of the same name.
    return !topic.arn().isKnown()
        && arn.get()
            .filter(text -> text.startsWith("arn:") && text.contains(":sns:"))
            .map(text -> text.substring(text.lastIndexOf(':') + 1))
            .equals(topic.name().get())
        && topic.name().isKnown()
        && arn.get().map(text -> ownPlace(text)).orElse(false);
  }

  private boolean ownPlace(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6
        && region.get().map(parts[3]::equals).orElse(false)
        && account.get().map(parts[4]::equals).orElse(false);
  }
}

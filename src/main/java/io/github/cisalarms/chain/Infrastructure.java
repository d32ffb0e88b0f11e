package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Optional;

/** Everything between an event and a person, wherever it is known from. */
public final class Infrastructure {

  private final List<Trail> trails;
  private final List<LogGroup> logGroups;
  private final List<MetricFilter> filters;
  private final List<Alarm> alarms;
  private final List<CompositeAlarm> compositeAlarms;
  private final List<Topic> topics;
  private final List<Subscription> subscriptions;
  private final List<Key> keys;
  private final List<Queue> queues;
  private final List<Function> functions;

  /** What there is, in any order; elements of one kind keep theirs. */
  public Infrastructure(List<? extends Element> elements) {
    this.trails = of(Trail.class, elements);
    this.logGroups = of(LogGroup.class, elements);
    this.filters = of(MetricFilter.class, elements);
    this.alarms = of(Alarm.class, elements);
    this.compositeAlarms = of(CompositeAlarm.class, elements);
    this.topics = of(Topic.class, elements);
    this.subscriptions = of(Subscription.class, elements);
    this.keys = of(Key.class, elements);
    this.queues = of(Queue.class, elements);
    this.functions = of(Function.class, elements);
  }

  private static <E extends Element> List<E> of(Class<E> kind, List<? extends Element> elements) {
    return elements.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Nothing at all, as before the first apply. */
  public static Infrastructure none() {
    return new Infrastructure(List.of());
  }

  public List<Trail> trails() {
    return trails;
  }

  public List<MetricFilter> filters() {
    return filters;
  }

  public List<Alarm> alarms() {
    return alarms;
  }

  public List<CompositeAlarm> compositeAlarms() {
    return compositeAlarms;
  }

  public List<Subscription> subscriptions() {
    return subscriptions;
  }

  /** The log groups of that name in that place, as far as can be told. */
  public List<LogGroup> logGroups(Value<String> name, Place place) {
    return logGroups.stream()
        .filter(
            group ->
                group.name().sameAs(name) == Answer.YES && group.place().sameAs(place) != Answer.NO)
        .toList();
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
    return keys.stream().filter(key -> isOne(name, key.names())).findFirst();
  }

  /** The queue of that ARN, if it is one of these. */
  public Optional<Queue> queue(Value<String> arn) {
    return queues.stream().filter(queue -> isOne(arn, queue.names())).findFirst();
  }

  /** The function of that ARN, if it is one of these. */
  public Optional<Function> function(Value<String> arn) {
    return functions.stream().filter(function -> isOne(arn, function.names())).findFirst();
  }

  private static boolean isOne(Value<String> name, List<Value<String>> names) {
    return names.stream().anyMatch(each -> each.sameAs(name) == Answer.YES);
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
        && arn.get().map(text -> isIn(text, topic.place())).orElse(false);
  }

  private static boolean isIn(String arn, Place place) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6
        && place.region().get().map(parts[3]::equals).orElse(false)
        && place.account().get().map(parts[4]::equals).orElse(false);
  }
}

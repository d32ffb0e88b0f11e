package io.github.cisalarms.chain;

import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything between an event and a person, wherever it is known from. */
public final class Infrastructure {

  /** In {@code arn:aws:lambda:us-east-1:111122223333:function:NAME}. */
  private static final int NAME_IN_ARN = 6;

  private final Source source;
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
  private final List<Unread> unread;
  private final List<Observation> observations;
  private final Map<String, List<MetricFilter>> filtersByMetric = new HashMap<>();
  private final Map<String, List<Alarm>> alarmsByName = new HashMap<>();
  private final Map<String, List<CompositeAlarm>> compositesByName = new HashMap<>();
  private final Map<Value<String>, List<LogGroup>> logGroupsByName = new HashMap<>();

  /** What there is, in any order; elements of one kind keep theirs. */
  public Infrastructure(Source source, List<? extends Element> elements) {
    this.source = source;
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
    this.unread = of(Unread.class, elements);
    this.observations = of(Observation.class, elements);
    for (Alarm alarm : alarms) {
      alarm.name().get().ifPresent(name -> add(alarmsByName, name, alarm));
    }
    for (CompositeAlarm alarm : compositeAlarms) {
      alarm.name().get().ifPresent(name -> add(compositesByName, name, alarm));
    }
    for (LogGroup group : logGroups) {
      group.name().identity().ifPresent(name -> add(logGroupsByName, name, group));
    }
    for (MetricFilter filter : filters) {
      filter.transformations().stream()
          .flatMap(metric -> metric.name().get().stream())
          .distinct()
          .forEach(name -> add(filtersByMetric, name, filter));
    }
  }

  private static <K, E> void add(Map<K, List<E>> map, K key, E element) {
    map.computeIfAbsent(key, any -> new ArrayList<>()).add(element);
  }

  private static <E extends Element> List<E> of(Class<E> kind, List<? extends Element> elements) {
    return elements.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Nothing at all, as before the first apply. */
  public static Infrastructure none() {
    return new Infrastructure(Source.PLAN, List.of());
  }

  /** What it is known from. */
  public Source source() {
    return source;
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

  /** The log groups of that name, wherever they are. */
  public List<LogGroup> logGroups(Value<String> name) {
    return name.identity().map(logGroupsByName::get).orElse(List.of());
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

  /**
   * The key of that id, ARN or alias, if it is one of these.
   *
   * @param place where the name is used: aliases are those of a region, and a key of several
   *     regions has one id in all of them
   */
  public Optional<Key> key(Value<String> name, Place place) {
    boolean alias = name.get().filter(text -> text.startsWith("alias/")).isPresent();
    List<Key> named = keys.stream().filter(key -> isOne(name, key.names())).toList();
    Optional<Key> here =
        named.stream().filter(key -> key.place().sameAs(place) != Answer.NO).findFirst();
    return alias ? here : here.or(() -> named.stream().findFirst());
  }

  /**
   * What may be the one that is meant.
   *
   * @param certain whether it is; otherwise it may be another, that is not known
   */
  public record Candidates<E>(List<E> elements, boolean certain) {}

  /** The queues that an ARN may be of. */
  public Candidates<Queue> queues(Value<String> arn) {
    return candidates(queues, queue -> isNamed(arn, queue.names(), queue.named()));
  }

  /** The functions, aliases and versions that an ARN may be of. */
  public Candidates<Function> functions(Value<String> arn) {
    return candidates(
        functions,
        function ->
            isOtherFunction(arn, function)
                ? Answer.NO
                : isNamed(arn, function.arns(), function.named()));
  }

  /** The name tells, also where the version isn't known. */
  private static boolean isOtherFunction(Value<String> arn, Function function) {
    return arn.get()
        .map(text -> text.split(":"))
        .filter(parts -> parts.length > NAME_IN_ARN && function.name().isKnown())
        .filter(parts -> !function.name().get().orElseThrow().equals(parts[NAME_IN_ARN]))
        .isPresent();
  }

  private static <E> Candidates<E> candidates(
      List<E> all, java.util.function.Function<E, Answer> isMeant) {
    Optional<E> certain = all.stream().filter(e -> isMeant.apply(e) == Answer.YES).findFirst();
    return certain
        .map(one -> new Candidates<>(List.of(one), true))
        .orElseGet(
            () ->
                new Candidates<>(
                    all.stream().filter(e -> isMeant.apply(e) == Answer.UNKNOWN).toList(), false));
  }

  /** Whether a text is one of the names, or else what is known of an ARN speaks against it. */
  private static Answer isNamed(Value<String> arn, List<Value<String>> names, Named named) {
    if (isOne(arn, names)) {
      return Answer.YES;
    }
    // A value that the apply decides is that of another resource.
    return arn instanceof Value.Pending<String>
        ? Answer.NO
        : arn.isKnown() ? named.isLike(arn) : Answer.UNKNOWN;
  }

  /** The alarm that a composite alarm in a place means by a name or an ARN, if it is known. */
  public Optional<Alarm> alarm(String name, Place from) {
    return named(alarmsByName, alarms, Alarm::actor, name, from);
  }

  /** The composite alarm that another one in a place means, if it is known. */
  public Optional<CompositeAlarm> compositeAlarm(String name, Place from) {
    return named(compositesByName, compositeAlarms, CompositeAlarm::actor, name, from);
  }

  private static <E> Optional<E> named(
      Map<String, List<E>> byName,
      List<E> all,
      java.util.function.Function<E, Actor> actor,
      String name,
      Place from) {
    String plain =
        name.substring(name.lastIndexOf(":alarm:") < 0 ? 0 : name.lastIndexOf(":alarm:") + 7);
    List<E> candidates = byName.getOrDefault(plain, all);
    return candidates.stream().filter(each -> actor.apply(each).isNamed(name, from)).findFirst();
  }

  /** The filters that emit a metric of that name. */
  public List<MetricFilter> filtersOf(String metric) {
    return filtersByMetric.getOrDefault(metric, List.of());
  }

  /** The lists of that kind in that place that could not be read, or not to their end. */
  public List<Unread> unread(Unread.Kind kind, Place place) {
    return unread.stream()
        .filter(each -> each.kind() == kind && each.place().sameAs(place) != Answer.NO)
        .toList();
  }

  /** What could not be read of the resource of that address. */
  public Optional<Unread> unread(Unread.Kind kind, String address) {
    return unread.stream()
        .filter(each -> each.kind() == kind && each.address().equals(address))
        .findFirst();
  }

  /** What was seen of the resource of that address. */
  public Optional<Observation> observed(Observation.Kind kind, String address) {
    return observations.stream()
        .filter(each -> each.kind() == kind && each.address().equals(address))
        .findFirst();
  }

  /** What the resource of that address was seen to do to another one. */
  public Optional<Observation> observed(Observation.Kind kind, String address, String about) {
    return observations.stream()
        .filter(each -> each.kind() == kind && each.address().equals(address))
        .filter(each -> each.about().equals(about))
        .findFirst();
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

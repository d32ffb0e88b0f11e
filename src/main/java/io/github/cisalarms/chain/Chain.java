package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.value.Value;
import java.util.Optional;

/**
 * One way from an event to a person, as far as it has been followed.
 *
 * @param question what is asked, and of what
 * @param trail empty if nobody knows it
 * @param logGroup name of the log group that the trail writes to
 * @param composite the composite alarm that acts for the alarm; empty if the alarm does
 * @param action what is told, as an ARN
 */
public record Chain(
    Question question,
    Optional<Trail> trail,
    Value<String> logGroup,
    Optional<MetricFilter> filter,
    Optional<Alarm> alarm,
    Optional<CompositeAlarm> composite,
    Optional<Value<String>> action,
    Optional<Topic> topic,
    Optional<Subscription> subscription) {

  /**
   * What is asked, and of what.
   *
   * @param allowedEvents how many events an alarm may take to go off
   */
  public record Question(
      Infrastructure infrastructure,
      Patterns patterns,
      Control control,
      Judge judge,
      int allowedEvents) {}

  /** A chain that begins with a trail, or at a log group whose trail nobody knows. */
  public static Chain start(Question question, Optional<Trail> trail, Value<String> logGroup) {
    return new Chain(
        question,
        trail,
        logGroup,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Infrastructure infrastructure() {
    return question.infrastructure();
  }

  public Patterns patterns() {
    return question.patterns();
  }

  public Control control() {
    return question.control();
  }

  public Judge judge() {
    return question.judge();
  }

  public int allowedEvents() {
    return question.allowedEvents();
  }

  /** Who acts: the composite alarm, or the alarm itself; one of them has been chosen. */
  public Actor actor() {
    return composite.map(CompositeAlarm::actor).orElseGet(() -> alarm.orElseThrow().actor());
  }

  public Chain with(MetricFilter next) {
    return new Chain(
        question,
        trail,
        logGroup,
        Optional.of(next),
        alarm,
        composite,
        action,
        topic,
        subscription);
  }

  public Chain with(Alarm next) {
    return new Chain(
        question,
        trail,
        logGroup,
        filter,
        Optional.of(next),
        composite,
        action,
        topic,
        subscription);
  }

  public Chain with(CompositeAlarm next) {
    return new Chain(
        question, trail, logGroup, filter, alarm, Optional.of(next), action, topic, subscription);
  }

  public Chain with(Value<String> next, Optional<Topic> named) {
    return new Chain(
        question,
        trail,
        logGroup,
        filter,
        alarm,
        composite,
        Optional.of(next),
        named,
        subscription);
  }

  public Chain with(Subscription next) {
    return new Chain(
        question, trail, logGroup, filter, alarm, composite, action, topic, Optional.of(next));
  }
}

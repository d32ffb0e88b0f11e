package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.Optional;

/** One way from an event to a person, as far as it has been followed. Never changes. */
public final class Chain {

  private final Question question;
  private final Optional<Trail> trail;
  private final Value<String> logGroup;
  private Optional<MetricFilter> filter = Optional.empty();
  private Optional<Alarm> alarm = Optional.empty();
  private Optional<CompositeAlarm> composite = Optional.empty();
  private Optional<Value<String>> action = Optional.empty();
  private Optional<Topic> topic = Optional.empty();
  private Optional<Subscription> subscription = Optional.empty();

  /**
   * What is asked, and of what.
   *
   * @param allowance what an alarm may take to go off
   */
  public record Question(
      Infrastructure infrastructure,
      Patterns patterns,
      Control control,
      Judge judge,
      Allowance allowance) {}

  private Chain(Question question, Optional<Trail> trail, Value<String> logGroup) {
    this.question = question;
    this.trail = trail;
    this.logGroup = logGroup;
  }

  /** A copy, of which the next link is set before anybody sees it. */
  private Chain(Chain other) {
    this(other.question, other.trail, other.logGroup);
    this.filter = other.filter;
    this.alarm = other.alarm;
    this.composite = other.composite;
    this.action = other.action;
    this.topic = other.topic;
    this.subscription = other.subscription;
  }

  /**
   * A chain that begins with a trail, or at a log group whose trail nobody knows.
   *
   * @param logGroup name of the log group that the trail writes to
   */
  public static Chain start(Question question, Optional<Trail> trail, Value<String> logGroup) {
    return new Chain(question, trail, logGroup);
  }

  public Chain with(MetricFilter next) {
    Chain longer = new Chain(this);
    longer.filter = Optional.of(next);
    return longer;
  }

  public Chain with(Alarm next) {
    Chain longer = new Chain(this);
    longer.alarm = Optional.of(next);
    return longer;
  }

  public Chain with(CompositeAlarm next) {
    Chain longer = new Chain(this);
    longer.composite = Optional.of(next);
    return longer;
  }

  /** With an action, and the topic that it names, if that is one that is known. */
  public Chain with(Value<String> next, Optional<Topic> named) {
    Chain longer = new Chain(this);
    longer.action = Optional.of(next);
    longer.topic = named;
    return longer;
  }

  public Chain with(Subscription next) {
    Chain longer = new Chain(this);
    longer.subscription = Optional.of(next);
    return longer;
  }

  public Infrastructure infrastructure() {
    return question.infrastructure();
  }

  /** What it is known from. */
  public Source source() {
    return infrastructure().source();
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

  /** What an alarm may take to go off. */
  public Allowance allowance() {
    return question.allowance();
  }

  /** The trail; empty if nobody knows it. */
  public Optional<Trail> trail() {
    return trail;
  }

  /** Name of the log group that the trail writes to. */
  public Value<String> logGroup() {
    return logGroup;
  }

  public Optional<MetricFilter> filter() {
    return filter;
  }

  public Optional<Alarm> alarm() {
    return alarm;
  }

  /** The composite alarm that acts for the alarm; empty if the alarm does. */
  public Optional<CompositeAlarm> composite() {
    return composite;
  }

  /** What is told, as an ARN. */
  public Optional<Value<String>> action() {
    return action;
  }

  /** The topic that is told, if it is one that is known. */
  public Optional<Topic> topic() {
    return topic;
  }

  public Optional<Subscription> subscription() {
    return subscription;
  }

  /** Who acts: the composite alarm, or the alarm itself; one of them has been chosen. */
  public Actor actor() {
    return composite.map(CompositeAlarm::actor).orElseGet(() -> alarm.orElseThrow().actor());
  }

  /** Whether a filter counts every event that the chain is about, as its own filter does. */
  public Answer counts(MetricFilter other) {
    MetricFilter own = filter.orElseThrow();
    if (other.equals(own)) {
      return Answer.YES;
    }
    Answer sameEvents =
        other.logGroup().sameAs(own.logGroup()).and(other.place().sameAs(own.place()));
    Answer matches =
        other
            .pattern()
            .get()
            .map(pattern -> patterns().match(control(), pattern))
            .map(
                match ->
                    match.detects() == Answer.NO && match.related()
                        ? Answer.UNKNOWN
                        : match.detects())
            .orElse(Answer.UNKNOWN);
    return sameEvents
        .and(matches)
        .and(other.allEvents().get().orElse(false) ? Answer.YES : Answer.UNKNOWN);
  }
}

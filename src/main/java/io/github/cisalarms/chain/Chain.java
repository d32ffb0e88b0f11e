package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.value.Value;
import java.util.Optional;

/**
 * One way from an event to a person, as far as it has been followed.
 *
 * @param allowedEvents how many events an alarm may take to go off
 * @param logGroup name of the log group that the trail writes to
 * @param action what the alarm tells, as an ARN
 */
public record Chain(
    Infrastructure infrastructure,
    Patterns patterns,
    Control control,
    Judge judge,
    int allowedEvents,
    Optional<Trail> trail,
    Value<String> logGroup,
    Optional<MetricFilter> filter,
    Optional<Alarm> alarm,
    Optional<Value<String>> action,
    Optional<Topic> topic,
    Optional<Subscription> subscription) {

  public static Chain start(
      Infrastructure infrastructure,
      Patterns patterns,
      Control control,
      Judge judge,
      int allowedEvents,
      Optional<Trail> trail,
      Value<String> logGroup) {
    return new Chain(
        infrastructure,
        patterns,
        control,
        judge,
        allowedEvents,
        trail,
        logGroup,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Chain with(MetricFilter filter) {
    return new Chain(
        infrastructure,
        patterns,
        control,
        judge,
        allowedEvents,
        trail,
        logGroup,
        Optional.of(filter),
        alarm,
        action,
        topic,
        subscription);
  }

  public Chain with(Alarm alarm) {
    return new Chain(
        infrastructure,
        patterns,
        control,
        judge,
        allowedEvents,
        trail,
        logGroup,
        filter,
        Optional.of(alarm),
        action,
        topic,
        subscription);
  }

  public Chain with(Value<String> action, Optional<Topic> named) {
    return new Chain(
        infrastructure,
        patterns,
        control,
        judge,
        allowedEvents,
        trail,
        logGroup,
        filter,
        alarm,
        Optional.of(action),
        named,
        subscription);
  }

  public Chain with(Subscription subscription) {
    return new Chain(
        infrastructure,
        patterns,
        control,
        judge,
        allowedEvents,
        trail,
        logGroup,
        filter,
        alarm,
        action,
        topic,
        Optional.of(subscription));
  }
}

package io.github.cisalarms.drill;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.LogGroup;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.expression.AlarmRule;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.drill.Line.Filter;
import io.github.cisalarms.drill.Line.Flaw;
import io.github.cisalarms.drill.Line.WatchedAlarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the filters, alarms and topics of a control, and where a way is known to end. */
final class LineSearch {

  private static final String STANDARD = "STANDARD";

  private final Infrastructure infrastructure;
  private final Place place;
  private final List<String> logGroups;
  private final Patterns patterns = new Patterns();

  LineSearch(Infrastructure infrastructure, Place place, List<String> logGroups) {
    this.infrastructure = infrastructure;
    this.place = place;
    this.logGroups = logGroups;
  }

  /** One line for each alarm of the control; at least one. */
  List<Line> lines(Control control) {
    List<Line> lines = new ArrayList<>();
    for (MetricFilter filter : infrastructure.filters()) {
      if (isHere(filter.place())
          && filter.logGroup().get().filter(logGroups::contains).isPresent()
          && filter.pattern().get().isPresent()
          && patterns.match(control, filter.pattern().get().get()).related()) {
        lines.addAll(lines(control, filter));
      }
    }
    return lines.isEmpty() ? List.of(without(control)) : lines;
  }

  /** What was read may have been in several regions, where names are others'. */
  private boolean isHere(Place other) {
    return other.sameAs(place) != Answer.NO;
  }

  private Line without(Control control) {
    String reason =
        logGroups.stream()
            .flatMap(name -> otherClass(name).stream())
            .findFirst()
            .or(() -> unread(Unread.Kind.FILTERS))
            .orElseGet(
                () ->
                    "no metric filter of log group "
                        + String.join(", ", logGroups)
                        + " has a pattern of this control");
    return new Line(
        control, Optional.empty(), Optional.empty(), Optional.of(new Flaw(Step.FILTER, reason)));
  }

  /** Why there may be more than is known. */
  private Optional<String> unread(Unread.Kind kind) {
    return infrastructure.unread(kind, Place.unknown()).stream().map(Unread::why).findFirst();
  }

  /** That a log group takes no metric filters, if it is of such a class. */
  private Optional<String> otherClass(String logGroup) {
    return infrastructure.logGroups(Value.known(logGroup)).stream()
        .map(LogGroup::logGroupClass)
        .flatMap(value -> value.get().stream())
        .filter(value -> !value.equals(STANDARD))
        .findFirst()
        .map(
            value ->
                "log group "
                    + logGroup
                    + " is of class "
                    + value
                    + ", whose events no metric"
                    + " filter sees");
  }

  private List<Line> lines(Control control, MetricFilter filter) {
    Filter found =
        new Filter(
            filter.name().get().orElse(filter.address()),
            filter.logGroup().get().orElseThrow(),
            filter.pattern().get().orElseThrow());
    List<Line> lines =
        infrastructure.alarms().stream()
            .filter(alarm -> isHere(alarm.place()) && watches(alarm, filter))
            .filter(alarm -> alarm.name().isKnown())
            .flatMap(
                alarm -> actors(alarm).stream().map(actor -> line(control, found, alarm, actor)))
            .toList();
    return lines.isEmpty()
        ? List.of(
            new Line(
                control,
                Optional.of(found),
                Optional.empty(),
                Optional.of(
                    new Flaw(
                        Step.ALARM,
                        unread(Unread.Kind.ALARMS)
                            .orElseGet(() -> "no alarm watches the metric " + metrics(filter))))))
        : lines;
  }

  private static String metrics(MetricFilter filter) {
    return filter.transformations().stream()
        .map(metric -> metric.namespace().get().orElse("?") + "/" + metric.name().get().orElse("?"))
        .collect(Collectors.joining(", "));
  }

  /** Whether an alarm watches, or computes with, the metric that a filter emits. */
  static boolean watches(Alarm alarm, MetricFilter filter) {
    return filter.transformations().stream()
        .anyMatch(
            emitted ->
                alarm.metrics().stream()
                    .anyMatch(
                        metric ->
                            metric.name().sameAs(emitted.name()) == Answer.YES
                                && metric.namespace().sameAs(emitted.namespace()) == Answer.YES));
  }

  /** Who acts for an alarm: itself, unless it has no actions and composite alarms have. */
  private List<Actor> actors(Alarm alarm) {
    if (!alarm.actions().isEmpty()) {
      return List.of(alarm.actor());
    }
    List<Actor> composites =
        infrastructure.compositeAlarms().stream()
            .filter(composite -> isHere(composite.place()))
            .filter(composite -> names(composite, alarm.name().get().orElseThrow()))
            .map(CompositeAlarm::actor)
            .toList();
    return composites.isEmpty() ? List.of(alarm.actor()) : composites;
  }

  /** Whether a composite alarm's rule names an alarm. */
  static boolean names(CompositeAlarm composite, String name) {
    return composite.rule().get().flatMap(AlarmRule::parse).stream()
        .flatMap(rule -> rule.alarms().stream())
        .anyMatch(each -> each.equals(name) || each.endsWith(":alarm:" + name));
  }

  private static Line line(Control control, Filter filter, Alarm alarm, Actor actor) {
    WatchedAlarm watched =
        new WatchedAlarm(
            alarm.name().get().orElseThrow(),
            actor.name().get().orElseThrow(),
            actor.actions().stream().flatMap(action -> action.get().stream()).toList());
    return new Line(control, Optional.of(filter), Optional.of(watched), flaw(actor, watched));
  }

  private static Optional<Flaw> flaw(Actor actor, WatchedAlarm alarm) {
    if (!actor.actionsEnabled().get().orElse(true)) {
      return Optional.of(
          new Flaw(Step.ACTION, "the actions of alarm " + alarm.actor() + " are disabled"));
    }
    if (alarm.actions().isEmpty()) {
      return Optional.of(new Flaw(Step.ACTION, "alarm " + alarm.actor() + " has no action"));
    }
    return alarm.topics().isEmpty()
        ? Optional.of(
            new Flaw(Step.MESSAGE, "no action of alarm " + alarm.actor() + " is an SNS topic"))
        : Optional.empty();
  }
}

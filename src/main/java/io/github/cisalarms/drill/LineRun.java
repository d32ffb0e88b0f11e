package io.github.cisalarms.drill;

import io.github.cisalarms.drill.Line.Flaw;
import io.github.cisalarms.drill.StepResult.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The drill of one alarm, step by step. Confined to one thread. */
final class LineRun {

  private final DrillRun drill;
  private final Line line;
  private final Map<Step, StepResult> steps = new EnumMap<>(Step.class);
  private Dose dose = Dose.usual();
  private Instant start = Instant.EPOCH;
  private Instant alarmDeadline = Instant.MAX;
  private Instant deadline = Instant.MAX;
  private boolean knownToBeQuiet;
  private Optional<AlarmHistory> history = Optional.empty();
  private Optional<AlarmHistory> actorHistory = Optional.empty();

  LineRun(DrillRun drill, Line line) {
    this.drill = drill;
    this.line = line;
    Arrays.stream(Step.values()).forEach(step -> steps.put(step, StepResult.open()));
    if (!drill.settings().events()) {
      steps.put(Step.FILTER, StepResult.notAsked());
    }
    if (!drill.settings().receive()) {
      steps.put(Step.MESSAGE, StepResult.notAsked());
    }
  }

  LineResult result() {
    return new LineResult(
        line.control().slug(),
        line.filter().map(Line.Filter::name),
        line.alarm().map(Line.WatchedAlarm::name),
        steps);
  }

  String alarm() {
    return line.alarm().orElseThrow().name();
  }

  String logGroup() {
    return line.filter().orElseThrow().logGroup();
  }

  Dose dose() {
    return dose;
  }

  /** Whether there is a step that may still be seen. */
  boolean isOpen() {
    return steps.values().stream().anyMatch(result -> result.status() == Status.OPEN);
  }

  private boolean isOpen(Step step) {
    return steps.get(step).status() == Status.OPEN;
  }

  private void resolve(Step step, StepResult result) {
    steps.put(step, result);
    drill.seen(result(), step);
  }

  /** A step was not seen, and what depends on it is not tried. */
  void fail(Step step, String reason) {
    for (Step later : Step.values()) {
      if (later.compareTo(step) > 0 && isOpen(later)) {
        steps.put(later, StepResult.notTried());
      }
    }
    resolve(step, StepResult.notSeen(reason));
  }

  /** The first step; also finds out whether there is a way on. */
  void testFilter() {
    Optional<Flaw> flaw = line.flaw();
    if (line.filter().isEmpty()) {
      fail(isOpen(Step.FILTER) ? Step.FILTER : Step.ALARM, flaw.orElseThrow().reason());
      return;
    }
    if (isOpen(Step.FILTER)) {
      FilterTest.Outcome outcome = drill.filterTest().of(line);
      if (outcome.matches().equals(Optional.of(false))) {
        fail(Step.FILTER, outcome.result().reason());
        return;
      }
      resolve(Step.FILTER, outcome.result());
    }
    if (line.alarm().isEmpty()) {
      fail(Step.ALARM, flaw.orElseThrow().reason());
    }
  }

  /** An alarm that is on already can't be seen to go off. */
  void lookBefore() {
    if (!isOpen()) {
      return;
    }
    try {
      Optional<MetricAlarm> alarm = drill.alarms().of(alarm());
      if (alarm.isEmpty()) {
        fail(Step.ALARM, "there is no alarm " + alarm() + " any more");
      } else if (AlarmStates.isOn(alarm.get())) {
        fail(
            Step.ALARM,
            "was on already, since "
                + alarm.get().stateUpdatedTimestamp()
                + ", so it can't be seen to go off; wait until it is OK");
      } else {
        knownToBeQuiet = true;
        dose = Dose.of(alarm.get());
        dose.refusal()
            .filter(reason -> drill.settings().events())
            .ifPresent(reason -> fail(Step.ALARM, reason));
      }
    } catch (SdkException e) {
      // The history may tell more.
      dose = Dose.usual();
    }
  }

  /** From now on the alarm may go off. */
  void begin(Instant time, Dose together) {
    start = time;
    Duration periods =
        drill.settings().events()
            ? together.period().multipliedBy(together.periods())
            : Duration.ZERO;
    alarmDeadline = time.plus(periods).plus(drill.settings().patience());
    history = Optional.of(AlarmHistory.from(drill.clients().cloudWatch(), alarm(), time));
    String actor = line.alarm().orElseThrow().actor();
    actorHistory =
        actor.equals(alarm())
            ? history
            : Optional.of(AlarmHistory.from(drill.clients().cloudWatch(), actor, time));
    drill
        .alarms()
        .expectReturn(
            alarm(),
            time.plus(periods).plus(dose.span()).plus(drill.settings().patience().multipliedBy(2)));
  }

  /** Sets the alarm off without an event. */
  void setState() {
    try {
      drill
          .clients()
          .cloudWatch()
          .setAlarmState(
              set ->
                  set.alarmName(alarm())
                      .stateValue(StateValue.ALARM)
                      .stateReason(
                          "cis-alarms drill "
                              + drill.id().text()
                              + " set this state to see who is told; it returns by itself"));
    } catch (SdkException e) {
      fail(Step.ALARM, Why.of(e, Permission.SET_ALARM_STATE));
    }
  }

  /** Looks once at what is still open. */
  void look() {
    Instant now = Instant.now();
    AlarmHistory own = history.orElseThrow();
    own.refresh();
    if (isOpen(Step.ALARM)) {
      lookForAlarm(own, now);
    }
    if (steps.get(Step.ALARM).status() != Status.SEEN) {
      return;
    }
    AlarmHistory acting = actorHistory.orElseThrow();
    if (acting != own) {
      acting.refresh();
    }
    if (isOpen(Step.ACTION)) {
      lookForActions(acting, now);
    }
    if (isOpen(Step.MESSAGE)) {
      lookForMessages(now);
    }
  }

  private void lookForAlarm(AlarmHistory own, Instant now) {
    Optional<Instant> wentOff = own.wentOff().or(() -> own.failure().flatMap(why -> stateOn(now)));
    if (wentOff.isPresent()) {
      deadline = now.plus(drill.settings().patience());
      resolve(Step.ALARM, seen(wentOff.get(), now));
      line.flaw()
          .filter(flaw -> flaw.step() == Step.ACTION)
          .ifPresent(flaw -> fail(Step.ACTION, flaw.reason()));
      line.flaw()
          .filter(flaw -> flaw.step() == Step.MESSAGE && isOpen(Step.MESSAGE))
          .ifPresent(flaw -> fail(Step.MESSAGE, flaw.reason()));
    } else if (now.isAfter(alarmDeadline)) {
      fail(
          Step.ALARM,
          "did not go off within "
              + Duration.between(start, now).toSeconds()
              + " s"
              + own.failure().map(why -> "; " + why).orElse(""));
    }
  }

  /** Where the history can't be read, the state tells, if it was another before and stays so. */
  private Optional<Instant> stateOn(Instant now) {
    if (!knownToBeQuiet) {
      return Optional.empty();
    }
    try {
      return drill.alarms().of(alarm()).filter(AlarmStates::isOn).map(alarm -> now);
    } catch (SdkException e) {
      return Optional.empty();
    }
  }

  private void lookForActions(AlarmHistory acting, Instant now) {
    List<String> actions = line.alarm().orElseThrow().actions();
    Optional<String> failed = actions.stream().flatMap(a -> acting.failed(a).stream()).findFirst();
    List<Instant> succeeded =
        actions.stream().flatMap(action -> acting.succeeded(action).stream()).toList();
    if (failed.isPresent()) {
      resolve(Step.ACTION, StepResult.notSeen(failed.get()));
      boolean nothingPublished =
          line.alarm().orElseThrow().topics().stream()
              .allMatch(topic -> acting.failed(topic).isPresent());
      if (isOpen(Step.MESSAGE) && nothingPublished) {
        resolve(Step.MESSAGE, StepResult.notTried());
      }
    } else if (succeeded.size() == actions.size()) {
      resolve(Step.ACTION, seen(latest(succeeded), now));
    } else if (acting.isDenied()) {
      resolve(Step.ACTION, StepResult.notSeen(acting.failure().orElse("")));
    } else if (now.isAfter(deadline)) {
      resolve(
          Step.ACTION,
          StepResult.notSeen(
              acting
                  .failure()
                  .orElseGet(
                      () ->
                          "the history of alarm "
                              + line.alarm().orElseThrow().actor()
                              + " says nothing of "
                              + String.join(
                                  ", ",
                                  actions.stream()
                                      .filter(action -> acting.succeeded(action).isEmpty())
                                      .toList()))));
    }
  }

  private void lookForMessages(Instant now) {
    Receiver receiver = drill.receiver().orElseThrow();
    String actor = line.alarm().orElseThrow().actor();
    List<String> topics = line.alarm().orElseThrow().topics();
    List<Instant> arrived =
        topics.stream().flatMap(topic -> receiver.arrived(topic, actor, start).stream()).toList();
    if (arrived.size() == topics.size()) {
      resolve(Step.MESSAGE, seen(latest(arrived), now));
      return;
    }
    String missing =
        topics.stream()
            .filter(topic -> receiver.arrived(topic, actor, start).isEmpty())
            .findFirst()
            .orElseThrow();
    Optional<String> failure = receiver.failure(missing);
    if (receiver.isLost(missing) || now.isAfter(deadline)) {
      resolve(
          Step.MESSAGE,
          StepResult.notSeen(failure.orElse("no message of " + missing + " arrived at our queue")));
    }
  }

  /** The service's clock tells better than we, who look now and then, unless it is wrong. */
  private StepResult seen(Instant time, Instant now) {
    boolean plausible = !time.isBefore(start) && !time.isAfter(now);
    return StepResult.seen(Duration.between(start, plausible ? time : now));
  }

  private static Instant latest(List<Instant> times) {
    return times.stream().max(Instant::compareTo).orElseThrow();
  }
}

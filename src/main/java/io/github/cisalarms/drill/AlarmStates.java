package io.github.cisalarms.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** In which states alarms are, and which of them have yet to return. For several threads. */
final class AlarmStates {

  /** The service takes so many names in a call. */
  private static final int NAMES_PER_CALL = 100;

  private final CloudWatchClient cloudWatch;
  private final Set<String> onBefore = new HashSet<>();
  private final Map<String, Instant> toReturn = new TreeMap<>();

  AlarmStates(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  /** Remembers which alarms are on before the drill has done anything. */
  void rememberThoseOn(Collection<String> names) {
    describe(names).values().stream()
        .filter(AlarmStates::isOn)
        .map(MetricAlarm::alarmName)
        .forEach(onBefore::add);
  }

  /** Whether an alarm was not on before the drill. */
  boolean wasQuietBefore(String name) {
    return !onBefore.contains(name);
  }

  /** Whether one of the alarms is on; no, if it can't be told. */
  boolean areOn(Collection<String> names) {
    try {
      return describe(names).values().stream().anyMatch(AlarmStates::isOn);
    } catch (SdkException e) {
      return false;
    }
  }

  /**
   * An alarm as it is now; empty if there is none.
   *
   * @throws SdkException if the service doesn't say
   */
  Optional<MetricAlarm> of(String name) {
    return Optional.ofNullable(describe(List.of(name)).get(name));
  }

  static boolean isOn(MetricAlarm alarm) {
    return alarm.stateValue() == StateValue.ALARM;
  }

  private Map<String, MetricAlarm> describe(Collection<String> names) {
    List<String> all = new ArrayList<>(names);
    Map<String, MetricAlarm> alarms = new HashMap<>();
    for (int from = 0; from < all.size(); from += NAMES_PER_CALL) {
      List<String> some = all.subList(from, Math.min(all.size(), from + NAMES_PER_CALL));
      cloudWatch
          .describeAlarms(describe -> describe.alarmNames(some).maxRecords(NAMES_PER_CALL))
          .metricAlarms()
          .forEach(alarm -> alarms.put(alarm.alarmName(), alarm));
    }
    return alarms;
  }

  /** Takes down that an alarm was set off, and by when it should have returned. */
  synchronized void expectReturn(String name, Instant latest) {
    toReturn.merge(name, latest, (a, b) -> a.isAfter(b) ? a : b);
  }

  /**
   * Waits until the alarms that were set off have returned.
   *
   * @return those that did not in time, each with its state
   */
  List<String> awaitReturn() throws InterruptedException {
    Map<String, Instant> open = new TreeMap<>(toReturn);
    Optional<String> failure = Optional.empty();
    Pause pause = new Pause();
    while (!open.isEmpty()) {
      try {
        Map<String, MetricAlarm> now = describe(open.keySet());
        open.keySet().removeIf(name -> !now.containsKey(name) || !isOn(now.get(name)));
        failure = Optional.empty();
      } catch (SdkException e) {
        failure = Optional.of(Why.of(e, Permission.DESCRIBE_ALARMS));
        if (!Why.mayPass(e)) {
          break;
        }
      }
      Instant time = Instant.now();
      if (open.values().stream().allMatch(time::isAfter)) {
        break;
      }
      pause.await();
    }
    String reason =
        failure.map(why -> "is not known to have returned: " + why).orElse("is still on");
    return open.keySet().stream()
        .map(name -> "alarm " + name + " " + reason)
        .collect(Collectors.toList());
  }
}

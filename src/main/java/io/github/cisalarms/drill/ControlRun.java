package io.github.cisalarms.drill;

import io.github.cisalarms.catalog.Control;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The drill of one control: its alarms go off by one event, so they are watched together. */
final class ControlRun {

  private final DrillRun drill;
  private final Control control;
  private final List<LineRun> lines;

  ControlRun(DrillRun drill, Control control, List<Line> lines) {
    this.drill = drill;
    this.control = control;
    this.lines = lines.stream().map(line -> new LineRun(drill, line)).toList();
  }

  List<LineResult> results() {
    return lines.stream().map(LineRun::result).toList();
  }

  /** Goes through all steps. */
  void run() throws InterruptedException {
    lines.forEach(LineRun::testFilter);
    awaitQuiet();
    lines.forEach(LineRun::lookBefore);
    List<LineRun> raised = lines.stream().filter(LineRun::isOpen).toList();
    if (raised.isEmpty()) {
      return;
    }
    Dose dose = Dose.together(raised.stream().map(LineRun::dose).toList());
    Instant start = Instant.now();
    raised.forEach(line -> line.begin(start, dose));
    if (drill.settings().events()) {
      watchEvents(raised, dose, start);
    } else {
      raised.forEach(LineRun::setState);
      watch(raised);
    }
  }

  /** An event of another control that is drilled may have set these alarms off, too. */
  private void awaitQuiet() throws InterruptedException {
    Set<String> names =
        lines.stream()
            .filter(LineRun::isOpen)
            .map(LineRun::alarm)
            .filter(drill.alarms()::wasQuietBefore)
            .collect(Collectors.toSet());
    Instant deadline = Instant.now().plus(Dose.usual().span()).plus(drill.settings().patience());
    Pause pause = new Pause();
    while (!names.isEmpty() && Instant.now().isBefore(deadline) && drill.alarms().areOn(names)) {
      pause.await();
    }
  }

  private void watchEvents(List<LineRun> raised, Dose dose, Instant start)
      throws InterruptedException {
    int written = 0;
    for (int period = 0; period < dose.periods(); period++) {
      if (period > 0) {
        watchUntil(raised, start.plus(dose.period().multipliedBy(period)));
      }
      Optional<String> failure = write(raised, written, dose.events());
      if (failure.isPresent()) {
        raised.forEach(line -> line.fail(Step.ALARM, failure.get()));
        return;
      }
      written += dose.events();
    }
    watch(raised);
  }

  private Optional<String> write(List<LineRun> raised, int first, int count) {
    Set<String> groups = raised.stream().map(LineRun::logGroup).collect(Collectors.toSet());
    return groups.stream()
        .flatMap(group -> drill.writer().write(control, group, first, count).stream())
        .findFirst();
  }

  private void watchUntil(List<LineRun> raised, Instant end) throws InterruptedException {
    Pause pause = new Pause();
    while (Instant.now().isBefore(end)) {
      pause.await(Duration.between(Instant.now(), end));
      raised.stream().filter(LineRun::isOpen).forEach(LineRun::look);
    }
  }

  private static void watch(List<LineRun> raised) throws InterruptedException {
    Pause pause = new Pause();
    while (raised.stream().anyMatch(LineRun::isOpen)) {
      pause.await();
      raised.stream().filter(LineRun::isOpen).forEach(LineRun::look);
    }
  }
}

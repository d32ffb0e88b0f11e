package io.github.cisalarms.drill;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the parts of one drill share. */
final class DrillRun {

  private final DrillId id;
  private final DrillClients clients;
  private final DrillSettings settings;
  private final DrillListener listener;
  private final Optional<Receiver> receiver;
  private final EventWriter writer;
  private final AlarmStates alarms;
  private final FilterTest filterTest;
  private final ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();

  DrillRun(
      DrillId id,
      DrillClients clients,
      DrillSettings settings,
      DrillListener listener,
      Optional<Receiver> receiver) {
    this.id = id;
    this.clients = clients;
    this.settings = settings;
    this.listener = listener;
    this.receiver = receiver;
    this.writer = new EventWriter(clients.logs(), id);
    this.alarms = new AlarmStates(clients.cloudWatch());
    this.filterTest = new FilterTest(clients.logs(), id, differences::add);
  }

  DrillId id() {
    return id;
  }

  DrillClients clients() {
    return clients;
  }

  DrillSettings settings() {
    return settings;
  }

  Optional<Receiver> receiver() {
    return receiver;
  }

  EventWriter writer() {
    return writer;
  }

  AlarmStates alarms() {
    return alarms;
  }

  FilterTest filterTest() {
    return filterTest;
  }

  /** Where the service and our engine disagree. */
  List<String> differences() {
    return differences.stream().distinct().toList();
  }

  synchronized void seen(LineResult line, Step step) {
    listener.seen(line, step);
  }

  synchronized void note(String text) {
    listener.note(text);
  }
}

package io.github.cisalarms.drill;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Examples;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a drill would do, and whom it would reach. Nothing is asked of AWS here. */
public final class DrillPlan {

  private final Infrastructure infrastructure;
  private final List<String> logGroups;
  private final Map<Control, List<Line>> lines;

  private DrillPlan(
      Infrastructure infrastructure, List<String> logGroups, Map<Control, List<Line>> lines) {
    this.infrastructure = infrastructure;
    this.logGroups = logGroups;
    this.lines = lines;
  }

  /**
   * Finds filter, alarm and topics of every control.
   *
   * @param infrastructure of an account; what is elsewhere is left out
   * @param place account and region of the drill
   * @param logGroups the log groups into which events are written; if none is named, those that the
   *     account's trails write to
   * @throws DrillException if no log group is named or known
   */
  public static DrillPlan of(
      Infrastructure infrastructure, Place place, List<Control> controls, List<String> logGroups) {
    List<String> groups = logGroups.isEmpty() ? ofTrails(infrastructure, place) : logGroups;
    if (groups.isEmpty()) {
      throw new DrillException(
          infrastructure.unread(Unread.Kind.TRAILS, Place.unknown()).stream()
                  .map(Unread::why)
                  .findFirst()
                  .orElse("no trail of this account and region is seen to write to a log group")
              + "; name the log group with --log-group, as in --log-group aws-cloudtrail-logs");
    }
    LineSearch search = new LineSearch(infrastructure, place, groups);
    Map<Control, List<Line>> lines = new LinkedHashMap<>();
    controls.forEach(control -> lines.put(control, search.lines(control)));
    return new DrillPlan(infrastructure, groups, lines);
  }

  private static List<String> ofTrails(Infrastructure infrastructure, Place place) {
    return infrastructure.trails().stream()
        .filter(trail -> trail.logGroupPlace().sameAs(place) != Answer.NO)
        .map(Trail::logGroup)
        .flatMap(group -> group.get().stream())
        .distinct()
        .toList();
  }

  /** The log groups into which events would be written. */
  public List<String> logGroups() {
    return logGroups;
  }

  /** How many alarms would go off. */
  public int alarms() {
    return (int) all().stream().filter(line -> line.alarm().isPresent()).count();
  }

  /** The topics that would be told, by ARN. */
  public List<String> topics() {
    return all().stream()
        .flatMap(line -> line.alarm().stream())
        .flatMap(alarm -> alarm.topics().stream())
        .distinct()
        .toList();
  }

  /** Who would be told through a topic, such as {@code email security@example.com}. */
  public List<String> subscribers(String topic) {
    return subscriptions(topic).stream().map(DrillPlan::shown).toList();
  }

  /** Why there may be further subscribers of a topic; empty if all are known. */
  public Optional<String> unreadSubscribers(String topic) {
    return infrastructure.unread(Unread.Kind.SUBSCRIPTIONS, topic).map(Unread::why);
  }

  /**
   * Whether a topic has nobody who would hear of it: no subscription, or none that is confirmed.
   * Subscriptions of drills don't count.
   */
  boolean tellsNobody(String topic) {
    return unreadSubscribers(topic).isEmpty()
        && subscriptions(topic).stream()
            .allMatch(subscription -> subscription.pending().get().orElse(false));
  }

  private List<Subscription> subscriptions(String topic) {
    Value<String> arn = Value.known(topic);
    return infrastructure.subscriptions(arn, infrastructure.topic(arn)).stream()
        .filter(
            subscription -> subscription.endpoint().get().filter(DrillPlan::isOfDrill).isEmpty())
        .toList();
  }

  private static boolean isOfDrill(String endpoint) {
    return endpoint.contains(":" + DrillId.PREFIX + "-");
  }

  private static String shown(Subscription subscription) {
    return subscription.protocol().get().orElse("")
        + " "
        + subscription.endpoint().get().map(Shown::endpoint).orElse("(not shown)")
        + (subscription.pending().get().orElse(false) ? " (not confirmed)" : "");
  }

  /** Actions other than topics that would be taken, by ARN. */
  public List<String> otherActions() {
    return all().stream()
        .flatMap(line -> line.alarm().stream())
        .flatMap(
            alarm -> alarm.actions().stream().filter(action -> !alarm.topics().contains(action)))
        .distinct()
        .toList();
  }

  /**
   * Alarms that nobody watches and that would go off as well, by name: those of other purpose or of
   * controls that are not drilled, by the same events, and composite alarms.
   *
   * @param events whether events are written
   */
  public Set<String> alarmsBeside(boolean events) {
    Set<String> watched =
        all().stream()
            .flatMap(line -> line.alarm().stream())
            .flatMap(alarm -> Stream.of(alarm.name(), alarm.actor()))
            .collect(Collectors.toSet());
    Set<String> on = new TreeSet<>(watched);
    if (events) {
      on.addAll(alarmsOfEvents());
    }
    while (on.addAll(compositesOf(on))) {
      // A composite alarm may set off another one.
    }
    on.removeAll(watched);
    return on;
  }

  private Set<String> compositesOf(Set<String> alarms) {
    return infrastructure.compositeAlarms().stream()
        .filter(composite -> alarms.stream().anyMatch(alarm -> LineSearch.names(composite, alarm)))
        .flatMap(composite -> composite.name().get().stream())
        .collect(Collectors.toSet());
  }

  private Set<String> alarmsOfEvents() {
    Set<String> alarms = new HashSet<>();
    for (MetricFilter filter : infrastructure.filters()) {
      boolean read = filter.logGroup().get().filter(logGroups::contains).isPresent();
      if (read && lines.keySet().stream().anyMatch(control -> isMatched(filter, control))) {
        infrastructure.alarms().stream()
            .filter(alarm -> LineSearch.watches(alarm, filter))
            .flatMap(alarm -> alarm.name().get().stream())
            .forEach(alarms::add);
      }
    }
    return alarms;
  }

  private static boolean isMatched(MetricFilter filter, Control control) {
    try {
      return filter
          .pattern()
          .get()
          .map(FilterPattern::parse)
          .filter(pattern -> pattern.matches(Examples.matchedBy(control).event().toString()))
          .isPresent();
    } catch (FilterPatternException e) {
      return false;
    }
  }

  Map<Control, List<Line>> lines() {
    return lines;
  }

  /** What the lines say, before anything was done. */
  private List<Line> all() {
    return lines.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The alarms that act for several controls, as a composite one may: what it does for one control
   * could be taken for what it does for another at the same time.
   */
  List<String> sharedActors() {
    Map<String, Set<Control>> controls = new TreeMap<>();
    for (Line line : all()) {
      line.alarm()
          .ifPresent(
              alarm ->
                  controls
                      .computeIfAbsent(alarm.actor(), any -> new HashSet<>())
                      .add(line.control()));
    }
    return controls.entrySet().stream()
        .filter(actor -> actor.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The alarms of all controls, each once. */
  Set<String> alarmNames() {
    return all().stream()
        .flatMap(line -> line.alarm().stream())
        .map(Line.WatchedAlarm::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}

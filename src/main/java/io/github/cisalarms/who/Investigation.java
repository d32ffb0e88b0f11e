package io.github.cisalarms.who;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.expression.AlarmRule;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Answers who made an alarm go off.
 *
 * <p>The service is asked for the events that match the filter's pattern, and the engine of this
 * program decides about each of them once more.
 */
public final class Investigation {

  /** What is looked at when an alarm has not gone off, and nobody says which time is meant. */
  private static final Duration BY_DEFAULT = Duration.ofHours(1);

  /** Composite alarms of composite alarms: deeper ones than anybody makes. */
  private static final int DEEPEST_RULE = 10;

  private final AlarmSource source;
  private final Clock clock;
  private final LongConsumer progress;

  /** Asks an account. */
  public Investigation(AlarmSource source, Clock clock) {
    this(source, clock, read -> {});
  }

  /**
   * Asks an account, and tells how far it is.
   *
   * @param progress given the number of events that were read so far, each time that it changes
   */
  public Investigation(AlarmSource source, Clock clock, LongConsumer progress) {
    this.source = source;
    this.clock = clock;
    this.progress = progress;
  }

  /** What is watched, and by which alarms. */
  private record Subject(List<AlarmState> alarms, List<WatchedFilter> filters) {}

  /** When the alarm was on that went off last. */
  private record LastAlarm(AlarmState alarm, Episode episode) {}

  /**
   * Finds out who it was.
   *
   * @throws WhoException if there is no such alarm or control, or if the account does not answer
   */
  public WhoResult answer(Question question) {
    Subject subject = subject(question);
    Instant now = clock.instant();
    Duration evaluated =
        subject.alarms().stream()
            .map(AlarmState::evaluated)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Optional<LastAlarm> last =
        question.since().isPresent() || question.at().isPresent()
            ? Optional.empty()
            : last(subject.alarms());
    Window window =
        Window.since(question.since(), now)
            .or(() -> question.at().map(at -> Window.at(at, evaluated)))
            .or(() -> last.map(on -> Window.of(on.episode(), evaluated, now)))
            .orElseGet(() -> new Window(now.minus(BY_DEFAULT), now));
    return read(subject, last, window);
  }

  private WhoResult read(Subject subject, Optional<LastAlarm> last, Window window) {
    Tally tally = new Tally();
    long[] read = {0};
    for (WatchedFilter filter : subject.filters()) {
      PatternMatcher pattern = PatternSet.of(List.of(pattern(filter))).matcher();
      source.events(
          filter,
          window,
          event -> {
            progress.accept(++read[0]);
            byte[] utf8 = event.message().getBytes(StandardCharsets.UTF_8);
            if (pattern.matches(utf8, 0, utf8.length).get(0)) {
              tally.add(event);
            }
          });
    }
    return new WhoResult(
        source.place(),
        last.map(on -> on.alarm().name())
            .or(() -> subject.alarms().stream().findFirst().map(AlarmState::name)),
        last.map(LastAlarm::episode),
        window,
        subject.filters(),
        tally.events(),
        read[0],
        tally.activities(),
        tally.ungrouped());
  }

  private static FilterPattern pattern(WatchedFilter filter) {
    try {
      return FilterPattern.parse(filter.pattern());
    } catch (FilterPatternException e) {
      throw new WhoException(
          "the pattern of metric filter "
              + filter.name().orElse("")
              + " is none that this program reads:\n"
              + e.getMessage(),
          e);
    }
  }

  private Optional<LastAlarm> last(List<AlarmState> alarms) {
    return alarms.stream()
        .flatMap(
            alarm ->
                alarm
                    .inAlarm()
                    .map(since -> new Episode(since, Optional.empty()))
                    .or(() -> source.lastEpisode(alarm.name()))
                    .map(episode -> new LastAlarm(alarm, episode))
                    .stream())
        .max(Comparator.comparing(on -> on.episode().from()));
  }

  private Subject subject(Question question) {
    List<AlarmState> named = source.alarms(List.of(question.subject()));
    if (!named.isEmpty()) {
      return ofAlarm(named.get(0), question);
    }
    Control control =
        Controls.bySlug(question.subject()).orElseThrow(() -> unknown(question.subject()));
    return ofControl(control, question);
  }

  private WhoException unknown(String subject) {
    try {
      Controls.require(subject);
      throw new IllegalStateException(subject);
    } catch (IllegalArgumentException e) {
      return new WhoException(
          "there is no alarm '"
              + subject
              + "' in "
              + source.place()
              + ", and no such control: "
              + e.getMessage(),
          e);
    }
  }

  private Subject ofAlarm(AlarmState alarm, Question question) {
    List<AlarmState> watching = new ArrayList<>();
    collect(alarm, watching, new HashSet<>(), 0);
    Set<Metric> metrics = new LinkedHashSet<>();
    watching.forEach(each -> metrics.addAll(each.metrics()));
    List<WatchedFilter> filters =
        metrics.stream().flatMap(metric -> source.filtersOf(metric).stream()).toList();
    if (filters.isEmpty()) {
      throw new WhoException(
          "alarm '"
              + alarm.name()
              + "' watches "
              + (metrics.isEmpty()
                  ? "no metric that is known"
                  : String.join(", ", metrics.stream().map(Metric::toString).toList()))
              + ", and no metric filter in "
              + source.place()
              + " emits it; if its control is known, name that and --log-group");
    }
    List<AlarmState> alarms = new ArrayList<>(watching);
    if (!alarms.contains(alarm)) {
      alarms.add(0, alarm);
    }
    return new Subject(alarms, within(question, filters));
  }

  /** The metric alarms behind a composite alarm, or the metric alarm itself. */
  private void collect(AlarmState alarm, List<AlarmState> found, Set<String> seen, int depth) {
    if (!seen.add(alarm.name()) || depth > DEEPEST_RULE) {
      return;
    }
    if (alarm.rule().isEmpty()) {
      found.add(alarm);
      return;
    }
    Set<String> names =
        alarm.rule().flatMap(AlarmRule::parse).map(AlarmRule::alarms).orElse(Set.of());
    if (!names.isEmpty()) {
      source.alarms(new TreeSet<>(names)).forEach(child -> collect(child, found, seen, depth + 1));
    }
  }

  private Subject ofControl(Control control, Question question) {
    Patterns patterns = new Patterns();
    List<WatchedFilter> all =
        source.filters().stream()
            .filter(
                filter ->
                    question.logGroup().isEmpty()
                        || question.logGroup().get().equals(filter.logGroup()))
            .toList();
    List<WatchedFilter> filters =
        all.stream()
            .filter(filter -> patterns.match(control, filter.pattern()).detects() == Answer.YES)
            .toList();
    if (filters.isEmpty()) {
      filters =
          all.stream()
              .filter(filter -> patterns.match(control, filter.pattern()).related())
              .toList();
    }
    if (filters.isEmpty() && question.logGroup().isPresent()) {
      filters =
          List.of(
              new WatchedFilter(
                  Optional.empty(),
                  question.logGroup().get(),
                  control.defaultVariant().pattern(),
                  Optional.empty()));
    }
    if (filters.isEmpty()) {
      throw new WhoException(
          "no metric filter in "
              + source.place()
              + " is one for "
              + control.slug()
              + "; name the trail's log group with --log-group, then the control's own pattern is"
              + " looked for");
    }
    List<AlarmState> alarms =
        filters.stream()
            .flatMap(filter -> filter.metric().stream())
            .distinct()
            .flatMap(metric -> source.alarmsOn(metric).stream())
            .toList();
    return new Subject(alarms, filters);
  }

  private List<WatchedFilter> within(Question question, List<WatchedFilter> filters) {
    List<WatchedFilter> within =
        filters.stream()
            .filter(
                filter ->
                    question.logGroup().isEmpty()
                        || question.logGroup().get().equals(filter.logGroup()))
            .toList();
    if (within.isEmpty()) {
      throw new WhoException(
          "none of the alarm's metric filters is on log group "
              + question.logGroup().orElseThrow()
              + "; they are on "
              + String.join(
                  ", ", new TreeSet<>(filters.stream().map(WatchedFilter::logGroup).toList())));
    }
    return within;
  }
}

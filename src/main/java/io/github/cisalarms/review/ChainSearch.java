package io.github.cisalarms.review;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.review.Rule.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows every way from the trail to a subscriber and keeps the best: a control is fine if one
 * chain is, whatever else there is.
 */
final class ChainSearch {

  private static final Map<Judge, Map<Stage, List<Rule>>> RULES = new EnumMap<>(Judge.class);
  private static final double SAME_NAME = 0.6;

  static {
    for (Judge judge : Judge.values()) {
      Map<Stage, List<Rule>> stages = new EnumMap<>(Stage.class);
      for (Stage stage : Stage.values()) {
        stages.put(stage, Rules.of(judge, stage));
      }
      RULES.put(judge, stages);
    }
  }

  private static final Comparator<Path> ORDER =
      Comparator.comparing(Path::answer).thenComparing(Path::length);

  private final Infrastructure infrastructure;
  private final List<String> logGroups;
  private final Patterns patterns;
  private final Map<String, List<Alarm>> alarmsByMetric = new LinkedHashMap<>();
  private final List<Alarm> otherAlarms = new ArrayList<>();
  private final Map<Control, List<MetricFilter>> filters = new IdentityHashMap<>();
  private final Map<MetricFilter, List<Alarm>> alarms = new IdentityHashMap<>();

  ChainSearch(Infrastructure infrastructure, List<String> logGroups, Patterns patterns) {
    this.infrastructure = infrastructure;
    this.logGroups = logGroups;
    this.patterns = patterns;
    for (Alarm alarm : infrastructure.alarms()) {
      boolean allKnown =
          !alarm.metrics().isEmpty()
              && alarm.metrics().stream().allMatch(metric -> metric.name().isKnown());
      if (allKnown) {
        alarm.metrics().stream()
            .map(metric -> metric.name().get().orElseThrow())
            .distinct()
            .forEach(
                name -> alarmsByMetric.computeIfAbsent(name, any -> new ArrayList<>()).add(alarm));
      } else {
        otherAlarms.add(alarm);
      }
    }
  }

  /** The findings along one way, in the order of the chain. */
  record Path(List<Finding> findings) {

    /** Whether it holds up to and with a link. */
    Answer upTo(Link last) {
      return findings.stream()
          .filter(finding -> finding.link().compareTo(last) <= 0)
          .map(Finding::answer)
          .reduce(Answer.YES, Answer::and);
    }

    /** What a rule found. */
    Optional<Finding> of(Rule rule) {
      return findings.stream().filter(finding -> finding.rule().equals(rule.id())).findFirst();
    }

    Answer answer() {
      return upTo(Link.SUBSCRIPTION);
    }

    /** The first link that is broken, or else the first that nothing is known of. */
    Optional<Finding> firstBroken() {
      Answer worst = answer();
      return worst == Answer.YES
          ? Optional.empty()
          : findings.stream().filter(finding -> finding.answer() == worst).findFirst();
    }

    /** How far it holds. */
    private int length() {
      return firstBroken().map(findings::indexOf).orElse(findings.size());
    }
  }

  /**
   * What came of a search.
   *
   * @param best the way that comes nearest to holding
   */
  record Result(Answer detects, Answer alarms, Answer notifies, Path best) {}

  /**
   * Follows the chains of a control as somebody judges them.
   *
   * @param allowedEvents how many events an alarm may take to go off
   */
  Result search(Control control, Judge judge, int allowedEvents) {
    Search search = new Search();
    if (!logGroups.isEmpty()) {
      for (String logGroup : logGroups) {
        search.follow(
            start(control, judge, allowedEvents, Optional.empty(), Value.known(logGroup)),
            List.of());
      }
    } else if (infrastructure.trails().isEmpty()) {
      Chain chain = start(control, judge, allowedEvents, Optional.empty(), Value.unknown());
      List<Finding> found = new ArrayList<>();
      ask(chain, Stage.TRAIL, false, found);
      search.follow(chain, found);
    } else {
      for (Trail trail : infrastructure.trails()) {
        Chain chain = start(control, judge, allowedEvents, Optional.of(trail), trail.logGroup());
        List<Finding> found = new ArrayList<>();
        ask(chain, Stage.TRAIL, true, found);
        search.follow(chain, found);
      }
    }
    return search.result();
  }

  /** Why an alarm of this control goes off without an event, if one does. */
  Optional<Finding> noise(Control control) {
    for (MetricFilter filter : filters(control)) {
      Optional<String> pattern = filter.pattern().get();
      boolean detects =
          pattern.isEmpty() || patterns.match(control, pattern.get()).detects() != Answer.NO;
      if (!detects || filter.transformations().isEmpty()) {
        continue;
      }
      for (Alarm alarm : alarms(filter)) {
        AlarmBehaviour.Outcome quiet = AlarmBehaviour.of(alarm, filter).withoutEvents();
        if (quiet.answer() == Answer.YES && watches(control, filter, alarm)) {
          return Optional.of(
              new Finding(
                  "AlarmIsQuiet",
                  Link.ALARM,
                  Answer.NO,
                  alarm.address(),
                  quiet.why(),
                  "use treat_missing_data = \"notBreaching\" and a default value of 0"));
        }
      }
      if (pattern.filter(patterns::matchesOrdinaryEvents).isPresent()) {
        return Optional.of(
            new Finding(
                "AlarmIsQuiet",
                Link.FILTER,
                Answer.NO,
                filter.address(),
                "the pattern also matches what goes on all day",
                "use a published pattern as it is: cis-alarms controls show " + control.slug()));
      }
    }
    return Optional.empty();
  }

  private Chain start(
      Control control,
      Judge judge,
      int allowedEvents,
      Optional<Trail> trail,
      Value<String> logGroup) {
    return Chain.start(infrastructure, patterns, control, judge, allowedEvents, trail, logGroup);
  }

  private boolean watches(Control control, MetricFilter filter, Alarm alarm) {
    Chain chain =
        start(control, Judge.DELIVERY, 1, Optional.empty(), Value.unknown())
            .with(filter)
            .with(alarm);
    return new AlarmWatchesMetric().check(chain).answer() != Answer.NO;
  }

  /** Asks the rules of a stage; without anything at this stage only until one doesn't hold. */
  private static boolean ask(Chain chain, Stage stage, boolean present, List<Finding> found) {
    for (Rule rule : RULES.get(chain.judge()).get(stage)) {
      Finding finding = rule.check(chain);
      found.add(finding);
      if (!present && finding.answer() != Answer.YES) {
        return false;
      }
    }
    return true;
  }

  /** One search, with the best of what it came upon. */
  private final class Search {

    private Answer detects = Answer.NO;
    private Answer alarms = Answer.NO;
    private Answer notifies = Answer.NO;
    private Optional<Path> best = Optional.empty();

    Result result() {
      return new Result(detects, alarms, notifies, best.orElseThrow());
    }

    private void arrived(List<Finding> found) {
      Path path = new Path(found);
      detects = detects.or(path.upTo(Link.FILTER));
      alarms = alarms.or(path.upTo(Link.ALARM));
      notifies = notifies.or(path.upTo(Link.SUBSCRIPTION));
      // Of equals the first: reports stay the same.
      if (best.isEmpty() || ORDER.compare(path, best.get()) > 0) {
        best = Optional.of(path);
      }
    }

    /** Nothing can be better than a chain that holds. */
    private boolean done() {
      return notifies == Answer.YES;
    }

    /** Whether a chain that is broken already can't tell anything new. */
    private boolean hopeless(List<Finding> found) {
      Path path = new Path(found);
      return best.isPresent()
          && path.answer() == Answer.NO
          && ORDER.compare(path, best.get()) <= 0
          && path.upTo(Link.FILTER).compareTo(detects) <= 0
          && path.upTo(Link.ALARM).compareTo(alarms) <= 0;
    }

    void follow(Chain chain, List<Finding> found) {
      List<MetricFilter> candidates = filters(chain.control());
      if (candidates.isEmpty()) {
        end(chain, Stage.FILTER, found);
      }
      for (MetricFilter filter : candidates) {
        if (done()) {
          return;
        }
        Chain longer = chain.with(filter);
        List<Finding> more = new ArrayList<>(found);
        ask(longer, Stage.FILTER, true, more);
        if (!hopeless(more)) {
          followFilter(longer, more);
        }
      }
    }

    private void followFilter(Chain chain, List<Finding> found) {
      List<Alarm> candidates = alarms(chain.filter().orElseThrow());
      if (candidates.isEmpty()) {
        end(chain, Stage.ALARM, found);
      }
      for (Alarm alarm : candidates) {
        if (done()) {
          return;
        }
        Chain longer = chain.with(alarm);
        List<Finding> more = new ArrayList<>(found);
        ask(longer, Stage.ALARM, true, more);
        if (!hopeless(more)) {
          followAlarm(longer, more);
        }
      }
    }

    private void followAlarm(Chain chain, List<Finding> found) {
      if (RULES.get(chain.judge()).get(Stage.ACTION).isEmpty()) {
        arrived(found);
        return;
      }
      List<Value<String>> actions = chain.alarm().orElseThrow().actions();
      if (actions.isEmpty()) {
        end(chain, Stage.ACTION, found);
      }
      for (Value<String> action : actions) {
        Chain longer = chain.with(action);
        List<Finding> more = new ArrayList<>(found);
        ask(longer, Stage.ACTION, true, more);
        if (!hopeless(more)) {
          followAction(longer, more);
        }
      }
    }

    private void followAction(Chain chain, List<Finding> found) {
      List<Subscription> candidates =
          infrastructure.subscriptions(chain.action().orElseThrow(), chain.topic());
      if (candidates.isEmpty()) {
        end(chain, Stage.SUBSCRIPTION, found);
      }
      for (Subscription subscription : candidates) {
        if (done()) {
          return;
        }
        Chain longer = chain.with(subscription);
        List<Finding> more = new ArrayList<>(found);
        ask(longer, Stage.SUBSCRIPTION, true, more);
        arrived(more);
      }
    }

    private void end(Chain chain, Stage stage, List<Finding> found) {
      List<Finding> more = new ArrayList<>(found);
      ask(chain, stage, false, more);
      arrived(more);
    }
  }

  /** The filters that are meant for a control, as far as can be told. */
  private List<MetricFilter> filters(Control control) {
    return filters.computeIfAbsent(
        control,
        any ->
            infrastructure.filters().stream()
                .filter(filter -> isMeantFor(control, filter))
                .toList());
  }

  private boolean isMeantFor(Control control, MetricFilter filter) {
    return filter
            .pattern()
            .get()
            .map(pattern -> patterns.match(control, pattern).related())
            .orElse(true)
        || filter.transformations().stream()
            .flatMap(metric -> metric.name().get().stream())
            .anyMatch(name -> patterns.similarity(name, control.metricName()) > SAME_NAME);
  }

  /**
   * The alarms that watch the filter's metric or may do so; if none does, one that looks as if it
   * should.
   */
  private List<Alarm> alarms(MetricFilter filter) {
    return alarms.computeIfAbsent(
        filter,
        any -> {
          Value<String> name =
              filter.transformations().stream()
                  .findFirst()
                  .map(metric -> metric.name())
                  .orElseGet(Value::absent);
          List<Alarm> watching = new ArrayList<>();
          List<Alarm> known =
              name.isKnown()
                  ? alarmsByMetric.getOrDefault(name.get().orElseThrow(), List.of())
                  : infrastructure.alarms();
          watching.addAll(known);
          for (Alarm alarm : name.isKnown() ? otherAlarms : List.<Alarm>of()) {
            boolean mayWatch =
                alarm.metrics().isEmpty()
                    || alarm.metrics().stream()
                        .anyMatch(metric -> metric.name().sameAs(name) != Answer.NO);
            if (mayWatch) {
              watching.add(alarm);
            }
          }
          return watching.isEmpty() ? lookalike(name) : watching;
        });
  }

  private List<Alarm> lookalike(Value<String> name) {
    return infrastructure.alarms().stream()
        .filter(
            alarm ->
                alarm.metrics().stream()
                    .flatMap(metric -> metric.name().get().stream())
                    .anyMatch(
                        other ->
                            name.get()
                                .filter(own -> patterns.similarity(own, other) > SAME_NAME)
                                .isPresent()))
        .limit(1)
        .toList();
  }
}

package io.github.cisalarms.chain.search;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.rule.Rule.Stage;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the ways from the trail to a subscriber and keeps the best: a control is fine if one
 * chain is, whatever else there is.
 */
public final class ChainSearch {

  private final Infrastructure infrastructure;
  private final List<String> logGroups;
  private final Patterns patterns;
  private final Candidates candidates;

  public ChainSearch(Infrastructure infrastructure, List<String> logGroups, Patterns patterns) {
    this.infrastructure = infrastructure;
    this.logGroups = logGroups;
    this.patterns = patterns;
    this.candidates = new Candidates(infrastructure, patterns);
  }

  /**
   * What came of a search.
   *
   * @param best the way that comes nearest to holding
   */
  public record Result(Answer detects, Answer alarms, Answer notifies, Path best) {}

  /**
   * Follows the chains of a control as somebody judges them.
   *
   * @param allowance what an alarm may take to go off
   */
  public Result search(Control control, Judge judge, Allowance allowance) {
    Search search = new Search(control, judge, allowance);
    if (!logGroups.isEmpty()) {
      logGroups.forEach(logGroup -> followNamed(search, Value.known(logGroup)));
    } else if (infrastructure.trails().isEmpty()) {
      Chain chain = search.start(Optional.empty(), Value.unknown());
      search.follow(chain, Questions.ask(chain, Stage.TRAIL, false, List.of()));
    } else {
      for (Trail trail : infrastructure.trails()) {
        Chain chain = search.start(Optional.of(trail), trail.logGroup());
        search.follow(chain, Questions.ask(chain, Stage.TRAIL, true, List.of()));
      }
    }
    if (logGroups.isEmpty()) {
      search.perhaps(
          infrastructure.unread(Unread.Kind.TRAILS, Place.unknown()), Stage.TRAIL, List.of());
    }
    return search.result();
  }

  /** Who names a log group vouches for its trail, unless the plan itself has that trail. */
  private void followNamed(Search search, Value<String> logGroup) {
    List<Trail> writing =
        infrastructure.trails().stream()
            .filter(trail -> trail.logGroup().sameAs(logGroup) == Answer.YES)
            .toList();
    if (writing.isEmpty()) {
      search.follow(search.start(Optional.empty(), logGroup), List.of());
    }
    for (Trail trail : writing) {
      Chain chain = search.start(Optional.of(trail), logGroup);
      search.follow(chain, Questions.ask(chain, Stage.TRAIL, true, List.of()));
    }
  }

  /** Why an alarm of this control goes off without an event, if one does. */
  public Optional<Finding> noise(Control control) {
    return new Noise(infrastructure, candidates, patterns).of(control);
  }

  /** One search, with the best of what it came upon. */
  private final class Search {

    private final Control control;
    private final Judge judge;
    private final Allowance allowance;
    private final Map<Object, List<Subscription>> subscribers = new HashMap<>();
    private Answer detects = Answer.NO;
    private Answer alarms = Answer.NO;
    private Answer notifies = Answer.NO;
    private Optional<Path> best = Optional.empty();

    Search(Control control, Judge judge, Allowance allowance) {
      this.control = control;
      this.judge = judge;
      this.allowance = allowance;
    }

    Chain start(Optional<Trail> trail, Value<String> logGroup) {
      return Chain.start(
          new Chain.Question(infrastructure, patterns, control, judge, allowance), trail, logGroup);
    }

    Result result() {
      return new Result(detects, alarms, notifies, best.orElseThrow());
    }

    private void arrived(List<Finding> found) {
      Path path = new Path(found);
      detects = detects.or(path.upTo(Link.FILTER));
      alarms = alarms.or(path.upTo(Link.ALARM));
      notifies = notifies.or(path.answer());
      if (path.isBetterThan(best)) {
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
      return path.answer() == Answer.NO
          && !path.isBetterThan(best)
          && path.upTo(Link.FILTER).compareTo(detects) <= 0
          && path.upTo(Link.ALARM).compareTo(alarms) <= 0;
    }

    /** Of the filters that are the same to every alarm the best one is followed. */
    void follow(Chain chain, List<Finding> found) {
      List<MetricFilter> filters = candidates.filters(control);
      if (filters.isEmpty()) {
        end(chain, Stage.FILTER, found);
      }
      perhaps(
          infrastructure.unread(
              Unread.Kind.FILTERS,
              chain.trail().map(Trail::logGroupPlace).orElseGet(Place::unknown)),
          Stage.FILTER,
          found);
      Map<Object, MetricFilter> followed = new LinkedHashMap<>();
      Map<Object, Path> paths = new HashMap<>();
      for (MetricFilter filter : filters) {
        Path path = new Path(Questions.ask(chain.with(filter), Stage.FILTER, true, found));
        detects = detects.or(path.upTo(Link.FILTER));
        Object emission = Candidates.emission(judge, filter);
        if (path.isBetterThan(Optional.ofNullable(paths.get(emission)))) {
          followed.put(emission, filter);
          paths.put(emission, path);
        }
      }
      followed.forEach(
          (emission, filter) -> {
            List<Finding> more = paths.get(emission).findings();
            if (!done() && !hopeless(more)) {
              followFilter(chain.with(filter), more);
            }
          });
    }

    private void followFilter(Chain chain, List<Finding> found) {
      List<Alarm> watching = candidates.alarms(judge, chain.filter().orElseThrow());
      if (watching.isEmpty()) {
        end(chain, Stage.ALARM, found);
      }
      perhaps(
          infrastructure.unread(Unread.Kind.ALARMS, chain.filter().orElseThrow().place()),
          Stage.ALARM,
          found);
      for (Alarm alarm : watching) {
        if (done()) {
          return;
        }
        Chain longer = chain.with(alarm);
        List<Finding> more = Questions.ask(longer, Stage.ALARM, true, found);
        if (!hopeless(more)) {
          followAlarm(longer, more);
        }
      }
    }

    private void followAlarm(Chain chain, List<Finding> found) {
      if (Questions.of(judge, Stage.ACTION).isEmpty()) {
        arrived(found);
        return;
      }
      List<CompositeAlarm> composites =
          judge == Judge.DELIVERY ? candidates.composites(chain.alarm().orElseThrow()) : List.of();
      // An alarm without actions under a composite one is not meant to act.
      if (composites.isEmpty() || !chain.alarm().orElseThrow().actions().isEmpty()) {
        followActions(chain, found);
      }
      composites.forEach(composite -> followActions(chain.with(composite), found));
    }

    private void followActions(Chain chain, List<Finding> found) {
      List<Value<String>> actions = chain.actor().actions();
      if (actions.isEmpty()) {
        end(chain, Stage.ACTION, found);
      }
      for (Value<String> action : actions) {
        Chain longer = chain.with(action, candidates.topic(action));
        List<Finding> more = Questions.ask(longer, Stage.ACTION, true, found);
        if (!hopeless(more)) {
          followAction(longer, more);
        }
      }
    }

    private void followAction(Chain chain, List<Finding> found) {
      List<Subscription> best =
          subscribers.computeIfAbsent(audience(chain), any -> bestSubscriber(chain));
      if (best.isEmpty()) {
        end(chain, Stage.SUBSCRIPTION, found);
      }
      chain
          .action()
          .flatMap(Value::get)
          .flatMap(topic -> infrastructure.unread(Unread.Kind.SUBSCRIPTIONS, topic))
          .ifPresent(unread -> perhaps(List.of(unread), Stage.SUBSCRIPTION, found));
      best.forEach(
          subscription ->
              arrived(Questions.ask(chain.with(subscription), Stage.SUBSCRIPTION, true, found)));
    }

    /** Alarms that tell the same topic tell the same subscribers, unless one of them filters. */
    private Object audience(Chain chain) {
      Value<String> action = chain.action().orElseThrow();
      boolean filtered =
          candidates.subscriptions(action).stream()
              .anyMatch(subscription -> !subscription.filterPolicy().isAbsent());
      return filtered ? List.of(action, chain.actor().address()) : action;
    }

    /** The best of a topic's subscribers; none if there is none. */
    private List<Subscription> bestSubscriber(Chain chain) {
      Optional<Path> best = Optional.empty();
      List<Subscription> chosen = List.of();
      for (Subscription subscription : candidates.subscriptions(chain.action().orElseThrow())) {
        Path path =
            new Path(Questions.ask(chain.with(subscription), Stage.SUBSCRIPTION, true, List.of()));
        if (path.isBetterThan(best)) {
          best = Optional.of(path);
          chosen = List.of(subscription);
        }
      }
      return chosen;
    }

    /** A list that could not be read may have had what holds. */
    private void perhaps(Collection<Unread> unread, Stage stage, List<Finding> found) {
      for (Unread list : unread) {
        Questions.of(judge, stage).stream()
            .findFirst()
            .ifPresent(
                rule -> {
                  List<Finding> more = new ArrayList<>(found);
                  more.add(rule.unclear(list.address(), list.why(), list.remedy()));
                  arrived(more);
                });
      }
    }

    private void end(Chain chain, Stage stage, List<Finding> found) {
      arrived(Questions.ask(chain, stage, false, found));
    }
  }
}

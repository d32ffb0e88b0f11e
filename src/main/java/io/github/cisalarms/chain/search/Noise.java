package io.github.cisalarms.chain.search;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.behaviour.AlarmBehaviour;
import io.github.cisalarms.chain.rule.AlarmWatchesMetric;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds alarms that go off without an event that their control asks for. */
public final class Noise {

  /** The id of what it finds, as rules have one. */
  public static final String ID = "AlarmIsQuiet";

  /** What it asks for, as a sentence. */
  public static final String ASKS = "Without an event no alarm of the control goes off.";

  private final Infrastructure infrastructure;
  private final Candidates candidates;
  private final Patterns patterns;

  public Noise(Infrastructure infrastructure, Candidates candidates, Patterns patterns) {
    this.infrastructure = infrastructure;
    this.candidates = candidates;
    this.patterns = patterns;
  }

  /** Why an alarm of this control goes off without an event, if one does. */
  public Optional<Finding> of(Control control) {
    Set<Object> emissions = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (MetricFilter filter : candidates.filters(control)) {
      Optional<String> pattern = filter.pattern().get();
      boolean detects =
          pattern.isEmpty() || patterns.match(control, pattern.get()).detects() != Answer.NO;
      if (!detects || filter.transformations().isEmpty()) {
        continue;
      }
      Optional<Finding> noise =
          emissions.add(Candidates.emission(Judge.DELIVERY, filter))
              ? ofAlarms(control, filter)
              : Optional.empty();
      if (noise.isEmpty() && pattern.filter(texts::add).isPresent()) {
        noise = ofPattern(control, filter, pattern.get());
      }
      if (noise.isPresent()) {
        return noise;
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> ofAlarms(Control control, MetricFilter filter) {
    for (Alarm alarm : candidates.alarms(Judge.DELIVERY, filter)) {
      Chain chain =
          Chain.start(
                  new Chain.Question(
                      infrastructure, patterns, control, Judge.DELIVERY, Allowance.ONE_EVENT),
                  Optional.empty(),
                  Value.unknown())
              .with(filter)
              .with(alarm);
      AlarmBehaviour.Outcome quiet = AlarmBehaviour.of(chain).withoutEvents();
      if (quiet.answer() == Answer.YES
          && new AlarmWatchesMetric().check(chain).answer() != Answer.NO) {
        return Optional.of(
            new Finding(
                ID,
                Link.ALARM,
                Answer.NO,
                alarm.address(),
                quiet.why(),
                "use treat_missing_data = \"notBreaching\" and a default value of 0"));
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> ofPattern(Control control, MetricFilter filter, String pattern) {
    return patterns.matchesOrdinaryEvents(pattern)
        ? Optional.of(
            new Finding(
                ID,
                Link.FILTER,
                Answer.NO,
                filter.address(),
                "the pattern also matches what goes on all day",
                "use a published pattern as it is: cis-alarms controls show " + control.slug()))
        : Optional.empty();
  }
}

package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.PatternComparison;
import io.github.cisalarms.pattern.PatternComparison.Relation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What filter patterns are to the controls, found out once for each text. For several threads. */
public final class Patterns {

  /** What happens all day in every account, and no control asks for. */
  private static final String ORDINARY_EVENT =
      "{\"eventVersion\":\"1.10\",\"userIdentity\":{\"type\":\"AssumedRole\",\"accountId\":"
          + "\"111122223333\"},\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":"
          + "\"DescribeInstances\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"192.0.2.1\","
          + "\"readOnly\":true,\"eventType\":\"AwsApiCall\",\"managementEvent\":true}";

  private static final double ALIKE = 0.5;
  private static final int MANY = 200;

  private final Map<Pair, Match> matches = new ConcurrentHashMap<>();
  private final PatternWords words = new PatternWords();
  private final PatternExamples examples = new PatternExamples();
  private final Map<Acceptance, Boolean> accepted = new ConcurrentHashMap<>();

  private record Pair(String slug, String pattern) {}

  private record Acceptance(String slug, Checker checker, String pattern) {}

  /**
   * What a pattern is to a control.
   *
   * @param detects whether it matches everything that the control asks for
   * @param related whether it is meant for the control at all, as far as can be told
   * @param message what it is to the nearest variant
   * @param missed an event that the control asks for and that it doesn't match
   */
  public record Match(Answer detects, boolean related, String message, Optional<String> missed) {}

  /**
   * Finds out what each pattern is to each control, on all cores, if they are so many that it takes
   * longer than to start the threads.
   */
  public void prepare(Set<String> patterns) {
    if (patterns.size() >= MANY) {
      patterns.parallelStream()
          .forEach(pattern -> Controls.all().forEach(control -> match(control, pattern)));
    }
  }

  /** What the pattern is to the control. */
  public Match match(Control control, String pattern) {
    return matches.computeIfAbsent(
        new Pair(control.slug(), pattern), any -> compare(control, pattern));
  }

  /** Whether a checker that judges the control accepts the pattern. */
  public boolean accepted(Control control, Checker checker, String pattern) {
    return accepted.computeIfAbsent(
        new Acceptance(control.slug(), checker, pattern),
        any -> control.rule(checker).filter(rule -> rule.accepts(pattern)).isPresent());
  }

  /** Whether the pattern also matches what goes on all day. */
  public boolean matchesOrdinaryEvents(String pattern) {
    return examples.parse(pattern).map(filter -> filter.matches(ORDINARY_EVENT)).orElse(false);
  }

  private Match compare(Control control, String text) {
    return foreign(control, text).orElseGet(() -> compareWithVariants(control, text));
  }

  /**
   * The answer for a pattern that is obviously none of the control's, without looking closer: none
   * of its words is about the control, and it misses what each variant matches.
   */
  private Optional<Match> foreign(Control control, String text) {
    Optional<FilterPattern> pattern = examples.parse(text);
    if (pattern.isEmpty() || words.tell(control, text)) {
      return Optional.empty();
    }
    Set<String> missed = examples.missedExamples(text, pattern.get());
    for (PatternVariant variant : control.variants()) {
      if (examples.example(variant).filter(missed::contains).isEmpty()) {
        return Optional.empty();
      }
    }
    PatternVariant first = control.variants().get(0);
    return Optional.of(
        no("its pattern misses events that " + named(first) + " matches", examples.example(first)));
  }

  private Match compareWithVariants(Control control, String text) {
    boolean alike =
        control.variants().stream()
            .anyMatch(variant -> words.similarity(variant.pattern(), text) >= ALIKE);
    boolean meant = alike || anyoneAccepts(control, text);
    Optional<FilterPattern> pattern = examples.parse(text);
    if (pattern.isEmpty()) {
      return new Match(
          Answer.NO,
          meant,
          "CloudWatch Logs does not take its pattern, which has a syntax error",
          Optional.empty());
    }
    Optional<Match> best = Optional.empty();
    boolean narrower = false;
    for (PatternVariant variant : control.variants()) {
      Optional<String> missed =
          examples.example(variant).filter(examples.missedExamples(text, pattern.get())::contains);
      Match match;
      if (missed.isPresent()
          && (meant
              || !words.mayImply(text, variant.pattern())
              || examples.reachesBeyond(text, variant))) {
        // One event says it all; comparing would take a hundred times as long.
        match = no("its pattern misses events that " + named(variant) + " matches", missed);
      } else {
        FilterPattern asked = examples.parse(variant.pattern()).orElseThrow();
        PatternComparison comparison = pattern.get().comparedWith(asked);
        match = match(variant, pattern.get(), asked, comparison);
        narrower |= comparison.relation() == Relation.NARROWER;
      }
      if (best.isEmpty() || match.detects().compareTo(best.get().detects()) > 0) {
        best = Optional.of(match);
      }
      if (match.detects() == Answer.YES) {
        break;
      }
    }
    Match found = best.orElseThrow();
    return new Match(
        found.detects(),
        meant || narrower || found.detects() != Answer.NO,
        found.message(),
        found.missed());
  }

  private boolean anyoneAccepts(Control control, String text) {
    return Arrays.stream(Checker.values()).anyMatch(checker -> accepted(control, checker, text));
  }

  private static Match match(
      PatternVariant variant,
      FilterPattern pattern,
      FilterPattern asked,
      PatternComparison comparison) {
    String name = named(variant);
    if (pattern.findsAllOf(asked)) {
      return yes("its terms stand in every event that " + name + " matches");
    }
    return switch (comparison.relation()) {
      case EQUIVALENT -> yes("its pattern matches the same events as " + name);
      case WIDER -> yes("its pattern matches all that " + name + " does, and more");
      case NARROWER ->
          no("its pattern matches only part of what " + name + " does", comparison.missed());
      case OVERLAPPING ->
          no("its pattern misses events that " + name + " matches", comparison.missed());
      case DISJOINT ->
          no("its pattern matches none of the events that " + name + " does", comparison.missed());
      case UNKNOWN -> undecided(pattern, asked, name, comparison);
    };
  }

  private static String named(PatternVariant variant) {
    return "the control's pattern '" + variant.name() + "'";
  }

  private static Match undecided(
      FilterPattern pattern, FilterPattern asked, String name, PatternComparison comparison) {
    Optional<String> missed =
        comparison
            .missed()
            .or(() -> PatternExamples.example(asked).filter(event -> !pattern.matches(event)));
    return missed.isPresent()
        ? no("its pattern misses events that " + name + " matches", missed)
        : new Match(
            Answer.UNKNOWN,
            true,
            "whether its pattern matches all that "
                + name
                + " does could not be decided"
                + comparison.reason().map(reason -> ": " + reason).orElse(""),
            Optional.empty());
  }

  private static Match yes(String message) {
    return new Match(Answer.YES, true, message, Optional.empty());
  }

  private static Match no(String message, Optional<String> missed) {
    return new Match(Answer.NO, false, message, missed);
  }

  /** How much of their words two texts share, from 0 to 1. */
  public double similarity(String one, String other) {
    return words.similarity(one, other);
  }
}

package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import io.github.cisalarms.pattern.PatternComparison;
import io.github.cisalarms.pattern.PatternComparison.Relation;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What filter patterns are to the controls, found out once for each text. For several threads. */
public final class Patterns {

  private static final FilterPattern NOTHING =
      FilterPattern.parse("{ ($.eventName NOT EXISTS) && ($.eventName = \"*\") }");

  /** What happens all day in every account, and no control asks for. */
  private static final String ORDINARY_EVENT =
      "{\"eventVersion\":\"1.10\",\"userIdentity\":{\"type\":\"AssumedRole\",\"accountId\":"
          + "\"111122223333\"},\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":"
          + "\"DescribeInstances\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"192.0.2.1\","
          + "\"readOnly\":true,\"eventType\":\"AwsApiCall\",\"managementEvent\":true}";

  private static final double ALIKE = 0.5;
  private static final int MANY = 200;

  /** In how many controls a word is still a sign of one of them. */
  private static final int FEW = 3;

  private final Map<String, Optional<FilterPattern>> parsed = new ConcurrentHashMap<>();
  private final Map<Pair, Match> matches = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> words = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> tellingWords = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> examples = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> missed = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> ownExamples = new ConcurrentHashMap<>();

  /** Matchers are not for several threads. */
  private final ThreadLocal<Map<String, PatternMatcher>> matchers =
      ThreadLocal.withInitial(HashMap::new);

  private final Set<String> allExamples = new LinkedHashSet<>();
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
    return parse(pattern).map(filter -> filter.matches(ORDINARY_EVENT)).orElse(false);
  }

  private Optional<FilterPattern> parse(String pattern) {
    return parsed.computeIfAbsent(
        pattern,
        text -> {
          try {
            return Optional.of(FilterPattern.parse(text));
          } catch (FilterPatternException e) {
            return Optional.empty();
          }
        });
  }

  private Match compare(Control control, String text) {
    return foreign(control, text).orElseGet(() -> compareWithVariants(control, text));
  }

  /**
   * The answer for a pattern that is obviously none of the control's, without looking closer: none
   * of its words is about the control, and it misses what each variant matches.
   */
  private Optional<Match> foreign(Control control, String text) {
    Optional<FilterPattern> pattern = parse(text);
    if (pattern.isEmpty() || !Collections.disjoint(words(text), tellingWords(control))) {
      return Optional.empty();
    }
    Set<String> missed = missedExamples(text, pattern.get());
    for (PatternVariant variant : control.variants()) {
      if (example(variant).filter(missed::contains).isEmpty()) {
        return Optional.empty();
      }
    }
    PatternVariant first = control.variants().get(0);
    return Optional.of(
        no("its pattern misses events that " + named(first) + " matches", example(first)));
  }

  /** Of one event for each variant of each control those that a pattern does not match. */
  private Set<String> missedExamples(String text, FilterPattern pattern) {
    return missed.computeIfAbsent(
        text,
        any -> {
          PatternMatcher matcher = PatternSet.of(List.of(pattern)).matcher();
          Set<String> missed = new HashSet<>();
          for (String event : allExamples()) {
            if (!matches(matcher, event)) {
              missed.add(event);
            }
          }
          return missed;
        });
  }

  private synchronized Set<String> allExamples() {
    if (allExamples.isEmpty()) {
      for (Control control : Controls.all()) {
        control.variants().forEach(variant -> example(variant).ifPresent(allExamples::add));
      }
    }
    return allExamples;
  }

  private static boolean matches(PatternMatcher matcher, String event) {
    byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
    return matcher.matches(utf8, 0, utf8.length).get(0);
  }

  /** The words of the control's patterns that few other controls have. */
  private synchronized Set<String> tellingWords(Control control) {
    if (tellingWords.isEmpty()) {
      Map<String, Integer> controls = new HashMap<>();
      Controls.all()
          .forEach(each -> wordsOf(each).forEach(word -> controls.merge(word, 1, Integer::sum)));
      for (Control each : Controls.all()) {
        Set<String> telling = wordsOf(each);
        telling.removeIf(word -> controls.get(word) > FEW);
        tellingWords.put(each.slug(), telling);
      }
    }
    return tellingWords.get(control.slug());
  }

  private Set<String> wordsOf(Control control) {
    Set<String> all = new HashSet<>();
    control.variants().forEach(variant -> all.addAll(words(variant.pattern())));
    return all;
  }

  /** An event that the variant matches. */
  private Optional<String> example(PatternVariant variant) {
    return examples.computeIfAbsent(
        variant.pattern(), text -> parse(text).orElseThrow().comparedWith(NOTHING).extra());
  }

  private Match compareWithVariants(Control control, String text) {
    boolean alike =
        control.variants().stream()
            .anyMatch(variant -> similarity(variant.pattern(), text) >= ALIKE);
    boolean meant = alike || anyoneAccepts(control, text);
    Optional<FilterPattern> pattern = parse(text);
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
          example(variant).filter(missedExamples(text, pattern.get())::contains);
      Match match;
      if (missed.isPresent() && (meant || reachesBeyond(text, variant))) {
        // One event says it all; comparing would take a hundred times as long.
        match = no("its pattern misses events that " + named(variant) + " matches", missed);
      } else {
        FilterPattern asked = parse(variant.pattern()).orElseThrow();
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

  /** Whether an event is known that the pattern matches and the variant doesn't. */
  private boolean reachesBeyond(String text, PatternVariant variant) {
    return ownExamples
        .computeIfAbsent(text, any -> parse(text).flatMap(p -> p.comparedWith(NOTHING).extra()))
        .filter(
            event ->
                !matches(
                    matchers
                        .get()
                        .computeIfAbsent(
                            variant.pattern(),
                            any -> PatternSet.of(List.of(parse(any).orElseThrow())).matcher()),
                    event))
        .isPresent();
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
            .or(() -> asked.comparedWith(NOTHING).extra().filter(event -> !pattern.matches(event)));
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
    Set<String> first = words(one);
    Set<String> second = words(other);
    Set<String> common = new HashSet<>(first);
    common.retainAll(second);
    int all = first.size() + second.size() - common.size();
    return all == 0 ? 0 : (double) common.size() / all;
  }

  private Set<String> words(String text) {
    return words.computeIfAbsent(
        text,
        any -> {
          Set<String> words =
              new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
          words.remove("");
          return words;
        });
  }
}

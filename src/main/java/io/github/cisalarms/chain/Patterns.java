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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What filter patterns are to the controls, found out once for each text. */
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

  /** In how many controls a word is still a sign of one of them. */
  private static final int FEW = 3;

  private final Map<String, Optional<FilterPattern>> parsed = new HashMap<>();
  private final Map<Pair, Match> matches = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, Set<String>> tellingWords = new HashMap<>();
  private final Map<String, Optional<String>> examples = new HashMap<>();
  private final Map<Acceptance, Boolean> accepted = new HashMap<>();

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
    List<Optional<String>> missed =
        control.variants().stream()
            .map(this::example)
            .map(example -> example.filter(event -> !pattern.get().matches(event)))
            .toList();
    return missed.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            no(
                "its pattern misses events that " + named(control.variants().get(0)) + " matches",
                missed.get(0)))
        : Optional.empty();
  }

  /** The words of the control's patterns that few other controls have. */
  private Set<String> tellingWords(Control control) {
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
    boolean accepted =
        Arrays.stream(Checker.values()).anyMatch(checker -> accepted(control, checker, text));
    boolean alike =
        control.variants().stream()
            .anyMatch(variant -> similarity(variant.pattern(), text) >= ALIKE);
    Optional<FilterPattern> pattern = parse(text);
    if (pattern.isEmpty()) {
      return new Match(
          Answer.NO,
          accepted || alike,
          "CloudWatch Logs does not take its pattern, which has a syntax error",
          Optional.empty());
    }
    Optional<Match> best = Optional.empty();
    boolean narrower = false;
    for (PatternVariant variant : control.variants()) {
      FilterPattern asked = parse(variant.pattern()).orElseThrow();
      PatternComparison comparison = pattern.get().comparedWith(asked);
      Match match = match(variant, pattern.get(), asked, comparison);
      narrower |= comparison.relation() == Relation.NARROWER;
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
        accepted || alike || narrower || found.detects() != Answer.NO,
        found.message(),
        found.missed());
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

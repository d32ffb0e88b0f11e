package io.github.cisalarms.pattern;

import io.github.cisalarms.pattern.PatternComparison.Relation;
import io.github.cisalarms.pattern.comparison.EventSearch;
import io.github.cisalarms.pattern.comparison.EventSearch.Answer;
import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Compares two JSON patterns by the events they match: asks three times for an event that one
 * matches and the other doesn't, or that both match.
 */
final class PatternComparer {

  private static final String NOT_JSON = "text that is not JSON";

  private final FilterPattern first;
  private final FilterPattern second;
  private final EventSearch search;
  private Optional<PatternMatcher> engine = Optional.empty();

  private PatternComparer(FilterPattern first, FilterPattern second) {
    this.first = first;
    this.second = second;
    this.search =
        new EventSearch(
            expression(first).orElseThrow(), expression(second).orElseThrow(), this::matched);
  }

  static PatternComparison compare(FilterPattern first, FilterPattern second) {
    if (first.equals(second)) {
      return new PatternComparison(
          Relation.EQUIVALENT, Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (expression(first).isEmpty() || expression(second).isEmpty()) {
      return new PatternComparison(
          Relation.UNKNOWN,
          Optional.empty(),
          Optional.empty(),
          Optional.of("only JSON patterns are compared by what they match"));
    }
    return new PatternComparer(first, second).compare();
  }

  /** The condition of a JSON pattern; the empty pattern has none to fulfil. */
  private static Optional<Expr<JsonCondition>> expression(FilterPattern pattern) {
    if (pattern.syntax() instanceof Syntax.Json json) {
      return Optional.of(json.condition());
    }
    return pattern.syntax() instanceof Syntax.Everything
        ? Optional.of(new Expr.And<>(List.of()))
        : Optional.empty();
  }

  private PatternComparison compare() {
    Answer extra = extra();
    Answer missed = missed();
    Optional<String> undecided = extra.undecided().or(missed::undecided);
    Relation relation;
    if (undecided.isPresent()) {
      relation = Relation.UNKNOWN;
    } else if (extra.isNone()) {
      relation = missed.isNone() ? Relation.EQUIVALENT : Relation.NARROWER;
    } else if (missed.isNone()) {
      relation = Relation.WIDER;
    } else {
      Answer common = search.find(true, true);
      undecided = common.undecided();
      relation =
          undecided.isPresent()
              ? Relation.UNKNOWN
              : common.isNone() ? Relation.DISJOINT : Relation.OVERLAPPING;
    }
    return new PatternComparison(relation, missed.event(), extra.event(), undecided);
  }

  private Answer extra() {
    return orText(search.find(true, false), first);
  }

  private Answer missed() {
    return orText(search.find(false, true), second);
  }

  /** Only the empty pattern matches what is not JSON. */
  private static Answer orText(Answer answer, FilterPattern matching) {
    boolean matchesText = matching.syntax() instanceof Syntax.Everything;
    return answer.isNone() && matchesText ? Answer.event(NOT_JSON) : answer;
  }

  private BitSet matched(String event) {
    // Most searches come to their end without an event to try.
    if (engine.isEmpty()) {
      engine = Optional.of(PatternSet.of(List.of(first, second)).matcher());
    }
    byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
    return engine.get().matches(utf8, 0, utf8.length);
  }
}

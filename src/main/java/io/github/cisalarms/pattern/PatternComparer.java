package io.github.cisalarms.pattern;

import io.github.cisalarms.pattern.PatternComparison.Relation;
import io.github.cisalarms.pattern.ValueClasses.ValueClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares two JSON patterns by the events they match.
 *
 * <p>Asks three times for an event that one matches and the other doesn't, or that both match. The
 * search gives each field that the patterns name a value of each class in turn, and turns back as
 * soon as the fields that have one rule out what is asked for. No event after a search through all
 * classes means that there is none. Events that are found are given to the engine before they are
 * believed.
 */
final class PatternComparer {

  /** Far more than patterns for CloudTrail need; a search that takes more gives up. */
  private static final int MAX_STEPS = 200_000;

  /** How many events may turn out to be impossible before a search gives up. */
  private static final int MAX_FAILED_EVENTS = 100;

  private static final String NOT_JSON = "text that is not JSON";
  private static final String TOO_MANY = "there are too many combinations of values";
  private static final String NOT_CONSTRUCTED =
      "regular expressions, wildcards in selectors or fields within fields leave it open";

  private final FilterPattern first;
  private final FilterPattern second;
  private final Expr<Integer> firstExpression;
  private final Expr<Integer> secondExpression;
  private final List<JsonCondition> conditions;
  private final List<Field> fields = new ArrayList<>();
  private Optional<PatternMatcher> engine = Optional.empty();

  /** A selector, the indexes of the conditions on it, and the classes of its values. */
  private record Field(Selector selector, List<Integer> conditions, List<ValueClass> classes) {}

  /** What a search came to. An event, or a reason not to know; neither: there is no such event. */
  private record Answer(Optional<String> event, Optional<String> undecided) {

    static final Answer NONE = new Answer(Optional.empty(), Optional.empty());

    static Answer event(String event) {
      return new Answer(Optional.of(event), Optional.empty());
    }

    static Answer undecided(String reason) {
      return new Answer(Optional.empty(), Optional.of(reason));
    }

    boolean isNone() {
      return event.isEmpty() && undecided.isEmpty();
    }
  }

  private PatternComparer(FilterPattern first, FilterPattern second) {
    this.first = first;
    this.second = second;
    Map<JsonCondition, Integer> indexes = new LinkedHashMap<>();
    this.firstExpression = expression(first).orElseThrow().accept(new Numbered<>(indexes));
    this.secondExpression = expression(second).orElseThrow().accept(new Numbered<>(indexes));
    this.conditions = List.copyOf(indexes.keySet());
    Map<Selector, List<Integer>> bySelector = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      bySelector.computeIfAbsent(conditions.get(i).selector(), key -> new ArrayList<>()).add(i);
    }
    bySelector.forEach(
        (selector, on) ->
            fields.add(
                new Field(
                    selector,
                    on,
                    selector.hasWildcard()
                        ? ValueClasses.ofWildcard(on.size())
                        : ValueClasses.of(on.stream().map(conditions::get).toList()))));
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
      Answer common = search(true, true);
      undecided = common.undecided();
      relation =
          undecided.isPresent()
              ? Relation.UNKNOWN
              : common.isNone() ? Relation.DISJOINT : Relation.OVERLAPPING;
    }
    return new PatternComparison(relation, missed.event(), extra.event(), undecided);
  }

  private Answer extra() {
    return orText(search(true, false), first);
  }

  private Answer missed() {
    return orText(search(false, true), second);
  }

  /** Only the empty pattern matches what is not JSON. */
  private static Answer orText(Answer answer, FilterPattern matching) {
    boolean matchesText = matching.syntax() instanceof Syntax.Everything;
    return answer.isNone() && matchesText ? Answer.event(NOT_JSON) : answer;
  }

  /** Most searches come to their end without an event to try. */
  private PatternMatcher engine() {
    if (engine.isEmpty()) {
      engine = Optional.of(PatternSet.of(List.of(first, second)).matcher());
    }
    return engine.get();
  }

  private Answer search(boolean firstMatches, boolean secondMatches) {
    return new Search(firstMatches, secondMatches).run();
  }

  /** Looks for an event that each pattern matches, or doesn't, as it should. */
  private final class Search {

    private final Truth firstWanted;
    private final Truth secondWanted;
    private final Truth[] truths = new Truth[conditions.size()];
    private final Map<Selector, ValueClass> chosen = new LinkedHashMap<>();
    private int steps;
    private int failed;
    private Optional<String> found = Optional.empty();
    private Optional<String> undecided = Optional.empty();

    Search(boolean firstMatches, boolean secondMatches) {
      this.firstWanted = Truth.of(firstMatches);
      this.secondWanted = Truth.of(secondMatches);
      Arrays.fill(truths, Truth.OPEN);
    }

    Answer run() {
      choose(0);
      return found
          .map(Answer::event)
          .orElseGet(() -> undecided.map(Answer::undecided).orElse(Answer.NONE));
    }

    /** Goes through the classes of a field; the fields before it have theirs. */
    private void choose(int field) {
      if (++steps > MAX_STEPS) {
        undecided = Optional.of(TOO_MANY);
      }
      if (found.isPresent() || steps > MAX_STEPS || failed > MAX_FAILED_EVENTS) {
        return;
      }
      Truth first = Truth.of(firstExpression, truths);
      Truth second = Truth.of(secondExpression, truths);
      if (first == firstWanted && second == secondWanted) {
        tryEvent();
      } else if (isPossible(first, firstWanted) && isPossible(second, secondWanted)) {
        if (field < fields.size()) {
          chooseClass(field);
        } else {
          decideOpenCondition();
        }
      }
    }

    private static boolean isPossible(Truth truth, Truth wanted) {
      return truth == Truth.OPEN || truth == wanted;
    }

    private void chooseClass(int index) {
      Field field = fields.get(index);
      for (ValueClass valueClass : field.classes()) {
        chosen.put(field.selector(), valueClass);
        for (int i = 0; i < field.conditions().size(); i++) {
          truths[field.conditions().get(i)] =
              valueClass.open().get(i) ? Truth.OPEN : Truth.of(valueClass.satisfied().get(i));
        }
        choose(index + 1);
      }
      chosen.remove(field.selector());
      field.conditions().forEach(condition -> truths[condition] = Truth.OPEN);
    }

    /** All fields have a class, but some condition may still hold or not. */
    private void decideOpenCondition() {
      int open = Arrays.asList(truths).indexOf(Truth.OPEN);
      for (Truth truth : List.of(Truth.TRUE, Truth.FALSE)) {
        truths[open] = truth;
        choose(fields.size());
      }
      truths[open] = Truth.OPEN;
    }

    private void tryEvent() {
      Optional<String> event = EventBuilder.build(chosen).map(Object::toString);
      if (event.isPresent() && isAsWanted(event.get())) {
        found = event;
      } else {
        failed++;
        undecided =
            chosen.values().stream()
                .flatMap(valueClass -> valueClass.gap().stream())
                .findFirst()
                .or(() -> Optional.of(NOT_CONSTRUCTED));
      }
    }

    private boolean isAsWanted(String event) {
      byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
      BitSet matched = engine().matches(utf8, 0, utf8.length);
      return Truth.of(matched.get(0)) == firstWanted && Truth.of(matched.get(1)) == secondWanted;
    }
  }
}

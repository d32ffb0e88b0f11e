package io.github.cisalarms.pattern.comparison;

import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Numbered;
import io.github.cisalarms.pattern.language.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for events that one of two conditions on JSON holds of, or both, or only the other.
 *
 * <p>The search gives each field that the conditions name a value of each class in turn, and turns
 * back as soon as the fields that have one rule out what is asked for. No event after a search
 * through all classes means that there is none. Events that are found are given to the engine
 * before they are believed.
 */
public final class EventSearch {

  /** Far more than patterns for CloudTrail need; a search that takes more gives up. */
  private static final int MAX_STEPS = 200_000;

  /** How many events may turn out to be impossible before a search gives up. */
  private static final int MAX_FAILED_EVENTS = 100;

  private static final String TOO_MANY = "there are too many combinations of values";
  private static final String NOT_CONSTRUCTED =
      "regular expressions, wildcards in selectors or fields within fields leave it open";

  private final Function<String, BitSet> engine;
  private final Expr<Integer> firstExpression;
  private final Expr<Integer> secondExpression;
  private final List<JsonCondition> conditions;
  private final List<Field> fields = new ArrayList<>();

  /** A selector, the indexes of the conditions on it, and the classes of its values. */
  private record Field(Selector selector, List<Integer> conditions, List<ValueClass> classes) {}

  /**
   * What a search came to. Neither an event nor a reason not to know: there is no such event.
   *
   * @param event as JSON on one line
   * @param undecided why it is not known whether there is one
   */
  public record Answer(Optional<String> event, Optional<String> undecided) {

    private static final Answer NONE = new Answer(Optional.empty(), Optional.empty());

    /** Found that event. */
    public static Answer event(String event) {
      return new Answer(Optional.of(event), Optional.empty());
    }

    private static Answer undecided(String reason) {
      return new Answer(Optional.empty(), Optional.of(reason));
    }

    /** Whether there is no such event. */
    public boolean isNone() {
      return event.isEmpty() && undecided.isEmpty();
    }
  }

  /**
   * Prepares to search.
   *
   * @param engine says of an event which of the two hold: bit 0 for the first, bit 1 for the second
   */
  public EventSearch(
      Expr<JsonCondition> first, Expr<JsonCondition> second, Function<String, BitSet> engine) {
    this.engine = engine;
    Map<JsonCondition, Integer> indexes = new LinkedHashMap<>();
    this.firstExpression = first.accept(new Numbered<>(indexes));
    this.secondExpression = second.accept(new Numbered<>(indexes));
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

  /** Looks for an event of which each holds, or doesn't, as it should. */
  public Answer find(boolean firstHolds, boolean secondHolds) {
    return new Search(firstHolds, secondHolds).run();
  }

  /** One search. */
  private final class Search {

    private final Truth firstWanted;
    private final Truth secondWanted;
    private final Truth[] truths = new Truth[conditions.size()];
    private final Map<Selector, ValueClass> chosen = new LinkedHashMap<>();
    private int steps;
    private int failed;
    private Optional<String> found = Optional.empty();
    private Optional<String> undecided = Optional.empty();

    Search(boolean firstHolds, boolean secondHolds) {
      this.firstWanted = Truth.of(firstHolds);
      this.secondWanted = Truth.of(secondHolds);
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
      BitSet matched = engine.apply(event);
      return Truth.of(matched.get(0)) == firstWanted && Truth.of(matched.get(1)) == secondWanted;
    }
  }
}

package io.github.cisalarms.pattern.evaluation;

import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Operand;
import io.github.cisalarms.pattern.language.Operator;
import io.github.cisalarms.pattern.language.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The conditions of any number of JSON patterns, compiled so that one reading of an event decides
 * them all: what it finds are {@link Facts}.
 *
 * <p>Selectors and tests that several patterns share are one. Comparisons with exact strings are
 * one look-up per value, however many there are.
 */
public final class JsonProgram {

  private final EventState root;
  private final ValueTests[] testsBySelector;
  private final List<Check> checks;
  private final int testCount;

  private JsonProgram(
      EventState root, ValueTests[] testsBySelector, List<Check> checks, int testCount) {
    this.root = root;
    this.testsBySelector = testsBySelector;
    this.checks = checks;
    this.testCount = testCount;
  }

  /**
   * Compiles conditions, and selectors whose values are kept.
   *
   * @param conditions decided by {@link #check} under their index
   * @param kept known by their index to {@link ValueTests#keptAs}
   */
  public static JsonProgram of(List<Expr<JsonCondition>> conditions, List<Selector> kept) {
    Compiler compiler = new Compiler();
    for (int i = 0; i < kept.size(); i++) {
      ValueTests tests = compiler.tests.get(compiler.selector(kept.get(i)));
      tests.keptAs = with(tests.keptAs, i);
    }
    List<Check> checks = conditions.stream().map(c -> c.accept(compiler)).toList();
    compiler.tests.forEach(ValueTests::complete);
    return new JsonProgram(
        EventState.root(List.copyOf(compiler.selectors.keySet())),
        compiler.tests.toArray(ValueTests[]::new),
        checks,
        compiler.testIds.size());
  }

  private static int[] with(int[] ids, int id) {
    int[] longer = Arrays.copyOf(ids, ids.length + 1);
    longer[ids.length] = id;
    return longer;
  }

  EventState root() {
    return root;
  }

  ValueTests tests(int selector) {
    return testsBySelector[selector];
  }

  /** Facts of an event of which nothing is known yet. */
  public Facts facts() {
    return new Facts(testCount, testsBySelector.length);
  }

  /** The check of the condition of that index. */
  public Check check(int index) {
    return checks.get(index);
  }

  /** Decides a condition once an event is read. */
  public interface Check {
    boolean holds(Facts facts);
  }

  /** A test of a string or a number, known by its id. */
  record ValueTest(int id, Predicate<JsonValue> predicate) {}

  /** All tests of the values of one selector. */
  static final class ValueTests {

    private static final int[] NONE = {};

    private final Map<String, int[]> equalTo = new HashMap<>();
    private final List<ValueTest> others = new ArrayList<>();
    private final int[][] is = new int[JsonValue.Kind.values().length][];
    private int[] keptAs = NONE;
    private TextTable<int[]> equalToUtf8;
    private boolean comparesText;
    private boolean looksAtText;
    private int[] nullElement = NONE;

    ValueTests() {
      Arrays.fill(is, NONE);
    }

    private void complete() {
      equalToUtf8 = new TextTable<>(equalTo);
      comparesText = !equalTo.isEmpty() || !others.isEmpty();
      looksAtText = comparesText || keptAs.length > 0;
    }

    /** Whether any test, or who keeps the value, needs the text of a string or a number. */
    boolean looksAtText() {
      return looksAtText;
    }

    /** Whether any test needs the text of a string or a number. */
    boolean comparesText() {
      return comparesText;
    }

    /** Notes the tests that a string or a number satisfies. */
    void satisfyBy(JsonValue value, Facts facts) {
      facts.satisfy(equalTo.getOrDefault(value.text(), NONE));
      satisfyOthersBy(value, facts);
    }

    /** The tests that the text in a range of a buffer satisfies, in UTF-8. */
    int[] equalTo(byte[] buffer, int from, int to) {
      int[] tests = equalToUtf8.find(buffer, from, to);
      return tests == null ? NONE : tests;
    }

    /** Notes those among them that need to look at the value one by one. */
    void satisfyOthersBy(JsonValue value, Facts facts) {
      for (ValueTest test : others) {
        if (!facts.satisfied(test.id()) && test.predicate().test(value)) {
          facts.satisfy(test.id());
        }
      }
    }

    boolean hasOthers() {
      return !others.isEmpty();
    }

    /** The tests that a value satisfies by being of that kind: true, false or null. */
    int[] is(JsonValue.Kind kind) {
      return is[kind.ordinal()];
    }

    /** The tests that an array at the selector satisfies by having an element of that kind. */
    int[] hasElement(JsonValue.Kind kind) {
      return kind == JsonValue.Kind.NULL ? nullElement : NONE;
    }

    /** Whether any test depends on the elements of an array at the selector. */
    boolean looksIntoArrays() {
      return nullElement.length > 0;
    }

    /** Under which indexes the value is kept. */
    int[] keptAs() {
      return keptAs;
    }
  }

  /** Makes checks of conditions, and collects selectors and tests on the way. */
  private static final class Compiler
      implements Expr.Visitor<JsonCondition, Check>, JsonCondition.Visitor<Check> {

    // In the order of first use, which is the order of their indexes.
    private final Map<Selector, Integer> selectors = new LinkedHashMap<>();
    private final List<ValueTests> tests = new ArrayList<>();
    private final Map<JsonCondition, Integer> testIds = new HashMap<>();

    @Override
    public Check visitOr(Expr.Or<JsonCondition> or) {
      Check[] operands = compile(or.operands());
      return facts -> {
        for (Check operand : operands) {
          if (operand.holds(facts)) {
            return true;
          }
        }
        return false;
      };
    }

    @Override
    public Check visitAnd(Expr.And<JsonCondition> and) {
      Check[] operands = compile(and.operands());
      return facts -> {
        for (Check operand : operands) {
          if (!operand.holds(facts)) {
            return false;
          }
        }
        return true;
      };
    }

    private Check[] compile(List<Expr<JsonCondition>> operands) {
      return operands.stream().map(operand -> operand.accept(this)).toArray(Check[]::new);
    }

    @Override
    public Check visitLeaf(Expr.Leaf<JsonCondition> leaf) {
      return leaf.condition().accept(this);
    }

    @Override
    public Check visitCompare(JsonCondition.Compare compare) {
      int selector = selector(compare.selector());
      if (compare.operator() == Operator.NOT_EQUAL && compare.selector().hasWildcard()) {
        // "No element is equal", where the object or array exists: also true of an empty one.
        int equal = equalTest(selector, compare);
        return facts -> facts.reachedWildcard(selector) && !facts.satisfied(equal);
      }
      if (compare.operator() == Operator.NOT_EQUAL && isExact(compare.operand())) {
        // "Equal" is the same look-up for all; "not equal" would be a test of its own for each.
        int equal = equalTest(selector, compare);
        return facts -> facts.isComparable(selector) && !facts.satisfied(equal);
      }
      int test = compareTest(selector, compare);
      return facts -> facts.satisfied(test);
    }

    @Override
    public Check visitIs(JsonCondition.Is is) {
      int selector = selector(is.selector());
      int test =
          testIds.computeIfAbsent(
              is,
              key -> {
                int id = testIds.size();
                ValueTests known = tests.get(selector);
                int kind = JsonValue.Kind.of(is.constant()).ordinal();
                known.is[kind] = with(known.is[kind], id);
                if (is.looksIntoArrays()) {
                  known.nullElement = with(known.nullElement, id);
                }
                return id;
              });
      return facts -> facts.satisfied(test);
    }

    @Override
    public Check visitNotExists(JsonCondition.NotExists notExists) {
      int selector = selector(notExists.selector());
      return facts -> !facts.exists(selector);
    }

    private int selector(Selector selector) {
      return selectors.computeIfAbsent(
          selector,
          key -> {
            tests.add(new ValueTests());
            return selectors.size();
          });
    }

    /** The opposite of a test for inequality. */
    private int equalTest(int selector, JsonCondition.Compare unequal) {
      return compareTest(
          selector,
          new JsonCondition.Compare(unequal.selector(), Operator.EQUAL, unequal.operand()));
    }

    private int compareTest(int selector, JsonCondition.Compare compare) {
      return testIds.computeIfAbsent(
          compare,
          key -> {
            int id = testIds.size();
            add(tests.get(selector), id, compare.operator(), compare.operand());
            return id;
          });
    }

    private static void add(ValueTests tests, int id, Operator operator, Operand operand) {
      if (operator == Operator.EQUAL && isExact(operand)) {
        tests.equalTo.merge(
            ((Operand.Text) operand).glob().text(), new int[] {id}, (a, b) -> with(a, id));
      } else {
        tests.others.add(new ValueTest(id, Comparisons.ofValue(operator, operand)));
      }
    }

    private static boolean isExact(Operand operand) {
      return operand instanceof Operand.Text text && !text.glob().hasWildcard();
    }
  }
}

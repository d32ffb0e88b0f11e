package io.github.cisalarms.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The conditions of any number of JSON patterns, compiled so that one {@link JsonReading} of an
 * event decides them all.
 *
 * <p>Selectors and tests that several patterns share are one. Comparisons with exact strings are
 * one look-up per value, however many there are.
 */
final class JsonProgram {

  private final EventState root;
  private final List<ValueTests> testsBySelector;
  private final List<Check> checks;
  private final int testCount;

  private JsonProgram(
      EventState root, List<ValueTests> testsBySelector, List<Check> checks, int testCount) {
    this.root = root;
    this.testsBySelector = testsBySelector;
    this.checks = checks;
    this.testCount = testCount;
  }

  /**
   * Compiles conditions, and selectors whose values are kept.
   *
   * @param conditions decided by {@link #check} under their index
   * @param kept their values are in {@link JsonReading#kept} under their index
   */
  static JsonProgram of(List<Expr<JsonCondition>> conditions, List<Selector> kept) {
    Compiler compiler = new Compiler();
    for (int i = 0; i < kept.size(); i++) {
      compiler.tests.get(compiler.selector(kept.get(i))).keptAs.add(i);
    }
    List<Check> checks = conditions.stream().map(c -> c.accept(compiler)).toList();
    return new JsonProgram(
        EventState.root(List.copyOf(compiler.selectors.keySet())),
        compiler.tests,
        checks,
        compiler.testIds.size());
  }

  EventState root() {
    return root;
  }

  ValueTests tests(int selector) {
    return testsBySelector.get(selector);
  }

  int selectorCount() {
    return testsBySelector.size();
  }

  int testCount() {
    return testCount;
  }

  /** The check of the condition of that index. */
  Check check(int index) {
    return checks.get(index);
  }

  /** Decides a condition once an event is read. */
  interface Check {
    boolean holds(JsonReading reading);
  }

  /** A test of a string or a number, known by its id. */
  record ValueTest(int id, Predicate<JsonValue> predicate) {}

  /** All tests of the values of one selector. */
  static final class ValueTests {

    private static final int[] NONE = {};

    private final Map<String, int[]> equalTo = new HashMap<>();
    private final List<ValueTest> others = new ArrayList<>();
    private final int[][] is = new int[JsonCondition.Constant.values().length][];
    private final List<Integer> keptAs = new ArrayList<>();

    ValueTests() {
      Arrays.fill(is, NONE);
    }

    boolean looksAtText() {
      return !equalTo.isEmpty() || !others.isEmpty() || !keptAs.isEmpty();
    }

    /** The tests that this exact text satisfies. */
    int[] equalTo(String text) {
      return equalTo.getOrDefault(text, NONE);
    }

    /** The tests that need to look at the value one by one. */
    List<ValueTest> others() {
      return others;
    }

    /** The tests that this constant satisfies. */
    int[] is(JsonCondition.Constant constant) {
      return is[constant.ordinal()];
    }

    /** Whether any test asks for a constant. */
    boolean asksForConstant() {
      return Arrays.stream(is).anyMatch(tests -> tests.length > 0);
    }

    /** Under which indexes the value is kept. */
    List<Integer> keptAs() {
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
      return reading -> {
        for (Check operand : operands) {
          if (operand.holds(reading)) {
            return true;
          }
        }
        return false;
      };
    }

    @Override
    public Check visitAnd(Expr.And<JsonCondition> and) {
      Check[] operands = compile(and.operands());
      return reading -> {
        for (Check operand : operands) {
          if (!operand.holds(reading)) {
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
        int equal =
            compareTest(
                selector,
                new JsonCondition.Compare(compare.selector(), Operator.EQUAL, compare.operand()));
        return reading -> reading.reachedWildcard(selector) && !reading.satisfied(equal);
      }
      int test = compareTest(selector, compare);
      return reading -> reading.satisfied(test);
    }

    @Override
    public Check visitIs(JsonCondition.Is is) {
      int selector = selector(is.selector());
      int test =
          testIds.computeIfAbsent(
              is,
              key -> {
                int id = testIds.size();
                int[][] known = tests.get(selector).is;
                known[is.constant().ordinal()] = with(known[is.constant().ordinal()], id);
                return id;
              });
      return reading -> reading.satisfied(test);
    }

    @Override
    public Check visitNotExists(JsonCondition.NotExists notExists) {
      int selector = selector(notExists.selector());
      return reading -> !reading.exists(selector);
    }

    private int selector(Selector selector) {
      return selectors.computeIfAbsent(
          selector,
          key -> {
            tests.add(new ValueTests());
            return selectors.size();
          });
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
      if (operator == Operator.EQUAL
          && operand instanceof Operand.Text text
          && !text.glob().hasWildcard()) {
        tests.equalTo.merge(text.glob().text(), new int[] {id}, (a, b) -> with(a, id));
      } else {
        tests.others.add(new ValueTest(id, Comparisons.ofValue(operator, operand)));
      }
    }

    private static int[] with(int[] ids, int id) {
      int[] longer = Arrays.copyOf(ids, ids.length + 1);
      longer[ids.length] = id;
      return longer;
    }
  }
}

package io.github.cisalarms.pattern.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.cisalarms.pattern.evaluation.Comparisons;
import io.github.cisalarms.pattern.evaluation.JsonValue;
import io.github.cisalarms.pattern.language.Glob;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Operand;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sorts all that can stand in one place of an event into classes, by which of some conditions on
 * that place hold.
 *
 * <p>That there are finitely many, and few, is what lets patterns be compared: a string is one of
 * those that the conditions name, or matches some of their wildcards, or is just another one.
 */
final class ValueClasses {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper READER = new ObjectMapper();

  /**
   * What to say of strings that have nothing to do with any condition, as long as it holds of them:
   * an event is shown to people.
   */
  private static final List<String> PREFERRED = List.of("other", "another", "");

  private static final String TOO_MANY_STRINGS = "there are too many combinations of wildcards";
  private static final String EXTREME_NUMBERS =
      "numbers of more than 15 digits or beyond 1e300 leave it open";

  private final List<JsonCondition> conditions;

  /** For each condition, whether a value fulfils it; an empty one is a missing field. */
  private final List<Predicate<Optional<JsonNode>>> tests;

  private final Map<BitSet, ValueClass> classes = new LinkedHashMap<>();
  private final List<ValueClass> unknown = new ArrayList<>();
  private Optional<String> gap = Optional.empty();

  private ValueClasses(List<JsonCondition> conditions) {
    this.conditions = conditions;
    this.tests = conditions.stream().map(ValueClasses::test).toList();
  }

  /** How many lists of conditions are remembered. */
  private static final int REMEMBERED = 256;

  /**
   * The classes for conditions come to the same every time, and who compares many patterns with a
   * few asks for most of them again and again.
   */
  private static final Map<List<JsonCondition>, List<ValueClass>> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(
                Map.Entry<List<JsonCondition>, List<ValueClass>> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** All classes for conditions on one selector without a wildcard; every value is in one. */
  static List<ValueClass> of(List<JsonCondition> conditions) {
    List<ValueClass> known = KNOWN.get(conditions);
    if (known == null) {
      known = classes(conditions);
      KNOWN.put(List.copyOf(conditions), known);
    }
    return known;
  }

  private static List<ValueClass> classes(List<JsonCondition> conditions) {
    ValueClasses classes = new ValueClasses(conditions);
    classes.add(Optional.empty());
    classes.addTexts();
    classes.addNumbers();
    classes.addOthers();
    classes.addWhatIsNotKnown();
    return Stream.concat(classes.classes.values().stream(), classes.unknown.stream())
        .distinct()
        .toList();
  }

  /** The one class for conditions on a selector with a wildcard: any of them may hold. */
  static List<ValueClass> ofWildcard(int conditions) {
    BitSet all = new BitSet();
    all.set(0, conditions);
    return List.of(new ValueClass(new BitSet(), all, List.of(), Optional.empty()));
  }

  private void addTexts() {
    List<Glob> globs = new ArrayList<>();
    for (Operand operand : operands()) {
      if (operand instanceof Operand.Text text) {
        globs.add(text.glob());
      } else if (operand instanceof Operand.Number number) {
        globs.add(new Glob(number.text()));
      }
    }
    for (Glob glob : globs) {
      if (!glob.hasWildcard()) {
        add(Optional.of(JSON.textNode(glob.text())));
      }
    }
    PREFERRED.forEach(text -> add(Optional.of(JSON.textNode(text))));
    if (globs.stream().anyMatch(Glob::hasWildcard)) {
      Optional<List<String>> texts = GlobClasses.representatives(globs);
      texts.ifPresentOrElse(
          all -> all.forEach(text -> add(Optional.of(JSON.textNode(text)))),
          () -> gap = Optional.of(TOO_MANY_STRINGS));
    } else {
      // Longer than all of them, so none of them.
      int longest = globs.stream().mapToInt(glob -> glob.text().length()).max().orElse(0);
      add(Optional.of(JSON.textNode("x".repeat(longest + 1))));
    }
  }

  /** A number satisfies a comparison with text exactly as the string of its text does. */
  private void addNumbers() {
    TreeSet<BigDecimal> constants = new TreeSet<>();
    for (Operand operand : operands()) {
      if (operand instanceof Operand.Number number) {
        if (Math.abs(number.value().exponent()) > 300 || number.value().digits().length() > 15) {
          // Where doubles end or lie far apart, a neighbour may not be where it is looked for.
          gap = Optional.of(EXTREME_NUMBERS);
        } else {
          constants.add(new BigDecimal(number.text()));
        }
      }
    }
    if (constants.isEmpty()) {
      return;
    }
    // On each constant, between neighbours, below the least, above the greatest, and off the line.
    List<BigDecimal> points = new ArrayList<>();
    points.add(constants.first().subtract(BigDecimal.ONE));
    for (BigDecimal constant : constants) {
      points.add(constant);
      BigDecimal next = constants.higher(constant);
      points.add(
          next == null
              ? constant.add(BigDecimal.ONE)
              : constant.add(next).divide(BigDecimal.valueOf(2)));
    }
    for (BigDecimal point : points) {
      addNumber(point.toPlainString());
      addNumber(point.setScale(Math.max(1, point.scale())).toPlainString());
      addNumber(point.toBigInteger().add(BigInteger.ONE).toString());
    }
    addNumber("1e309");
  }

  private void addNumber(String text) {
    try {
      add(Optional.of(READER.readTree(text)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a number: " + text, e);
    }
  }

  private void addOthers() {
    add(Optional.of(JSON.nullNode()));
    add(Optional.of(JSON.booleanNode(true)));
    add(Optional.of(JSON.booleanNode(false)));
    add(Optional.of(JSON.objectNode()));
    // IS NULL looks into arrays.
    add(Optional.of(JSON.arrayNode()));
    add(Optional.of(JSON.arrayNode().addNull()));
  }

  /**
   * Classes of which it is not known whether they have values, with conditions that may hold or
   * not: for regular expressions, which nobody here turns into a string, and where there was too
   * much to look at.
   */
  private void addWhatIsNotKnown() {
    List<ValueClass> known = List.copyOf(classes.values());
    BitSet regexes = conditions(compare -> compare.operand() instanceof Operand.Regex);
    known.stream()
        .filter(valueClass -> valueClass.hasExample(JsonNodeType.STRING))
        .forEach(valueClass -> open(valueClass, regexes));
    // Which numbers in an interval have a text that matches a glob is not worked out.
    BitSet texts = conditions(compare -> !(compare.operand() instanceof Operand.Number));
    known.stream()
        .filter(valueClass -> valueClass.hasExample(JsonNodeType.NUMBER))
        .forEach(valueClass -> open(valueClass, texts));
    if (gap.isPresent()) {
      unknown.add(new ValueClass(new BitSet(), conditions(compare -> true), List.of(), gap));
    }
  }

  /** Adds a class that is like another, but has some conditions open. */
  private void open(ValueClass like, BitSet conditions) {
    if (!conditions.isEmpty()) {
      BitSet satisfied = (BitSet) like.satisfied().clone();
      satisfied.andNot(conditions);
      unknown.add(new ValueClass(satisfied, conditions, List.of(), Optional.empty()));
    }
  }

  private BitSet conditions(Predicate<JsonCondition.Compare> chosen) {
    BitSet indexes = new BitSet();
    for (int i = 0; i < conditions.size(); i++) {
      indexes.set(
          i, conditions.get(i) instanceof JsonCondition.Compare compare && chosen.test(compare));
    }
    return indexes;
  }

  private List<Operand> operands() {
    return conditions.stream()
        .filter(JsonCondition.Compare.class::isInstance)
        .map(c -> ((JsonCondition.Compare) c).operand())
        .toList();
  }

  private void add(Optional<JsonNode> value) {
    BitSet satisfied = new BitSet();
    for (int i = 0; i < conditions.size(); i++) {
      satisfied.set(i, tests.get(i).test(value));
    }
    ValueClass existing =
        classes.computeIfAbsent(
            satisfied,
            key -> new ValueClass(key, new BitSet(), new ArrayList<>(), Optional.empty()));
    Optional<JsonNodeType> kind = value.map(JsonNode::getNodeType);
    boolean isNew = kind.map(k -> !existing.hasExample(k)).orElse(true);
    if (isNew) {
      existing.examples().add(value);
    }
  }

  private static Predicate<Optional<JsonNode>> test(JsonCondition condition) {
    return condition.accept(
        new JsonCondition.Visitor<>() {
          @Override
          public Predicate<Optional<JsonNode>> visitCompare(JsonCondition.Compare compare) {
            Predicate<JsonValue> comparison =
                Comparisons.ofValue(compare.operator(), compare.operand());
            return node ->
                node.map(JsonValue::of)
                    .filter(JsonValue::isComparable)
                    .filter(comparison)
                    .isPresent();
          }

          @Override
          public Predicate<Optional<JsonNode>> visitIs(JsonCondition.Is is) {
            return node ->
                node.stream()
                    .flatMap(
                        n -> n.isArray() && is.looksIntoArrays() ? n.valueStream() : Stream.of(n))
                    .anyMatch(n -> JsonValue.of(n).kind() == JsonValue.Kind.of(is.constant()));
          }

          @Override
          public Predicate<Optional<JsonNode>> visitNotExists(JsonCondition.NotExists notExists) {
            return Optional::isEmpty;
          }
        });
  }
}

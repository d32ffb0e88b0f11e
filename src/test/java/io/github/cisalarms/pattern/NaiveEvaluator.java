package io.github.cisalarms.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Operand;
import io.github.cisalarms.pattern.language.Operator;
import io.github.cisalarms.pattern.language.Selector;
import io.github.cisalarms.pattern.language.Syntax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Evaluates JSON patterns the obvious way: on a tree, with recursion, substrings and big numbers.
 * Shares the parser with the engine, and nothing else.
 */
final class NaiveEvaluator {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private NaiveEvaluator() {}

  static boolean matches(FilterPattern pattern, String message) {
    JsonNode root;
    try {
      root = JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return false;
    }
    return root.isObject() && holds(((Syntax.Json) pattern.syntax()).condition(), root);
  }

  private static boolean holds(Expr<JsonCondition> expression, JsonNode root) {
    if (expression instanceof Expr.Or<JsonCondition> or) {
      return or.operands().stream().anyMatch(operand -> holds(operand, root));
    }
    if (expression instanceof Expr.And<JsonCondition> and) {
      return and.operands().stream().allMatch(operand -> holds(operand, root));
    }
    return holds(((Expr.Leaf<JsonCondition>) expression).condition(), root);
  }

  private static boolean holds(JsonCondition condition, JsonNode root) {
    List<Selector.Step> steps = condition.selector().steps();
    List<JsonNode> values = select(root, steps);
    if (condition instanceof JsonCondition.NotExists) {
      return values.isEmpty();
    }
    if (condition instanceof JsonCondition.Is is) {
      return values.stream()
          .flatMap(
              v ->
                  v.isArray()
                          && is.constant() == JsonCondition.Constant.NULL
                          && !steps.contains(Selector.Step.Wildcard.ANY)
                      ? v.valueStream()
                      : Stream.of(v))
          .anyMatch(v -> v.toString().equalsIgnoreCase(is.constant().name()));
    }
    JsonCondition.Compare compare = (JsonCondition.Compare) condition;
    int wildcard = steps.indexOf(Selector.Step.Wildcard.ANY);
    if (compare.operator() == Operator.NOT_EQUAL && wildcard >= 0) {
      return !select(root, steps.subList(0, wildcard)).isEmpty()
          && values.stream().noneMatch(v -> compare(v, Operator.EQUAL, compare.operand()));
    }
    return values.stream().anyMatch(v -> compare(v, compare.operator(), compare.operand()));
  }

  private static List<JsonNode> select(JsonNode root, List<Selector.Step> steps) {
    List<JsonNode> found = List.of(root);
    for (Selector.Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : found) {
        if (step instanceof Selector.Step.Name name) {
          next.add(node.path(name.name()));
        } else if (step instanceof Selector.Step.Index index) {
          next.add(node.isArray() ? node.path(index.index()) : MissingNode.getInstance());
        } else {
          node.forEach(next::add);
        }
      }
      next.removeIf(JsonNode::isMissingNode);
      found = next;
    }
    return found;
  }

  private static boolean compare(JsonNode value, Operator operator, Operand operand) {
    if (!value.isTextual() && !value.isNumber()) {
      return false;
    }
    if (operand instanceof Operand.Number number && value.isNumber()) {
      if (Double.isInfinite(value.doubleValue())) {
        return false;
      }
      return operator.holds(value.decimalValue().compareTo(new BigDecimal(number.text())));
    }
    if (operator.isOrdering()) {
      return false;
    }
    return matches(value.asText(), operand) == (operator == Operator.EQUAL);
  }

  private static boolean matches(String value, Operand operand) {
    if (operand instanceof Operand.Regex regex) {
      return Pattern.compile(regex.regex().source()).matcher(value).find();
    }
    if (operand instanceof Operand.Number number) {
      return value.equals(number.text());
    }
    return matchesGlob(value, ((Operand.Text) operand).glob().text().split("\\*", -1));
  }

  /** Takes what is found first, and never another place. */
  private static boolean matchesGlob(String value, String[] pieces) {
    if (pieces.length == 1) {
      return value.equals(pieces[0]);
    }
    if (!value.startsWith(pieces[0])) {
      return false;
    }
    String rest = value.substring(pieces[0].length());
    for (int i = 1; i < pieces.length; i++) {
      if (!rest.contains(pieces[i])) {
        return false;
      }
      rest = rest.substring(rest.indexOf(pieces[i]) + pieces[i].length());
    }
    return rest.isEmpty() || pieces[pieces.length - 1].isEmpty();
  }
}

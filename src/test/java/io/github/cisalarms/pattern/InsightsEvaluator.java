package io.github.cisalarms.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates conditions of CloudWatch Logs Insights, as far as {@link FilterPattern#insightsFilter}
 * prints them. Where it isn't documented what Insights does, it takes the reading that finds less:
 * a dot is no line end, numbers are doubles, text that is no number compares with none.
 */
final class InsightsEvaluator {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\"(?:\\\\.|[^\"\\\\])*\"|/(?:\\\\.|[^/\\\\])*/|`[^`]*`|[A-Za-z0-9_.-]+"
              + "|!=|<=|>=|[()\\[\\],=<>])");

  private final List<String> tokens = new ArrayList<>();
  private final JsonNode event;
  private int next;

  private InsightsEvaluator(String filter, JsonNode event) {
    this.event = event;
    Matcher matcher = TOKEN.matcher(filter);
    int at = 0;
    while (at < filter.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException("no token at " + at + " of " + filter);
      }
      tokens.add(matcher.group(1));
      at = matcher.end();
    }
  }

  /** Whether an event, a JSON object, fulfils the condition. */
  static boolean matches(String filter, String event) {
    try {
      InsightsEvaluator evaluator = new InsightsEvaluator(filter, JSON.readTree(event));
      boolean result = evaluator.or();
      if (evaluator.next < evaluator.tokens.size()) {
        throw new IllegalArgumentException("unread: " + filter);
      }
      return result;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(event, e);
    }
  }

  private boolean or() {
    boolean result = and();
    while (takeIf("or")) {
      result |= and();
    }
    return result;
  }

  private boolean and() {
    boolean result = condition();
    while (takeIf("and")) {
      result &= condition();
    }
    return result;
  }

  private boolean condition() {
    if (takeIf("(")) {
      boolean result = or();
      take(")");
      return result;
    }
    if (takeIf("not")) {
      return !condition();
    }
    if (takeIf("ispresent")) {
      take("(");
      Optional<JsonNode> value = field(take());
      take(")");
      return value.isPresent();
    }
    Optional<JsonNode> value = field(take());
    if (takeIf("not")) {
      take("like");
      return like(value, take()).map(found -> !found).orElse(false);
    }
    if (takeIf("like")) {
      return like(value, take()).orElse(false);
    }
    if (takeIf("in")) {
      return in(value);
    }
    return compare(value, take(), take());
  }

  private boolean in(Optional<JsonNode> value) {
    boolean found = false;
    take("[");
    do {
      found |= compare(value, "=", take());
    } while (takeIf(","));
    take("]");
    return found;
  }

  private static Optional<Boolean> like(Optional<JsonNode> value, String regex) {
    Pattern pattern = Pattern.compile(regex.substring(1, regex.length() - 1));
    return value.map(node -> pattern.matcher(node.asText()).find());
  }

  private static boolean compare(Optional<JsonNode> value, String operator, String operand) {
    if (value.isEmpty()) {
      return false;
    }
    if (operand.startsWith("\"")) {
      String text = operand.substring(1, operand.length() - 1).replaceAll("\\\\(.)", "$1");
      return value.get().asText().equals(text) == operator.equals("=");
    }
    return number(value.get().asText())
        .map(number -> order(operator).test(Double.compare(number, Double.parseDouble(operand))))
        .orElse(false);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Predicate<Integer> order(String operator) {
    return switch (operator) {
      case "=" -> order -> order == 0;
      case "!=" -> order -> order != 0;
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      case ">=" -> order -> order >= 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private Optional<JsonNode> field(String name) {
    JsonNode at = event;
    for (String part : name.replace("`", "").split("\\.")) {
      at = at.isArray() && part.matches("[0-9]+") ? at.path(Integer.parseInt(part)) : at.path(part);
    }
    return Optional.of(at).filter(node -> !node.isMissingNode());
  }

  private String take() {
    return tokens.get(next++);
  }

  private void take(String expected) {
    if (!takeIf(expected)) {
      throw new IllegalArgumentException("expected " + expected + " at " + next + " of " + tokens);
    }
  }

  private boolean takeIf(String token) {
    boolean found = next < tokens.size() && tokens.get(next).equals(token);
    next += found ? 1 : 0;
    return found;
  }
}

package io.github.cisalarms.chain.expression;

import io.github.cisalarms.chain.expression.Cursor.NotUnderstood;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An expression over metrics, such as {@code FILL(m1, 0) + SUM(METRICS())}, evaluated for a single
 * period. What looks at other periods, and what isn't known here, comes to {@link Sample#UNKNOWN}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric
 *     math syntax and functions</a>
 */
public final class MetricMath {

  private static final Pattern NUMBER =
      Pattern.compile("[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?|\\.[0-9]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final String METRICS = "METRICS";
  private static final String PERIOD = "PERIOD";

  /** Functions that find metrics for themselves, whatever the alarm names. */
  private static final Set<String> FINDERS =
      Set.of("SEARCH", "INSIGHT_RULE_METRIC", "DB_PERF_INSIGHTS", "SERVICE_QUOTA", "LAMBDA");

  private static final Map<String, DoubleBinaryOperator> COMPARISONS =
      Map.of(
          "==", (a, b) -> a == b ? 1 : 0,
          "!=", (a, b) -> a != b ? 1 : 0,
          "<=", (a, b) -> a <= b ? 1 : 0,
          ">=", (a, b) -> a >= b ? 1 : 0,
          "<", (a, b) -> a < b ? 1 : 0,
          ">", (a, b) -> a > b ? 1 : 0);

  /** In this order, since one starts with another. */
  private static final List<String> COMPARISON_SIGNS = List.of("==", "!=", "<=", ">=", "<", ">");

  /**
   * What an expression is evaluated with.
   *
   * @param named the queries of the alarm by their ids
   * @param periods the lengths of their periods in seconds, of those that are metrics
   * @param metrics all of them that are metrics, by their ids
   */
  public record Inputs(
      Function<String, Sample> named,
      Function<String, Sample> periods,
      Map<String, Sample> metrics) {}

  @FunctionalInterface
  private interface Node {

    Samples evaluate(Inputs inputs);

    default Sample single(Inputs inputs) {
      return evaluate(inputs).single();
    }
  }

  private final Node root;
  private final Set<String> names;
  private final boolean usesAllMetrics;
  private final boolean findsMetrics;

  private MetricMath(Node root, Set<String> names, boolean usesAllMetrics, boolean findsMetrics) {
    this.root = root;
    this.findsMetrics = findsMetrics;
    this.names = Set.copyOf(names);
    this.usesAllMetrics = usesAllMetrics;
  }

  /** Reads an expression; empty if it is none that is known. */
  public static Optional<MetricMath> parse(String text) {
    Cursor cursor = new Cursor(text);
    Parser parser = new Parser(cursor);
    try {
      Node root = parser.or();
      return cursor.atEnd()
          ? Optional.of(
              new MetricMath(root, parser.names, parser.usesAllMetrics, parser.findsMetrics))
          : Optional.empty();
    } catch (NotUnderstood e) {
      return Optional.empty();
    }
  }

  /** The ids of the queries that it names. */
  public Set<String> names() {
    return names;
  }

  /** Whether it computes with all metrics of the alarm. */
  public boolean usesAllMetrics() {
    return usesAllMetrics;
  }

  /** Whether it computes with metrics that it finds for itself. */
  public boolean findsMetrics() {
    return findsMetrics;
  }

  /** What it comes to. */
  public Sample evaluate(Inputs inputs) {
    return root.single(inputs);
  }

  private static final class Parser {

    private final Cursor cursor;
    private final Set<String> names = new LinkedHashSet<>();
    private boolean usesAllMetrics;
    private boolean findsMetrics;

    Parser(Cursor cursor) {
      this.cursor = cursor;
    }

    Node or() throws NotUnderstood {
      Node left = and();
      while (cursor.takeIf("||") || cursor.takeIf("OR")) {
        left = binary(left, and(), (a, b) -> a != 0 || b != 0 ? 1 : 0);
      }
      return left;
    }

    private Node and() throws NotUnderstood {
      Node left = comparison();
      while (cursor.takeIf("&&") || cursor.takeIf("AND")) {
        left = binary(left, comparison(), (a, b) -> a != 0 && b != 0 ? 1 : 0);
      }
      return left;
    }

    private Node comparison() throws NotUnderstood {
      Node left = sum();
      for (String sign : COMPARISON_SIGNS) {
        if (cursor.takeIf(sign)) {
          return binary(left, sum(), COMPARISONS.get(sign));
        }
      }
      return left;
    }

    private Node sum() throws NotUnderstood {
      Node left = product();
      while (true) {
        if (cursor.takeIf("+")) {
          left = binary(left, product(), Double::sum);
        } else if (cursor.takeIf("-")) {
          left = binary(left, product(), (a, b) -> a - b);
        } else {
          return left;
        }
      }
    }

    private Node product() throws NotUnderstood {
      Node left = sign();
      while (true) {
        if (cursor.takeIf("*")) {
          left = binary(left, sign(), (a, b) -> a * b);
        } else if (cursor.takeIf("/")) {
          left = binary(left, sign(), (a, b) -> a / b);
        } else {
          return left;
        }
      }
    }

    private Node sign() throws NotUnderstood {
      if (cursor.takeIf("-")) {
        cursor.deeper();
        Node operand = sign();
        cursor.back();
        return inputs -> operand.evaluate(inputs).map(sample -> sample.map(value -> -value));
      }
      Node base = operand();
      if (!cursor.takeIf("^")) {
        return base;
      }
      cursor.deeper();
      Node exponent = sign();
      cursor.back();
      return binary(base, exponent, Math::pow);
    }

    private Node operand() throws NotUnderstood {
      if (cursor.takeIf("(")) {
        cursor.deeper();
        Node inner = or();
        cursor.back();
        cursor.take(")");
        return inner;
      }
      if (cursor.takeIf("[")) {
        return list("]");
      }
      Optional<String> number = cursor.takeIf(NUMBER);
      if (number.isPresent()) {
        Sample constant = Sample.of(Double.parseDouble(number.get()));
        return inputs -> Samples.of(constant);
      }
      if (cursor.takeIf(STRING).isPresent()) {
        return inputs -> Samples.of(Sample.UNKNOWN);
      }
      String name = cursor.takeIf(NAME).orElseThrow(() -> new NotUnderstood("expected an operand"));
      if (cursor.takeIf("(")) {
        return function(name);
      }
      if (Character.isUpperCase(name.charAt(0))) {
        // A constant such as REPEAT.
        return inputs -> Samples.of(Sample.UNKNOWN);
      }
      names.add(name);
      return inputs -> Samples.of(inputs.named().apply(name));
    }

    private Node list(String end) throws NotUnderstood {
      List<Node> elements = arguments(end);
      return inputs ->
          Samples.list(elements.stream().flatMap(e -> e.evaluate(inputs).all().stream()).toList());
    }

    private List<Node> arguments(String end) throws NotUnderstood {
      List<Node> arguments = new ArrayList<>();
      if (cursor.takeIf(end)) {
        return arguments;
      }
      cursor.deeper();
      do {
        arguments.add(or());
      } while (cursor.takeIf(","));
      cursor.back();
      cursor.take(end);
      return arguments;
    }

    private Node function(String name) throws NotUnderstood {
      if (name.equals(PERIOD)) {
        String metric =
            cursor.takeIf(NAME).orElseThrow(() -> new NotUnderstood("expected a metric"));
        cursor.take(")");
        return inputs -> Samples.of(inputs.periods().apply(metric));
      }
      if (name.equals(METRICS)) {
        return metrics();
      }
      findsMetrics |= FINDERS.contains(name);
      List<Node> arguments = arguments(")");
      return Functions.of(name, arguments.size())
          .<Node>map(
              function ->
                  inputs ->
                      function.apply(
                          arguments.stream().map(each -> each.evaluate(inputs)).toList()))
          .orElse(inputs -> Samples.of(Sample.UNKNOWN));
    }

    /** All metrics, or those whose ids have a text in them. */
    private Node metrics() throws NotUnderstood {
      usesAllMetrics = true;
      String quoted = cursor.takeIf(STRING).orElse("''");
      String part = quoted.substring(1, quoted.length() - 1);
      cursor.take(")");
      return inputs ->
          Samples.list(
              inputs.metrics().entrySet().stream()
                  .filter(metric -> metric.getKey().contains(part))
                  .map(Map.Entry::getValue)
                  .toList());
    }

    private static Node binary(Node left, Node right, DoubleBinaryOperator operator) {
      return inputs -> {
        Sample second = right.single(inputs);
        // An operator on a list and one value makes a list.
        return left.evaluate(inputs).map(first -> first.with(second, operator));
      };
    }
  }
}

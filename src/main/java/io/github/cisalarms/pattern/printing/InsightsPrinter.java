package io.github.cisalarms.pattern.printing;

import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.Glob;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Operand;
import io.github.cisalarms.pattern.language.Operator;
import io.github.cisalarms.pattern.language.Quoted;
import io.github.cisalarms.pattern.language.Selector;
import io.github.cisalarms.pattern.language.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints a JSON pattern as a condition of CloudWatch Logs Insights: what stands after {@code
 * filter}. Empty where that language has no words for it.
 *
 * <p>The condition holds of every event that the pattern matches. Operands keep their order;
 * alternative values of one field become one list, which keeps long patterns short.
 */
public final class InsightsPrinter implements Syntax.Visitor<Optional<String>> {

  @Override
  public Optional<String> visitEverything(Syntax.Everything everything) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitTerms(Syntax.Terms terms) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRegex(Syntax.Regex regex) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitSpaceDelimited(Syntax.SpaceDelimited spaceDelimited) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitJson(Syntax.Json json) {
    return json.condition().accept(EXPRESSION).map(Printed::text);
  }

  /** A printed condition: {@code field = value}, or any other with what it is made of. */
  private record Printed(String text, boolean joined, Optional<Equality> equality) {

    static Printed single(String text) {
      return new Printed(text, false, Optional.empty());
    }

    String asOperand() {
      return joined ? "(" + text + ")" : text;
    }
  }

  private record Equality(String field, String value) {

    Printed printed() {
      return new Printed(field + " = " + value, false, Optional.of(this));
    }
  }

  private static final Expr.Visitor<JsonCondition, Optional<Printed>> EXPRESSION =
      new Expr.Visitor<>() {
        @Override
        public Optional<Printed> visitOr(Expr.Or<JsonCondition> or) {
          return all(or.operands()).map(InsightsPrinter::anyOf);
        }

        @Override
        public Optional<Printed> visitAnd(Expr.And<JsonCondition> and) {
          return all(and.operands())
              .map(
                  operands ->
                      operands.stream()
                          .map(Printed::asOperand)
                          .collect(Collectors.joining(" and ")))
              .map(text -> new Printed(text, true, Optional.empty()));
        }

        @Override
        public Optional<Printed> visitLeaf(Expr.Leaf<JsonCondition> leaf) {
          return leaf.condition().accept(CONDITION);
        }

        private Optional<List<Printed>> all(List<Expr<JsonCondition>> expressions) {
          List<Printed> printed = new ArrayList<>();
          expressions.forEach(expression -> expression.accept(this).ifPresent(printed::add));
          return Optional.of(printed).filter(all -> all.size() == expressions.size());
        }
      };

  private static Printed anyOf(List<Printed> operands) {
    // By field, or by the whole text of a condition that has no values to collect.
    Map<String, List<Printed>> alternatives = new LinkedHashMap<>();
    for (Printed operand : operands) {
      String key = operand.equality().map(Equality::field).orElse(operand.text());
      alternatives.computeIfAbsent(key, any -> new ArrayList<>()).add(operand);
    }
    List<Printed> merged = alternatives.values().stream().map(InsightsPrinter::merge).toList();
    return merged.size() == 1
        ? merged.get(0)
        : new Printed(
            merged.stream().map(Printed::asOperand).collect(Collectors.joining(" or ")),
            true,
            Optional.empty());
  }

  private static Printed merge(List<Printed> sameField) {
    List<Equality> equalities = sameField.stream().flatMap(p -> p.equality().stream()).toList();
    List<String> values = equalities.stream().map(Equality::value).distinct().toList();
    return values.size() > 1
        ? Printed.single(equalities.get(0).field() + " in [" + String.join(", ", values) + "]")
        : sameField.get(0);
  }

  private static final JsonCondition.Visitor<Optional<Printed>> CONDITION =
      new JsonCondition.Visitor<>() {
        @Override
        public Optional<Printed> visitCompare(JsonCondition.Compare compare) {
          return field(compare.selector())
              .flatMap(field -> compare.operand().accept(comparison(field, compare.operator())));
        }

        /** What a field that is no string and no number looks like to Insights isn't documented. */
        @Override
        public Optional<Printed> visitIs(JsonCondition.Is is) {
          return Optional.empty();
        }

        @Override
        public Optional<Printed> visitNotExists(JsonCondition.NotExists notExists) {
          return field(notExists.selector())
              .map(field -> Printed.single("not ispresent(" + field + ")"));
        }
      };

  private static Operand.Visitor<Optional<Printed>> comparison(String field, Operator operator) {
    boolean equal = operator == Operator.EQUAL;
    String like = field + (equal ? " like " : " not like ");
    return new Operand.Visitor<>() {
      @Override
      public Optional<Printed> visitText(Operand.Text text) {
        if (operator.isOrdering()) {
          return Optional.empty();
        }
        Glob glob = text.glob();
        if (!glob.hasWildcard()) {
          Equality equality = new Equality(field, Quoted.encode(glob.text()));
          return Optional.of(
              equal ? equality.printed() : Printed.single(field + " != " + equality.value()));
        }
        if (glob.text().equals("*")) {
          // Nothing is unlike every text.
          return Optional.of(Printed.single("ispresent(" + field + ")")).filter(any -> equal);
        }
        if (!equal && !glob.text().endsWith("*")) {
          // An expression goes back to a later place of the last piece, which the service doesn't:
          // it is found in more texts, so that "not like" would leave out some that match.
          return Optional.of(Printed.single("ispresent(" + field + ")"));
        }
        return Optional.of(Printed.single(like + "/" + regex(glob.pieces()) + "/"));
      }

      @Override
      public Optional<Printed> visitNumber(Operand.Number number) {
        if (operator == Operator.NOT_EQUAL || operator.isOrdering() && isBeyondDoubles(number)) {
          // Text such as "01" is unequal to 1 letter by letter, and may be equal to it as a number.
          return Optional.of(Printed.single("ispresent(" + field + ")"));
        }
        return Optional.of(number.text())
            .filter(text -> text.matches("-?[0-9]+(\\.[0-9]+)?"))
            .map(text -> Printed.single(field + " " + operator.text() + " " + text));
      }

      @Override
      public Optional<Printed> visitRegex(Operand.Regex regex) {
        return operator.isOrdering()
            ? Optional.empty()
            : Optional.of(
                Printed.single(like + "/" + withSlashesEscaped(regex.regex().source()) + "/"));
      }
    };
  }

  /** Whether two integers there may be the same double. */
  private static boolean isBeyondDoubles(Operand.Number number) {
    return number.value().digits().length() > 15 || number.value().exponent() > 15;
  }

  private static String withSlashesEscaped(String regex) {
    return regex.replaceAll("\\G((?:\\\\.|[^/\\\\])*)/", "$1\\\\/");
  }

  /** An expression for the texts that have these pieces in this order, whatever is between them. */
  private static String regex(List<String> pieces) {
    // A dot is no line end, which texts such as policies have.
    String anything = "[\\s\\S]*";
    return (pieces.get(0).isEmpty() ? "" : "^")
        + pieces.stream()
            .filter(piece -> !piece.isEmpty())
            .map(piece -> piece.replaceAll("[\\p{Punct}&&[^_]]", "\\\\$0"))
            .collect(Collectors.joining(anything))
        + (pieces.get(pieces.size() - 1).isEmpty() ? "" : "$");
  }

  /** Insights finds the elements of an array under their numbers, but has no wildcard. */
  private static Optional<String> field(Selector selector) {
    if (selector.hasWildcard()) {
      return Optional.empty();
    }
    String field =
        selector.steps().stream()
            .map(step -> step instanceof Selector.Step.Name name ? name.name() : index(step))
            .collect(Collectors.joining("."));
    return Optional.of(field.matches("[A-Za-z0-9_.]+") ? field : "`" + field + "`")
        .filter(quoted -> !field.contains("`"));
  }

  private static String index(Selector.Step step) {
    return step.toString().replaceAll("[^0-9]", "");
  }
}

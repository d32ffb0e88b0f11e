package io.github.cisalarms.pattern.printing;

import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.FieldCondition;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Operand;
import io.github.cisalarms.pattern.language.Operator;
import io.github.cisalarms.pattern.language.Quoted;
import io.github.cisalarms.pattern.language.Syntax;
import io.github.cisalarms.pattern.language.Syntax.Field;
import io.github.cisalarms.pattern.language.Syntax.Role;
import io.github.cisalarms.pattern.language.Syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the canonical form: one spelling for all patterns that differ only in what can't change
 * what they match.
 *
 * <p>Strings are quoted, keywords in upper case, wildcards of selectors {@code .*}; operands of
 * {@code &&} and {@code ||} stand once each, in the order of their texts, with parentheses only
 * where they are needed.
 */
public final class Printer implements Syntax.Visitor<String> {

  @Override
  public String visitEverything(Syntax.Everything everything) {
    return "";
  }

  @Override
  public String visitTerms(Syntax.Terms terms) {
    List<Term> kept = terms.terms();
    if (kept.stream().anyMatch(term -> term.role() != Role.OPTIONAL)) {
      kept = kept.stream().filter(term -> term.role() != Role.OPTIONAL).toList();
    }
    return kept.stream().map(Printer::term).sorted().distinct().collect(Collectors.joining(" "));
  }

  /** A term in its canonical form. */
  public static String term(Term term) {
    String text = term.isPlain() ? term.text() : Quoted.encode(term.text());
    return term.role().prefix() + text;
  }

  @Override
  public String visitRegex(Syntax.Regex regex) {
    return "%" + regex.regex().source() + "%";
  }

  @Override
  public String visitJson(Syntax.Json json) {
    return "{ " + print(json.condition(), Printer::condition) + " }";
  }

  @Override
  public String visitSpaceDelimited(Syntax.SpaceDelimited pattern) {
    List<String> parts = new ArrayList<>();
    pattern.fields().forEach(field -> parts.add(field(field)));
    pattern.ellipsis().ifPresent(at -> parts.add(at, "..."));
    return parts.stream().collect(Collectors.joining(", ", "[", "]"));
  }

  private static String field(Field field) {
    Optional<String> condition =
        field.condition().map(c -> print(c, leaf -> condition(field, leaf)));
    return condition.or(field::name).orElse("");
  }

  /** A condition on a field of a space-delimited pattern in its canonical form. */
  public static String condition(Field field, FieldCondition condition) {
    return field.name().orElse("") + compare(condition.operator(), condition.operand());
  }

  private static String compare(Operator operator, Operand operand) {
    return " " + operator.text() + " " + operand.accept(OPERAND);
  }

  /** A JSON condition in its canonical form. */
  public static String condition(JsonCondition condition) {
    return condition.selector() + condition.accept(CONDITION);
  }

  private static final JsonCondition.Visitor<String> CONDITION =
      new JsonCondition.Visitor<>() {
        @Override
        public String visitCompare(JsonCondition.Compare compare) {
          return compare(compare.operator(), compare.operand());
        }

        @Override
        public String visitIs(JsonCondition.Is is) {
          return " IS " + is.constant().name();
        }

        @Override
        public String visitNotExists(JsonCondition.NotExists notExists) {
          return " NOT EXISTS";
        }
      };

  private static final Operand.Visitor<String> OPERAND =
      new Operand.Visitor<>() {
        @Override
        public String visitText(Operand.Text text) {
          return Quoted.encode(text.glob().text());
        }

        @Override
        public String visitNumber(Operand.Number number) {
          return number.text();
        }

        @Override
        public String visitRegex(Operand.Regex regex) {
          return "%" + regex.regex().source() + "%";
        }
      };

  private static <C> String print(Expr<C> expression, Function<C, String> leaf) {
    return expression.accept(new Canonical<>(leaf)).text();
  }

  /** An expression's text, and the operands it has if another of its kind takes it in. */
  private record Printed(String operator, TreeSet<String> operands) {

    String text() {
      return String.join(" " + operator + " ", operands);
    }

    /** The operands that this adds to an expression with that operator. */
    Stream<String> within(String outer) {
      if (operands.size() == 1 || operator.equals(outer)) {
        return operands.stream();
      }
      return Stream.of(operator.equals("||") ? "(" + text() + ")" : text());
    }
  }

  /** Drops operands that stand twice; what is left with one operand becomes that operand. */
  private static final class Canonical<C> implements Expr.Visitor<C, Printed> {

    private final Function<C, String> leaf;

    Canonical(Function<C, String> leaf) {
      this.leaf = leaf;
    }

    @Override
    public Printed visitOr(Expr.Or<C> or) {
      return join("||", or.operands());
    }

    @Override
    public Printed visitAnd(Expr.And<C> and) {
      return join("&&", and.operands());
    }

    @Override
    public Printed visitLeaf(Expr.Leaf<C> condition) {
      return new Printed("", new TreeSet<>(List.of(leaf.apply(condition.condition()))));
    }

    private Printed join(String operator, List<Expr<C>> operands) {
      List<Printed> printed = operands.stream().map(operand -> operand.accept(this)).toList();
      TreeSet<String> texts =
          printed.stream()
              .flatMap(operand -> operand.within(operator))
              .collect(Collectors.toCollection(TreeSet::new));
      // A single distinct operand stands for itself, with the operands it has.
      return texts.size() > 1 ? new Printed(operator, texts) : printed.get(0);
    }
  }
}

package io.github.cisalarms.pattern.comparison;

import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Operand;
import io.github.cisalarms.pattern.language.Operator;
import io.github.cisalarms.pattern.language.Selector;
import io.github.cisalarms.pattern.language.Syntax.Role;
import io.github.cisalarms.pattern.language.Syntax.Term;
import java.util.List;

/**
 * Tells whether a text stands in every message that a JSON pattern matches, if messages write names
 * and texts as they are. An escape such as {@code \\u0041} would hide it.
 */
public final class TermCoverage
    implements Expr.Visitor<JsonCondition, Boolean>, JsonCondition.Visitor<Boolean> {

  private final String text;

  private TermCoverage(String text) {
    this.text = text;
  }

  /** Whether terms match all that a condition does; false if that isn't known. */
  public static boolean covers(List<Term> terms, Expr<JsonCondition> condition) {
    List<Term> required = terms.stream().filter(term -> term.role() == Role.REQUIRED).toList();
    boolean excludes = terms.stream().anyMatch(term -> term.role() == Role.EXCLUDED);
    if (excludes) {
      return false;
    }
    return required.isEmpty()
        ? terms.stream().anyMatch(term -> stands(term, condition))
        : required.stream().allMatch(term -> stands(term, condition));
  }

  private static boolean stands(Term term, Expr<JsonCondition> condition) {
    // What would be escaped in JSON is not written as it is.
    boolean plain = term.text().chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\' && c < 127);
    return plain && condition.accept(new TermCoverage(term.text()));
  }

  @Override
  public Boolean visitOr(Expr.Or<JsonCondition> or) {
    return or.operands().stream().allMatch(operand -> operand.accept(this));
  }

  @Override
  public Boolean visitAnd(Expr.And<JsonCondition> and) {
    return and.operands().stream().anyMatch(operand -> operand.accept(this));
  }

  @Override
  public Boolean visitLeaf(Expr.Leaf<JsonCondition> leaf) {
    return leaf.condition().accept(this);
  }

  @Override
  public Boolean visitCompare(JsonCondition.Compare compare) {
    boolean inValue =
        compare.operator() == Operator.EQUAL
            && compare.operand() instanceof Operand.Text operand
            && operand.glob().pieces().stream().anyMatch(piece -> piece.contains(text));
    return inValue || isNamed(compare.selector());
  }

  @Override
  public Boolean visitIs(JsonCondition.Is is) {
    return isNamed(is.selector());
  }

  @Override
  public Boolean visitNotExists(JsonCondition.NotExists notExists) {
    return false;
  }

  /** A field that has to be there has its name there. */
  private boolean isNamed(Selector selector) {
    return !selector.hasWildcard()
        && selector.steps().stream()
            .anyMatch(
                step -> step instanceof Selector.Step.Name name && name.name().contains(text));
  }
}

package io.github.cisalarms.pattern.language;

import java.util.List;
import java.util.Map;

/** Gives each different condition of an expression its number, in the order of first use. */
public record Numbered<C>(Map<C, Integer> numbers) implements Expr.Visitor<C, Expr<Integer>> {

  @Override
  public Expr<Integer> visitOr(Expr.Or<C> or) {
    return new Expr.Or<>(all(or.operands()));
  }

  @Override
  public Expr<Integer> visitAnd(Expr.And<C> and) {
    return new Expr.And<>(all(and.operands()));
  }

  @Override
  public Expr<Integer> visitLeaf(Expr.Leaf<C> leaf) {
    numbers.putIfAbsent(leaf.condition(), numbers.size());
    return new Expr.Leaf<>(numbers.get(leaf.condition()));
  }

  private List<Expr<Integer>> all(List<Expr<C>> operands) {
    return operands.stream().map(operand -> operand.accept(this)).toList();
  }
}

package io.github.cisalarms.pattern.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * Conditions joined with {@code &&} and {@code ||}.
 *
 * <p>Parentheses leave no trace: an operand of {@link Or} is never an {@code Or}, nor one of {@link
 * And} an {@code And}. Nodes hold no positions, so equality compares structure alone. A tree is at
 * most a few hundred levels deep, since patterns are limited in length: recursion over it is safe.
 *
 * @param <C> a single condition: {@link JsonCondition} or {@link FieldCondition}
 */
public sealed interface Expr<C> {

  <R> R accept(Visitor<C, R> visitor);

  /** All operands must hold; at least one operand. */
  static <C> Expr<C> and(List<Expr<C>> operands) {
    List<Expr<C>> flat =
        operands.stream()
            .flatMap(e -> e instanceof And<C> and ? and.operands().stream() : Stream.of(e))
            .toList();
    return flat.size() == 1 ? flat.get(0) : new And<>(flat);
  }

  /** One operand must hold; at least one operand. */
  static <C> Expr<C> or(List<Expr<C>> operands) {
    List<Expr<C>> flat =
        operands.stream()
            .flatMap(e -> e instanceof Or<C> or ? or.operands().stream() : Stream.of(e))
            .toList();
    return flat.size() == 1 ? flat.get(0) : new Or<>(flat);
  }

  /** Two or more operands, one of which must hold. */
  record Or<C>(List<Expr<C>> operands) implements Expr<C> {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<C, R> visitor) {
      return visitor.visitOr(this);
    }
  }

  /** Two or more operands, all of which must hold. */
  record And<C>(List<Expr<C>> operands) implements Expr<C> {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<C, R> visitor) {
      return visitor.visitAnd(this);
    }
  }

  /** A single condition. */
  record Leaf<C>(C condition) implements Expr<C> {
    @Override
    public <R> R accept(Visitor<C, R> visitor) {
      return visitor.visitLeaf(this);
    }
  }

  /** One method per node: a new node breaks the build wherever it is not handled yet. */
  interface Visitor<C, R> {
    R visitOr(Or<C> or);

    R visitAnd(And<C> and);

    R visitLeaf(Leaf<C> leaf);
  }
}

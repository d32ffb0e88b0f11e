package io.github.cisalarms.pattern.comparison;

import io.github.cisalarms.pattern.language.Expr;
import java.util.List;

/** Whether something holds, as far as is known; in the order in which "or" takes the greatest. */
enum Truth {
  FALSE,
  OPEN,
  TRUE;

  static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** The truth of an expression whose conditions are indexes of known truths. */
  static Truth of(Expr<Integer> expression, Truth[] conditions) {
    return expression.accept(
        new Expr.Visitor<>() {
          @Override
          public Truth visitOr(Expr.Or<Integer> or) {
            Truth result = FALSE;
            List<Expr<Integer>> operands = or.operands();
            for (int i = 0; i < operands.size() && result != TRUE; i++) {
              Truth operand = operands.get(i).accept(this);
              result = operand.compareTo(result) > 0 ? operand : result;
            }
            return result;
          }

          @Override
          public Truth visitAnd(Expr.And<Integer> and) {
            Truth result = TRUE;
            List<Expr<Integer>> operands = and.operands();
            for (int i = 0; i < operands.size() && result != FALSE; i++) {
              Truth operand = operands.get(i).accept(this);
              result = operand.compareTo(result) < 0 ? operand : result;
            }
            return result;
          }

          @Override
          public Truth visitLeaf(Expr.Leaf<Integer> leaf) {
            return conditions[leaf.condition()];
          }
        });
  }
}

package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads conditions joined with {@code &&} and {@code ||}; {@code &&} binds tighter.
 *
 * <p>Open parentheses are kept on a stack of its own, so that their number is bounded by the length
 * of the pattern alone.
 */
final class ExpressionParser<C> {

  private final TokenStream tokens;
  private final Supplier<C> condition;
  private final Deque<Group<C>> open = new ArrayDeque<>();

  /**
   * Makes a parser.
   *
   * @param condition reads one condition from the same tokens
   */
  ExpressionParser(TokenStream tokens, Supplier<C> condition) {
    this.tokens = tokens;
    this.condition = condition;
  }

  /** Reads as far as an expression goes; what follows is the caller's. */
  Expr<C> parse() {
    Group<C> group = new Group<>(tokens.peek());
    while (true) {
      while (tokens.peek().is(Kind.OPEN_PARENTHESIS)) {
        open.push(group);
        group = new Group<>(tokens.take());
      }
      group.add(new Expr.Leaf<>(condition.get()));
      while (tokens.peek().is(Kind.CLOSE_PARENTHESIS) && !open.isEmpty()) {
        tokens.take();
        Expr<C> inside = group.result();
        group = open.pop();
        group.add(inside);
      }
      if (tokens.takeIf(Kind.OR)) {
        group.startAlternative();
      } else if (!tokens.takeIf(Kind.AND)) {
        break;
      }
    }
    if (!open.isEmpty()) {
      throw unclosed(group.start);
    }
    return group.result();
  }

  private InvalidPatternException unclosed(Token parenthesis) {
    Token found = tokens.peek();
    if (found.is(Kind.END) || found.is(Kind.CLOSE_BRACE) || found.is(Kind.CLOSE_BRACKET)) {
      return tokens.error(
          parenthesis.position(), "this parenthesis is never closed", "add a ')' where it ends");
    }
    return tokens.expected("'&&', '||' or ')'", found, joinHint(found));
  }

  /** What to write where two conditions are not joined as they should be. */
  static String joinHint(Token found) {
    if (found.isKeyword("and")) {
      return "conditions are joined with '&&'";
    }
    if (found.isKeyword("or")) {
      return "conditions are joined with '||'";
    }
    if (found.is(Kind.COMMA)) {
      return "conditions are joined with '&&' or '||'";
    }
    if (found.is(Kind.CLOSE_PARENTHESIS)) {
      return "there is one ')' too many";
    }
    if (found.is(Kind.WORD) || found.is(Kind.STRING)) {
      return "a value with a blank or another special character stands in double quotes";
    }
    return "";
  }

  /** What stands between two parentheses: alternatives, each of them conditions that must hold. */
  private static final class Group<C> {

    private final Token start;
    private final List<Expr<C>> alternatives = new ArrayList<>();
    private List<Expr<C>> current = new ArrayList<>();

    Group(Token start) {
      this.start = start;
    }

    void add(Expr<C> operand) {
      current.add(operand);
    }

    void startAlternative() {
      alternatives.add(Expr.and(current));
      current = new ArrayList<>();
    }

    Expr<C> result() {
      startAlternative();
      return Expr.or(alternatives);
    }
  }
}

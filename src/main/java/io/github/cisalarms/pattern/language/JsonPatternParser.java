package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Token.Kind;

/** Reads JSON patterns, such as <code>{ $.eventName = "ConsoleLogin" }</code>. */
final class JsonPatternParser {

  private final TokenStream tokens;
  private final ComparisonParser comparisons;
  private int wildcards;

  private JsonPatternParser(String pattern) {
    this.tokens = new TokenStream(pattern);
    this.comparisons = new ComparisonParser(tokens);
  }

  static Syntax parse(String pattern) {
    return new JsonPatternParser(pattern).pattern();
  }

  private Syntax pattern() {
    tokens.take();
    Expr<JsonCondition> condition = new ExpressionParser<>(tokens, this::condition).parse();
    Token close = tokens.take();
    if (!close.is(Kind.CLOSE_BRACE)) {
      throw tokens.expected(
          "'&&', '||' or '}'",
          close,
          close.is(Kind.END)
              ? "a pattern that starts with '{' ends with '}'"
              : ExpressionParser.joinHint(close));
    }
    if (!tokens.peek().is(Kind.END)) {
      throw tokens.expected(
          "the end of the pattern after '}'",
          tokens.peek(),
          "a pattern that starts with '{' ends with '}'");
    }
    return new Syntax.Json(condition);
  }

  private JsonCondition condition() {
    Selector selector = selector(tokens.take());
    Token token = tokens.take();
    if (token.is(Kind.OPERATOR)) {
      Operator operator = comparisons.operator(token);
      return new JsonCondition.Compare(selector, operator, comparisons.operand(operator));
    }
    if (token.isKeyword("is")) {
      return new JsonCondition.Is(selector, constant(tokens.take()));
    }
    if (token.isKeyword("not") && tokens.peek().isKeyword("exists")) {
      tokens.take();
      return new JsonCondition.NotExists(selector);
    }
    throw tokens.expected(
        "an operator (= != < > <= >=), IS or NOT EXISTS", token, operatorHint(selector, token));
  }

  private Selector selector(Token token) {
    if (!token.is(Kind.SELECTOR)) {
      throw tokens.expected(
          "a condition",
          token,
          token.is(Kind.WORD)
              ? "a field of the event is written $." + token.text()
              : "write a selector, an operator and a value, as in $.eventName = \"ConsoleLogin\"");
    }
    Selector selector = SelectorReader.read(tokens.pattern(), token.position());
    if (selector.hasWildcard() && ++wildcards > SelectorReader.MAX_WILDCARDS_PER_PATTERN) {
      throw tokens.error(
          token.position(),
          "the selectors of a pattern have at most "
              + SelectorReader.MAX_WILDCARDS_PER_PATTERN
              + " wildcards together",
          "name the fields instead");
    }
    return selector;
  }

  private JsonCondition.Constant constant(Token token) {
    for (JsonCondition.Constant constant : JsonCondition.Constant.values()) {
      if (token.isKeyword(constant.name())) {
        return constant;
      }
    }
    throw tokens.expected(
        "NULL, TRUE or FALSE after IS",
        token,
        token.isKeyword("not") ? "there is no IS NOT; to ask for another value: !=" : "");
  }

  private static String operatorHint(Selector selector, Token token) {
    if (token.isKeyword("exists") && selector.toString().endsWith("NOT")) {
      return "add a blank before NOT EXISTS";
    }
    if (token.isKeyword("exists")) {
      return "that a field exists is written = \"*\"; that it is absent, NOT EXISTS";
    }
    if (token.isKeyword("not")) {
      return "that a field is absent is written NOT EXISTS";
    }
    if (token.isKeyword("in")) {
      return "one of several values is written $.a = \"x\" || $.a = \"y\"";
    }
    if (token.is(Kind.CLOSE_PARENTHESIS) || token.is(Kind.CLOSE_BRACE)) {
      return "that a field exists is written = \"*\"";
    }
    return "";
  }
}

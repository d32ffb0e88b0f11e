package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Token.Kind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Reads operators and values, and counts the regular expressions among the values. */
final class ComparisonParser {

  /**
   * Words that the language keeps for itself. The service refuses {@code null} as a value, and
   * takes {@code true} for a text; the rest is taken to go with {@code null}.
   */
  private static final List<String> KEYWORDS = List.of("null", "is", "not", "exists");

  private final TokenStream tokens;
  private int regexes;

  ComparisonParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** The operator of a token of kind {@link Kind#OPERATOR}. */
  Operator operator(Token token) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.text().equals(token.text()))
        .findFirst()
        .orElseThrow();
  }

  /** Reads the value after an operator. */
  Operand operand(Operator operator) {
    Token token = tokens.take();
    Operand operand = operand(token, operator);
    if (operator.isOrdering() && !(operand instanceof Operand.Number)) {
      throw tokens.error(
          token.position(),
          "'" + operator.text() + "' compares numbers only, found " + token.described(),
          "write a number without quotes");
    }
    return operand;
  }

  private Operand operand(Token token, Operator operator) {
    if (token.is(Kind.STRING)) {
      return new Operand.Text(new Glob(Quoted.decode(token.text())));
    }
    if (token.is(Kind.REGEX)) {
      if (++regexes > RegexReader.MAX_PER_PATTERN) {
        throw tokens.error(
            token.position(),
            "a pattern has at most " + RegexReader.MAX_PER_PATTERN + " regular expressions",
            "join alternatives in one, as in %gray|grey%");
      }
      return new Operand.Regex(
          RegexReader.read(tokens.pattern(), token.position(), token.text().length()));
    }
    if (KEYWORDS.stream().anyMatch(token::isKeyword)) {
      throw tokens.error(
          token.position(),
          "'" + token.text() + "' is no value to compare with",
          token.isKeyword("null")
              ? "write the text in double quotes; whether a JSON field is null is asked with IS NULL"
              : "write the text in double quotes");
    }
    if (token.is(Kind.WORD)) {
      requireExponentThatCounts(token);
      return Decimal.parse(token.text())
          .<Operand>map(value -> new Operand.Number(token.text(), value))
          .orElseGet(() -> new Operand.Text(new Glob(token.text())));
    }
    throw tokens.expected(
        "a value after '" + operator.text() + "'",
        token,
        token.text().equals("=") && operator == Operator.EQUAL
            ? "equality is a single '='"
            : "write a string in double quotes, a number or a %regex%");
  }

  /**
   * The service takes {@code 1e309} and refuses {@code 1e2147483648}. It compares exactly, so the
   * border is taken to be that of {@link BigDecimal}, whose scale is an int.
   */
  private void requireExponentThatCounts(Token token) {
    String text = token.text();
    if (Decimal.parse(text).isEmpty()) {
      return;
    }
    try {
      new BigDecimal(text);
    } catch (NumberFormatException e) {
      int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
      throw tokens.error(
          token.position() + mark + 1,
          "this exponent is beyond " + Integer.MAX_VALUE,
          "write a number that an event can hold, or the text in double quotes");
    }
  }
}

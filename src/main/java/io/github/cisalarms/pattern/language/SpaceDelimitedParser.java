package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Syntax.Field;
import io.github.cisalarms.pattern.language.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads space-delimited patterns, such as {@code [ip, ..., status = 4*, size]}. */
final class SpaceDelimitedParser {

  private static final String ELLIPSIS = "...";

  private final TokenStream tokens;
  private final ComparisonParser comparisons;
  private final List<Field> fields = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Optional<Integer> ellipsis = Optional.empty();

  private SpaceDelimitedParser(String pattern) {
    this.tokens = new TokenStream(pattern);
    this.comparisons = new ComparisonParser(tokens);
  }

  static Syntax parse(String pattern) {
    return new SpaceDelimitedParser(pattern).pattern();
  }

  private Syntax pattern() {
    tokens.take();
    if (tokens.peek().is(Kind.CLOSE_BRACKET)) {
      tokens.take();
    } else {
      do {
        readField();
      } while (tokens.takeIf(Kind.COMMA));
      Token close = tokens.take();
      if (!close.is(Kind.CLOSE_BRACKET)) {
        throw tokens.expected(
            "',' or ']'",
            close,
            close.is(Kind.END)
                ? "a pattern that starts with '[' ends with ']'"
                : "fields are separated by ',', conditions joined with '&&' or '||'");
      }
    }
    if (!tokens.peek().is(Kind.END)) {
      throw tokens.expected(
          "the end of the pattern after ']'",
          tokens.peek(),
          "a pattern that starts with '[' ends with ']'");
    }
    return new Syntax.SpaceDelimited(fields, ellipsis);
  }

  private void readField() {
    Token token = tokens.peek();
    if (token.is(Kind.COMMA) || token.is(Kind.CLOSE_BRACKET)) {
      fields.add(new Field(Optional.empty(), Optional.empty()));
    } else if (token.is(Kind.WORD) && token.text().equals(ELLIPSIS)) {
      tokens.take();
      if (ellipsis.isPresent()) {
        throw tokens.error(
            token.position(),
            "a pattern has at most one '...'",
            "leave the other fields without a name, as in [, , level]");
      }
      ellipsis = Optional.of(fields.size());
    } else {
      readNamedField(token);
    }
  }

  private void readNamedField(Token first) {
    if (first.is(Kind.WORD) && !tokens.peekSecond().is(Kind.OPERATOR)) {
      tokens.take();
      fields.add(new Field(Optional.of(fieldName(first)), Optional.empty()));
      declare(first);
      return;
    }
    List<Token> used = new ArrayList<>();
    Expr<FieldCondition> condition = new ExpressionParser<>(tokens, () -> condition(used)).parse();
    for (Token name : used) {
      if (!name.text().equals(used.get(0).text())) {
        throw tokens.error(
            name.position(),
            "the conditions of one field name another: '" + name.text() + "'",
            "write the condition on '" + name.text() + "' at its own place, after a ','");
      }
    }
    fields.add(new Field(Optional.of(used.get(0).text()), Optional.of(condition)));
    declare(used.get(0));
  }

  private FieldCondition condition(List<Token> used) {
    Token name = tokens.take();
    fieldName(name);
    used.add(name);
    Token token = tokens.take();
    if (!token.is(Kind.OPERATOR)) {
      throw tokens.expected("an operator (= != < > <= >=)", token, "");
    }
    Operator operator = comparisons.operator(token);
    return new FieldCondition(operator, comparisons.operand(operator));
  }

  private String fieldName(Token token) {
    if (!token.is(Kind.WORD) || !token.text().matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw tokens.expected(
          "the name of a field",
          token,
          "a name has letters, digits and '_', and doesn't start with a digit");
    }
    return token.text();
  }

  private void declare(Token name) {
    if (!names.add(name.text())) {
      throw tokens.error(
          name.position(),
          "there are two fields '" + name.text() + "'",
          "give each field a name of its own, or none");
    }
  }
}

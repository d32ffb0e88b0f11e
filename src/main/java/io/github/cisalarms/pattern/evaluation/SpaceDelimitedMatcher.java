package io.github.cisalarms.pattern.evaluation;

import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.FieldCondition;
import io.github.cisalarms.pattern.language.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Cuts messages into fields and tests them against a space-delimited pattern. */
public final class SpaceDelimitedMatcher implements Predicate<String> {

  private final List<Predicate<String>> fields;
  private final Optional<Integer> ellipsis;

  /** Compiles the conditions of a pattern. */
  public SpaceDelimitedMatcher(Syntax.SpaceDelimited pattern) {
    this.fields =
        pattern.fields().stream()
            .map(
                field ->
                    field
                        .condition()
                        .map(condition -> condition.accept(COMPILER))
                        .orElse(value -> true))
            .toList();
    this.ellipsis = pattern.ellipsis();
  }

  @Override
  public boolean test(String message) {
    if (fields.isEmpty()) {
      return true;
    }
    List<String> values = values(message);
    if (values.size() < fields.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).test(valueOf(i, values))) {
        return false;
      }
    }
    return true;
  }

  /** The fields of a message. */
  public List<String> values(String message) {
    return FieldSplitter.split(message, ellipsis.isPresent() ? Integer.MAX_VALUE : fields.size());
  }

  /** The value of a field of the pattern: those after the "..." count from the end. */
  public String valueOf(int field, List<String> values) {
    boolean fromEnd = ellipsis.isPresent() && field >= ellipsis.get();
    return values.get(fromEnd ? values.size() - fields.size() + field : field);
  }

  private static final Expr.Visitor<FieldCondition, Predicate<String>> COMPILER =
      new Expr.Visitor<>() {
        @Override
        public Predicate<String> visitOr(Expr.Or<FieldCondition> or) {
          List<Predicate<String>> operands = compile(or.operands());
          return value -> operands.stream().anyMatch(operand -> operand.test(value));
        }

        @Override
        public Predicate<String> visitAnd(Expr.And<FieldCondition> and) {
          List<Predicate<String>> operands = compile(and.operands());
          return value -> operands.stream().allMatch(operand -> operand.test(value));
        }

        @Override
        public Predicate<String> visitLeaf(Expr.Leaf<FieldCondition> leaf) {
          return Comparisons.ofField(leaf.condition().operator(), leaf.condition().operand());
        }

        private List<Predicate<String>> compile(List<Expr<FieldCondition>> operands) {
          return operands.stream().map(operand -> operand.accept(this)).toList();
        }
      };

  /** Cuts a message at its blanks; text in double quotes or brackets is one field. */
  private static final class FieldSplitter {

    private final String message;
    private final List<String> fields = new ArrayList<>();
    private int at;
    private boolean noMoreQuotes;
    private boolean noMoreBrackets;

    private FieldSplitter(String message) {
      this.message = message;
    }

    /** At most {@code limit} fields; the last takes the rest of the message as it stands. */
    static List<String> split(String message, int limit) {
      FieldSplitter splitter = new FieldSplitter(message);
      splitter.skipBlanks();
      while (splitter.at < message.length()) {
        int start = splitter.at;
        String field = splitter.next();
        splitter.skipBlanks();
        boolean restFollows = splitter.at < message.length();
        if (restFollows && splitter.fields.size() == limit - 1) {
          splitter.fields.add(message.substring(start));
          break;
        }
        splitter.fields.add(field);
      }
      return splitter.fields;
    }

    private String next() {
      int close = closing();
      if (close >= 0) {
        String field = message.substring(at + 1, close);
        at = close + 1;
        return field;
      }
      int start = at;
      while (at < message.length() && !Syntax.isBlank(message.charAt(at))) {
        at++;
      }
      return message.substring(start, at);
    }

    /** Where the quoted or bracketed field that starts here ends, or -1: then it's a plain one. */
    private int closing() {
      char c = message.charAt(at);
      int close = -1;
      // Once none is found there is none further on either: not looking again keeps this linear.
      if (c == '"' && !noMoreQuotes) {
        close = message.indexOf('"', at + 1);
        noMoreQuotes = close < 0;
      } else if (c == '[' && !noMoreBrackets) {
        close = message.indexOf(']', at + 1);
        noMoreBrackets = close < 0;
      }
      return close;
    }

    private void skipBlanks() {
      while (at < message.length() && Syntax.isBlank(message.charAt(at))) {
        at++;
      }
    }
  }
}

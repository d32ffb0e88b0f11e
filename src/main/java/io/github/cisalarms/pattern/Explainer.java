package io.github.cisalarms.pattern;

import io.github.cisalarms.pattern.Explanation.Finding;
import io.github.cisalarms.pattern.evaluation.Comparisons;
import io.github.cisalarms.pattern.evaluation.Facts;
import io.github.cisalarms.pattern.evaluation.JsonProgram;
import io.github.cisalarms.pattern.evaluation.JsonReading;
import io.github.cisalarms.pattern.evaluation.JsonValue;
import io.github.cisalarms.pattern.evaluation.MessageMatcher;
import io.github.cisalarms.pattern.evaluation.SpaceDelimitedMatcher;
import io.github.cisalarms.pattern.language.Expr;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Numbered;
import io.github.cisalarms.pattern.language.Quoted;
import io.github.cisalarms.pattern.language.Selector;
import io.github.cisalarms.pattern.language.Syntax;
import io.github.cisalarms.pattern.language.Syntax.Field;
import io.github.cisalarms.pattern.language.Syntax.Role;
import io.github.cisalarms.pattern.language.Syntax.Term;
import io.github.cisalarms.pattern.printing.Printer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Explains what each kind of pattern finds in one message. */
final class Explainer implements Syntax.Visitor<Explanation> {

  private final String message;

  Explainer(String message) {
    this.message = message;
  }

  @Override
  public Explanation visitEverything(Syntax.Everything everything) {
    return new Explanation(true, List.of());
  }

  @Override
  public Explanation visitRegex(Syntax.Regex regex) {
    boolean found = regex.regex().foundIn(message);
    return of(new Finding("%" + regex.regex().source() + "%", found, presence(found)));
  }

  @Override
  public Explanation visitTerms(Syntax.Terms terms) {
    boolean onlyOptional = terms.terms().stream().allMatch(term -> term.role() == Role.OPTIONAL);
    List<Expr<Term>> operands =
        terms.terms().stream()
            .filter(term -> onlyOptional || term.role() != Role.OPTIONAL)
            .<Expr<Term>>map(Expr.Leaf::new)
            .toList();
    return explain(onlyOptional ? Expr.or(operands) : Expr.and(operands), this::finding);
  }

  private Finding finding(Term term) {
    boolean present = MessageMatcher.contains(term.text()).test(message);
    return new Finding(
        Printer.term(term), present != (term.role() == Role.EXCLUDED), presence(present));
  }

  private static String presence(boolean found) {
    return found ? "in the message" : "not in the message";
  }

  @Override
  public Explanation visitSpaceDelimited(Syntax.SpaceDelimited pattern) {
    SpaceDelimitedMatcher matcher = new SpaceDelimitedMatcher(pattern);
    List<String> values = matcher.values(message);
    int wanted = pattern.fields().size();
    if (values.size() < wanted) {
      return of(
          new Finding("at least " + wanted + " fields", false, String.valueOf(values.size())));
    }
    List<Finding> held = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      Field field = pattern.fields().get(i);
      if (field.condition().isPresent()) {
        String value = matcher.valueOf(i, values);
        Explanation explanation =
            explain(
                field.condition().get(),
                condition ->
                    new Finding(
                        Printer.condition(field, condition),
                        Comparisons.ofField(condition.operator(), condition.operand()).test(value),
                        Quoted.encode(value)));
        if (!explanation.matches()) {
          return explanation;
        }
        held.addAll(explanation.findings());
      }
    }
    return new Explanation(true, held);
  }

  @Override
  public Explanation visitJson(Syntax.Json json) {
    Map<JsonCondition, Integer> indexes = new LinkedHashMap<>();
    json.condition().accept(new Numbered<>(indexes));
    List<JsonCondition> conditions = List.copyOf(indexes.keySet());
    JsonProgram program =
        JsonProgram.of(
            conditions.stream().<Expr<JsonCondition>>map(Expr.Leaf::new).toList(),
            conditions.stream().map(JsonCondition::selector).toList());
    Facts facts = program.facts();
    JsonReading reading = new JsonReading(program, facts, conditions.size());
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    if (!reading.read(utf8, 0, utf8.length)) {
      return of(new Finding("the message is a JSON object", false, instead()));
    }
    return explain(
        json.condition(),
        condition -> {
          int index = indexes.get(condition);
          return new Finding(
              Printer.condition(condition),
              program.check(index).holds(facts),
              seen(condition.selector(), reading.kept(index)));
        });
  }

  /** What a message is that is no JSON object. */
  private String instead() {
    return message.stripLeading().startsWith("{") ? "broken JSON" : "other text";
  }

  private static String seen(Selector selector, List<JsonValue> values) {
    List<String> shown = values.stream().map(JsonValue::shown).toList();
    if (values.isEmpty()) {
      return "missing";
    }
    String more = values.size() == JsonReading.MAX_KEPT ? ", ..." : "";
    return selector.hasWildcard() ? String.join(", ", shown) + more : shown.get(0);
  }

  private static Explanation of(Finding finding) {
    return new Explanation(finding.holds(), List.of(finding));
  }

  private static <C> Explanation explain(Expr<C> expression, Function<C, Finding> leaf) {
    return expression.accept(
        new Expr.Visitor<>() {
          @Override
          public Explanation visitOr(Expr.Or<C> or) {
            return decisive(or.operands(), true);
          }

          @Override
          public Explanation visitAnd(Expr.And<C> and) {
            return decisive(and.operands(), false);
          }

          @Override
          public Explanation visitLeaf(Expr.Leaf<C> condition) {
            return of(leaf.apply(condition.condition()));
          }

          /** The first operand that decides with that truth; if none does, all of them. */
          private Explanation decisive(List<Expr<C>> operands, boolean deciding) {
            List<Finding> all = new ArrayList<>();
            for (Expr<C> operand : operands) {
              Explanation explanation = operand.accept(this);
              if (explanation.matches() == deciding) {
                return explanation;
              }
              all.addAll(explanation.findings());
            }
            return new Explanation(!deciding, all);
          }
        });
  }
}

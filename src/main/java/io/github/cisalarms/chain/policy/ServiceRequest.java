package io.github.cisalarms.chain.policy;

import io.github.cisalarms.chain.policy.Policy.Condition;
import io.github.cisalarms.chain.policy.Policy.Principal;
import io.github.cisalarms.chain.policy.Policy.Statement;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A request that an AWS service makes on behalf of one of its resources.
 *
 * @param service such as {@code cloudwatch.amazonaws.com}
 * @param action such as {@code sns:Publish}
 * @param resource ARN of what it is made to
 * @param context condition keys in lower case with their values; a key that isn't there is one of
 *     which nothing is known
 */
public record ServiceRequest(
    String service, String action, Value<String> resource, Map<String, Value<String>> context) {

  private static final int MAX_GLOB_LENGTH = 2048;

  /** Whether the statement speaks about this request. */
  public Answer appliesTo(Statement statement) {
    Answer principal =
        statement.notPrincipals().isEmpty()
            ? anyPrincipal(statement.principals())
            : anyPrincipal(statement.notPrincipals()).not();
    Answer ofAction =
        statement.notActions().isEmpty()
            ? any(statement.actions(), Value.known(action), ServiceRequest::ignoringCase)
            : any(statement.notActions(), Value.known(action), ServiceRequest::ignoringCase).not();
    Answer ofResource =
        statement.notResources().isEmpty()
            ? any(statement.resources(), resource, ServiceRequest::glob)
            : any(statement.notResources(), resource, ServiceRequest::glob).not();
    Answer applies = principal.and(ofAction).and(ofResource);
    for (Condition condition : statement.conditions()) {
      applies = applies.and(fulfils(condition));
    }
    return applies;
  }

  private Answer anyPrincipal(List<Principal> principals) {
    Answer any = Answer.NO;
    for (Principal principal : principals) {
      Value<String> everybody = Value.known("*");
      boolean mayBeService = principal.type().equals("Service") || principal.type().equals("*");
      Answer matches =
          mayBeService || principal.type().equals("AWS")
              ? principal.id().sameAs(everybody)
              : Answer.NO;
      if (mayBeService) {
        matches = matches.or(principal.id().sameAs(Value.known(service)));
      }
      any = any.or(matches);
    }
    return any;
  }

  private Answer fulfils(Condition condition) {
    String operator = condition.operator();
    if (operator.startsWith("ForAllValues:") || operator.startsWith("ForAnyValue:")) {
      operator = operator.substring(operator.indexOf(':') + 1);
    }
    boolean ifExists = operator.endsWith("IfExists");
    if (ifExists) {
      operator = operator.substring(0, operator.length() - "IfExists".length());
    }
    Value<String> actual =
        Optional.ofNullable(context.get(condition.key().toLowerCase(Locale.ROOT)))
            .orElseGet(Value::unknown);
    if (operator.equals("Null")) {
      return any(
          condition.values(),
          actual.isAbsent()
              ? Value.known("true")
              : actual instanceof Value.Unknown<String> ? actual : Value.known("false"),
          String::equalsIgnoreCase);
    }
    boolean negated = operator.contains("Not");
    if (actual.isAbsent()) {
      return Answer.of(ifExists || negated);
    }
    return comparison(operator.replace("Not", ""))
        .map(compare -> any(condition.values(), actual, compare))
        .map(answer -> negated ? answer.not() : answer)
        .orElse(Answer.UNKNOWN);
  }

  /** How an operator compares what the policy says with what the request has. */
  private static Optional<BiFunction<String, String, Boolean>> comparison(String operator) {
    return switch (operator) {
      case "StringEquals" -> Optional.of(String::equals);
      case "StringEqualsIgnoreCase", "Bool" -> Optional.of(String::equalsIgnoreCase);
      case "StringLike", "ArnEquals", "ArnLike" -> Optional.of(ServiceRequest::glob);
      default -> Optional.empty();
    };
  }

  private static Answer any(
      List<Value<String>> patterns,
      Value<String> actual,
      BiFunction<String, String, Boolean> compare) {
    Answer any = Answer.NO;
    for (Value<String> pattern : patterns) {
      Answer matches;
      if (pattern.isKnown() && actual.isKnown()) {
        matches = Answer.of(compare.apply(pattern.get().orElseThrow(), actual.get().orElseThrow()));
      } else if (pattern.get().filter("*"::equals).isPresent()) {
        matches = Answer.YES;
      } else {
        matches = pattern.sameAs(actual);
      }
      any = any.or(matches);
    }
    return any;
  }

  private static boolean ignoringCase(String pattern, String text) {
    return glob(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
  }

  /** {@code *} stands for any text, {@code ?} for one character. */
  private static boolean glob(String pattern, String text) {
    if (pattern.length() > MAX_GLOB_LENGTH || text.length() > MAX_GLOB_LENGTH) {
      return pattern.equals(text);
    }
    int p = 0;
    int t = 0;
    int star = -1;
    int from = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        from = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++from;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}

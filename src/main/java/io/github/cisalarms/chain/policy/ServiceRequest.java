package io.github.cisalarms.chain.policy;

import io.github.cisalarms.chain.policy.Policy.Condition;
import io.github.cisalarms.chain.policy.Policy.Principal;
import io.github.cisalarms.chain.policy.Policy.Statement;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    String service, String action, Named resource, Map<String, Named> context) {

  /** What a service that acts for a resource of an account says of itself, whatever it asks for. */
  public static Map<String, Named> contextOf(String service, Value<String> account, Named source) {
    return Map.ofEntries(
        Map.entry("aws:sourceaccount", Named.of(account)),
        Map.entry("aws:sourceowner", Named.of(account)),
        Map.entry("aws:sourcearn", source),
        Map.entry("aws:securetransport", Named.of(Value.known("true"))),
        Map.entry("aws:principalisawsservice", Named.of(Value.known("true"))),
        Map.entry("aws:principalservicename", Named.of(Value.known(service))),
        Map.entry("aws:viaawsservice", Named.of(Value.known("false"))),
        Map.entry("aws:calledvia", Named.of(Value.absent())),
        Map.entry("aws:userid", Named.of(Value.absent())),
        Map.entry("aws:username", Named.of(Value.absent())),
        // These are of other requests than to publish.
        Map.entry("sns:protocol", Named.of(Value.absent())),
        Map.entry("sns:endpoint", Named.of(Value.absent())),
        // A service has neither an organization nor an account of its own.
        Map.entry("aws:principalorgid", Named.of(Value.absent())),
        Map.entry("aws:principalorgpaths", Named.of(Value.absent())),
        Map.entry("aws:principalaccount", Named.of(Value.absent())),
        Map.entry("aws:principalarn", Named.of(Value.absent())),
        Map.entry("aws:sourcevpc", Named.of(Value.absent())),
        Map.entry("aws:sourcevpce", Named.of(Value.absent())));
  }

  /** Whether the statement speaks about this request. */
  public Answer appliesTo(Statement statement) {
    Answer principal =
        statement.notPrincipals().isEmpty()
            ? anyPrincipal(statement.principals())
            : anyPrincipal(statement.notPrincipals()).not();
    Answer ofAction =
        statement.notActions().isEmpty()
            ? any(statement.actions(), Named.of(Value.known(action)), Comparison.LIKE_IGNORING_CASE)
            : any(
                    statement.notActions(),
                    Named.of(Value.known(action)),
                    Comparison.LIKE_IGNORING_CASE)
                .not();
    Answer ofResource =
        statement.notResources().isEmpty()
            ? any(statement.resources(), resource, Comparison.LIKE)
            : any(statement.notResources(), resource, Comparison.LIKE).not();
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
      if (principal.type().equals("AWS") && principal.id() instanceof Value.Pending<String>) {
        // What the apply decides is the ARN of a user or a role.
        matches = Answer.NO;
      }
      if (mayBeService) {
        matches = matches.or(principal.id().sameAs(Value.known(service)));
      }
      any = any.or(matches);
    }
    return any;
  }

  private Answer fulfils(Condition condition) {
    String operator = condition.operator();
    boolean forAll = operator.startsWith("ForAllValues:");
    boolean forAny = operator.startsWith("ForAnyValue:");
    operator = operator.substring(operator.indexOf(':') + 1);
    boolean ifExists = operator.endsWith("IfExists");
    if (ifExists) {
      operator = operator.substring(0, operator.length() - "IfExists".length());
    }
    Named actual =
        context.getOrDefault(condition.key().toLowerCase(Locale.ROOT), Named.of(Value.unknown()));
    if (operator.equals("Null")) {
      return any(condition.values(), actual.isNull(), Comparison.EQUAL_IGNORING_CASE);
    }
    boolean negated = operator.contains("Not");
    if (actual.value().isAbsent()) {
      // Of no values all fulfil a condition, and none does.
      return Answer.of(ifExists || forAll || negated && !forAny);
    }
    return Comparison.of(operator.replace("Not", ""))
        .map(comparison -> any(condition.values(), actual, comparison))
        .map(answer -> negated ? answer.not() : answer)
        .orElse(Answer.UNKNOWN);
  }

  private static Answer any(List<Value<String>> patterns, Named actual, Comparison comparison) {
    return patterns.stream()
        .map(pattern -> actual.compare(comparison, pattern))
        .reduce(Answer.NO, Answer::or);
  }
}

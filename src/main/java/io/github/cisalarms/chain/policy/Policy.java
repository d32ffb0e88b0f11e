package io.github.cisalarms.chain.policy;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A resource policy, as SNS topics and KMS keys have one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
public record Policy(List<Statement> statements) {

  public Policy {
    statements = List.copyOf(statements);
  }

  /**
   * One statement. Of each pair, such as {@code actions} and {@code notActions}, one is empty.
   *
   * @param allows whether its effect is {@code Allow}; otherwise it is {@code Deny}
   */
  public record Statement(
      boolean allows,
      List<Principal> principals,
      List<Principal> notPrincipals,
      List<Value<String>> actions,
      List<Value<String>> notActions,
      List<Value<String>> resources,
      List<Value<String>> notResources,
      List<Condition> conditions) {

    public Statement {
      principals = List.copyOf(principals);
      notPrincipals = List.copyOf(notPrincipals);
      actions = List.copyOf(actions);
      notActions = List.copyOf(notActions);
      resources = List.copyOf(resources);
      notResources = List.copyOf(notResources);
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * A principal.
   *
   * @param type {@code Service}, {@code AWS}, {@code Federated}, or {@code *} for anybody
   */
  public record Principal(String type, Value<String> id) {}

  /**
   * A condition.
   *
   * @param operator such as {@code StringEquals}
   * @param key such as {@code aws:SourceAccount}
   */
  public record Condition(String operator, String key, List<Value<String>> values) {
    public Condition {
      values = List.copyOf(values);
    }
  }

  /** Whether the request is allowed: a statement allows it and none denies it. */
  public Answer allows(ServiceRequest request) {
    return permits(request).and(denies(request).not());
  }

  /** Whether a statement allows the request, whatever others deny. */
  public Answer permits(ServiceRequest request) {
    return any(request, true);
  }

  /** Whether a statement denies the request. */
  public Answer denies(ServiceRequest request) {
    return any(request, false);
  }

  private Answer any(ServiceRequest request, boolean allowing) {
    return statements.stream()
        .filter(statement -> statement.allows() == allowing)
        .map(request::appliesTo)
        .reduce(Answer.NO, Answer::or);
  }
}

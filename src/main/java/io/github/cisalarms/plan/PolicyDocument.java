package io.github.cisalarms.plan;

import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.Policy.Condition;
import io.github.cisalarms.chain.policy.Policy.Principal;
import io.github.cisalarms.chain.policy.Policy.Statement;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a policy from the blocks of a data source {@code aws_iam_policy_document}. */
final class PolicyDocument {

  private PolicyDocument() {}

  /**
   * The policy.
   *
   * @return empty if it is put together from other documents, which only the apply does
   */
  static Optional<Policy> read(Attributes document) {
    for (String other :
        List.of(
            "source_json",
            "override_json",
            "source_policy_documents",
            "override_policy_documents")) {
      if (document.isUnknown(other) || !document.texts(other, Wanted.ANY).isEmpty()) {
        return Optional.empty();
      }
    }
    if (document.isUnknown("statement")
        || document.text("source_json").isKnown()
        || document.text("override_json").isKnown()) {
      return Optional.empty();
    }
    List<Statement> statements = new ArrayList<>();
    for (Attributes statement : document.blocks("statement")) {
      List<Condition> conditions = new ArrayList<>();
      for (Attributes condition : statement.blocks("condition")) {
        conditions.add(
            new Condition(
                condition.text("test").get().orElse(""),
                condition.text("variable").get().orElse(""),
                condition.texts("values", Wanted.ANY)));
      }
      statements.add(
          new Statement(
              !statement.text("effect").get().orElse("Allow").equals("Deny"),
              principals(statement, "principals"),
              principals(statement, "not_principals"),
              statement.texts("actions", Wanted.ANY),
              statement.texts("not_actions", Wanted.ANY),
              statement.texts("resources", Wanted.TOPIC_ARN),
              statement.texts("not_resources", Wanted.TOPIC_ARN),
              conditions));
    }
    return Optional.of(new Policy(statements));
  }

  private static List<Principal> principals(Attributes statement, String name) {
    List<Principal> principals = new ArrayList<>();
    for (Attributes block : statement.blocks(name)) {
      for (Value<String> id : block.texts("identifiers", Wanted.ANY)) {
        principals.add(new Principal(block.text("type").get().orElse(""), id));
      }
    }
    return principals;
  }
}
